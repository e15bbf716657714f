package org.doctorglm.dataset;

import java.util.List;

/// How a set was made of others. The others are as they were: taking the step back means removing what was made.
///
/// @param parents what it was made of, in order
/// @param recipe JSON that says how, complete enough to do it again
public record Derivation(Kind kind, List<Parent> parents, String recipe) {
    /// What was done.
    public enum Kind {
        FILTER, MIX, SPLIT, MASK,
        /// Questions and answers that a person accepted; it has no parents but sheets, see [PairSource].
        QUESTIONS
    }

    /// A set as it was when another was made of it.
    ///
    /// @param sha256 of its dialogues, see [ContentHash]: a later set of the same name may be another
    public record Parent(String name, String sha256) {
    }

    public Derivation {
        parents = List.copyOf(parents);
    }
}
