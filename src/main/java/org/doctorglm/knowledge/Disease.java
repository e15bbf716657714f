package org.doctorglm.knowledge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One entry of the disease library; the fields are those of `knowledge/disease.schema.json`.
///
/// @param id stable lower-case name, unique in the library
/// @param name Chinese name, unique in the library
/// @param aliases other names, formal and colloquial, the best known first
/// @param english English name, may be empty in imported entries
/// @param icd10 ICD-10 code, or null when none is certain
/// @param overview one or two sentences
/// @param urgent danger signs that need immediate care
/// @param keySymptoms the findings that tell this disease from others
/// @param confusedWith ids of entries that are easily taken for this one
/// @param sex the only sex concerned, or null
/// @param ages the age group concerned, or null
/// @param source where a reader can check
/// @param review review status, in words
/// @param edition edition of the entry, `yyyy-MM`
/// @param background what is told besides the four sections
public record Disease(String id, String name, List<String> aliases, String english, @Nullable String icd10,
                      List<String> departments, String overview, Section symptoms, Section diagnosis, Section treatment,
                      Section prevention, List<String> urgent, List<String> keySymptoms, List<String> confusedWith,
                      @Nullable Sex sex, @Nullable AgeGroup ages, String source, String review, String edition,
                      Background background) {
    /// The review status of an entry that no physician has seen yet.
    public static final String NOT_REVIEWED = "not yet reviewed by a physician";

    public Disease {
        aliases = List.copyOf(aliases);
        departments = List.copyOf(departments);
        urgent = List.copyOf(urgent);
        keySymptoms = List.copyOf(keySymptoms);
        confusedWith = List.copyOf(confusedWith);
    }

    public Section section(SectionKind kind) {
        return switch (kind) {
            case SYMPTOMS -> symptoms;
            case DIAGNOSIS -> diagnosis;
            case TREATMENT -> treatment;
            case PREVENTION -> prevention;
        };
    }

    public Disease withAliases(List<String> others) {
        return new Disease(id, name, others, english, icd10, departments, overview, symptoms, diagnosis, treatment, prevention,
                urgent, keySymptoms, confusedWith, sex, ages, source, review, edition, background);
    }

    Disease withId(String other) {
        return new Disease(other, name, aliases, english, icd10, departments, overview, symptoms, diagnosis, treatment, prevention,
                urgent, keySymptoms, confusedWith, sex, ages, source, review, edition, background);
    }

    Disease withReview(String other) {
        return new Disease(id, name, aliases, english, icd10, departments, overview, symptoms, diagnosis, treatment, prevention,
                urgent, keySymptoms, confusedWith, sex, ages, source, other, edition, background);
    }

    Disease withEdition(String other) {
        return new Disease(id, name, aliases, english, icd10, departments, overview, symptoms, diagnosis, treatment, prevention,
                urgent, keySymptoms, confusedWith, sex, ages, source, review, other, background);
    }

    public Disease from(String otherSource, String otherEdition) {
        return new Disease(id, name, aliases, english, icd10, departments, overview, symptoms, diagnosis, treatment, prevention,
                urgent, keySymptoms, confusedWith, sex, ages, otherSource, review, otherEdition, background);
    }

    /// The name, then the aliases.
    public List<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    /// One section.
    ///
    /// @param items short phrases, as they stand in the prompt
    /// @param text sentences, as the panel shows them
    public record Section(List<String> items, String text) {
        public static final Section EMPTY = new Section(List.of(), "");

        public Section {
            items = List.copyOf(items);
        }
    }

    /// What an entry tells besides its sections; imported entries and those of the first schema tell nothing.
    ///
    /// @param frequency how often it is met, or null when nobody said
    /// @param summary two or three English sentences
    /// @param causes sentences on what brings it about
    /// @param prognosis sentences on how it goes on
    /// @param lay what patients typically say, in their words
    /// @param related ids of entries of the same family, of causes and complications
    public record Background(@Nullable Frequency frequency, String summary, String causes, String prognosis, List<String> lay,
                             List<String> related) {
        public static final Background NONE = new Background(null, "", "", "", List.of(), List.of());

        public Background {
            lay = List.copyOf(lay);
            related = List.copyOf(related);
        }
    }
}
