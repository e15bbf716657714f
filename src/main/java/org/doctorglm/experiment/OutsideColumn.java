package org.doctorglm.experiment;

import java.util.Map;
import java.util.TreeMap;

/// Answers that another system gave elsewhere: a column beside our own.
///
/// @param answers by the question's id
public record OutsideColumn(String label, Map<String, String> answers) {
    public OutsideColumn {
        // In the order of ids, so that the same plan is the same file.
        answers = java.util.Collections.unmodifiableMap(new TreeMap<>(answers));
    }
}
