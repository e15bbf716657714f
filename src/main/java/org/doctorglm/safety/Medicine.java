package org.doctorglm.safety;

import java.util.List;
import org.doctorglm.knowledge.AgeGroup;
import org.doctorglm.knowledge.Patient;

/// One line of `knowledge/medicines.jsonl`: names of a medicine and for whom it may be wrong.
///
/// @param name generic name
/// @param english generic name in English
/// @param aliases trade and colloquial names
/// @param family class of medicines, for allergies that go for all of a class (青霉素类)
/// @param cautions for whom it may be wrong
public record Medicine(String name, String english, List<String> aliases, String family, List<Caution> cautions) {
    public Medicine {
        aliases = List.copyOf(aliases);
        cautions = List.copyOf(cautions);
    }

    /// Whom a caution concerns.
    public enum Group {
        CHILD, PREGNANT, NURSING, ELDER,
        /// People with deficiency of glucose-6-phosphate dehydrogenase.
        G6PD,
        /// People with an allergy to the family.
        ALLERGY,
        /// People with a disease of the liver, of the kidneys, an ulcer, asthma.
        LIVER, KIDNEY, ULCER, ASTHMA,
        /// Only by a doctor's prescription, whoever takes it.
        PRESCRIPTION
    }

    /// @param belowMonths for CHILD: below this age; 0 for all children
    /// @param text one Chinese sentence
    /// @param english one English sentence
    public record Caution(Group who, int belowMonths, String text, String english) {
        /// @param conditions ids of diseases that are named of the patient
        /// @param allergies words that the text calls allergies
        boolean concerns(Patient patient, List<String> conditions, String family, String name, List<String> allergies) {
            return switch (who) {
                case CHILD -> patient.age() == AgeGroup.CHILD && (belowMonths == 0 || patient.months() == null || patient.months() < belowMonths);
                case PREGNANT -> patient.pregnant();
                case NURSING -> patient.nursing();
                case ELDER -> patient.age() == AgeGroup.ELDER;
                case G6PD -> conditions.contains("g6pd-deficiency");
                case ALLERGY -> allergies.stream().anyMatch(word -> family.contains(word) || name.contains(word) || word.contains(name));
                case LIVER -> conditions.stream().anyMatch(id -> id.contains("liver") || id.contains("hepatitis") || id.contains("cirrhosis"));
                case KIDNEY -> conditions.stream().anyMatch(id -> id.contains("kidney") || id.contains("nephr") || id.contains("glomerul"));
                case ULCER -> conditions.contains("peptic-ulcer") || conditions.contains("gastrointestinal-bleeding");
                case ASTHMA -> conditions.contains("asthma") || conditions.contains("cough-variant-asthma");
                case PRESCRIPTION -> false;
            };
        }
    }
}
