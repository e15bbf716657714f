package org.doctorglm.knowledge;

/// Why an entry was found: a word of the question and the place where the entry has it.
public record Match(Keyword keyword, MatchField field) {
}
