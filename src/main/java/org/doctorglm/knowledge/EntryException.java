package org.doctorglm.knowledge;

import java.util.List;

/// A change to an entry that is not made. Carries the facts; the sentences are made elsewhere.
public final class EntryException extends Exception {
    private final transient List<EntryProblem> problems;

    public EntryException(List<EntryProblem> problems) {
        super(problems.stream().map(EntryProblem::reason).toList().toString());
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, in the order of the fields.
    public List<EntryProblem> problems() {
        return problems;
    }
}
