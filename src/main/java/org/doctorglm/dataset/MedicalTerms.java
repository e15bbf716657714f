package org.doctorglm.dataset;

import java.util.List;

/// Finds what a text names. The words come from outside: a set does not know the library.
@FunctionalInterface
public interface MedicalTerms {
    /// For a caller without a dictionary.
    MedicalTerms NONE = text -> List.of();

    enum Kind { SYMPTOM, MEDICINE, TEST }

    /// @param term the dictionary's word for it
    record Named(Kind kind, String term) {
    }

    List<Named> named(String text);
}
