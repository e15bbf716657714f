package org.doctorglm.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A disease sheet as it was when an answer was written, so that the answer can be understood after the library has changed.
///
/// @param diseaseId id in the library of that time
/// @param disease Chinese name
/// @param english English name, empty when unknown
/// @param icd10 code, or null when none is certain
/// @param score confidence between 0 and 1
/// @param matched the words of the question that led here
/// @param sections symptoms, diagnosis, treatment, prevention, in this order, each with its short items and its sentences
/// @param urgent danger signs
/// @param used whether this sheet stands in the prompt (alternatives do not)
/// @param source where a reader can check
/// @param review review status of the entry
/// @param edition edition of the library
public record CitedEvidence(String diseaseId, String disease, List<String> aliases, String english, @Nullable String icd10,
                            List<String> departments, double score, List<String> matched, List<Section> sections,
                            List<String> urgent, boolean used, String source, String review, String edition) {
    /// The review status of an entry that no physician has seen yet, as the library writes it.
    public static final String NOT_REVIEWED = "not yet reviewed by a physician";

    public CitedEvidence {
        aliases = List.copyOf(aliases);
        departments = List.copyOf(departments);
        matched = List.copyOf(matched);
        sections = List.copyOf(sections);
        urgent = List.copyOf(urgent);
    }

    /// @param kind `symptoms`, `diagnosis`, `treatment` or `prevention`
    /// @param items short phrases, as they stand in the prompt
    /// @param text sentences, as the panel shows them
    public record Section(String kind, List<String> items, String text) {
        public Section {
            items = List.copyOf(items);
        }
    }
}
