package org.doctorglm.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Patient;
import org.doctorglm.knowledge.TermKind;

/// Compares the medicines of an answer with what the question says of the patient.
final class MedicineCheck {
    private static final Pattern ALLERGY = Pattern.compile("对([^，。；,.;！？!?\\s]{1,10}?)(?:类|这类|等)?(?:药物?)?过敏|([\\p{IsHan}]{1,8}?)过敏(?:史|者|体质)?");
    private static final int SHORTEST = 2;

    private final DiseaseLibrary library;
    private final List<Map.Entry<String, Medicine>> names = new ArrayList<>();

    MedicineCheck(List<Medicine> medicines, DiseaseLibrary library) {
        this.library = library;
        for (Medicine medicine : medicines) {
            names.add(Map.entry(medicine.name(), medicine));
            medicine.aliases().stream().filter(alias -> alias.length() >= SHORTEST).forEach(alias -> names.add(Map.entry(alias, medicine)));
        }
        names.sort(Comparator.comparingInt((Map.Entry<String, Medicine> name) -> name.getKey().length()).reversed());
    }

    /// Who takes the medicine, as far as the question says it.
    ///
    /// @param conditions ids of diseases that the question says the patient has
    record Taker(Patient patient, List<String> conditions, List<String> allergies) {
    }

    Taker taker(String question) {
        List<String> conditions = library.keywords(question).stream().filter(word -> word.kind() == TermKind.DISEASE && !word.negated())
                .flatMap(word -> library.find(word.term()).stream()).map(Disease::id).distinct().toList();
        List<String> allergies = new ArrayList<>();
        Matcher matcher = ALLERGY.matcher(question);
        while (matcher.find()) {
            allergies.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return new Taker(Patient.of(question), conditions, allergies);
    }

    /// Medicines that a text names, each once, in the order of the text; of names within names the longest counts.
    List<Medicine> named(String text) {
        Map<Integer, Medicine> places = new LinkedHashMap<>();
        boolean[] taken = new boolean[text.length()];
        for (Map.Entry<String, Medicine> name : names) {
            for (int at = text.indexOf(name.getKey()); at >= 0; at = text.indexOf(name.getKey(), at + 1)) {
                if (!taken[at]) {
                    places.put(at, name.getValue());
                    java.util.Arrays.fill(taken, at, at + name.getKey().length(), true);
                }
            }
        }
        return places.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).distinct().toList();
    }

    /// What speaks against giving the medicine to this patient.
    static List<Medicine.Caution> cautions(Medicine medicine, Taker taker) {
        return medicine.cautions().stream()
                .filter(caution -> caution.concerns(taker.patient(), taker.conditions(), medicine.family(), medicine.name(), taker.allergies())).toList();
    }
}
