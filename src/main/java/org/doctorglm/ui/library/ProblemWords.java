package org.doctorglm.ui.library;

import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.EntryProblem;
import org.doctorglm.ui.control.Desk;

/// What is wrong with an entry, as a sentence.
final class ProblemWords {
    private ProblemWords() {
    }

    static String of(Desk desk, EntryProblem problem) {
        return desk.say(problem.reason(), desk.say(field(problem)), problem.detail());
    }

    /// The first field with the name of the problem's.
    static EntryField field(EntryProblem problem) {
        for (EntryField field : EntryField.values()) {
            if (field.key().equals(problem.field())) {
                return field;
            }
        }
        throw new IllegalArgumentException(problem.field());
    }
}
