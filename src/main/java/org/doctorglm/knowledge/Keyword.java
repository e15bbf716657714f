package org.doctorglm.knowledge;

/// A word of the question that the dictionary knows.
///
/// @param text as the question says it
/// @param term what it stands for: a disease name of the library, or a term
/// @param start first code point in the question
/// @param end code point after the last
/// @param negated the question denies it
public record Keyword(String text, String term, TermKind kind, int start, int end, boolean negated) {
    public Keyword negated(boolean value) {
        return new Keyword(text, term, kind, start, end, value);
    }
}
