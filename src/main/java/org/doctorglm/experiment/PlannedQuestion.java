package org.doctorglm.experiment;

import org.jspecify.annotations.Nullable;

/// A question that every subject of an experiment answers.
///
/// @param id short name, for example `Q2`
/// @param department empty where nobody says
/// @param reference what a careful answer would rest on, null for none
public record PlannedQuestion(String id, String text, String department, @Nullable Reference reference) {
    /// An excerpt to compare with, as the guideline in the paper's Table 3.
    ///
    /// @param source where it stands, may be empty
    /// @param year of publication, 0 where nobody says
    public record Reference(String text, String source, int year) {
    }

    /// Without a reference.
    public static PlannedQuestion of(String id, String text) {
        return new PlannedQuestion(id, text, "", null);
    }

    /// Words to compare with, empty for none.
    public String expected() {
        return reference == null ? "" : reference.text();
    }
}
