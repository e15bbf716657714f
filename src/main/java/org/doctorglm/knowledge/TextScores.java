package org.doctorglm.knowledge;

/// How well the text of an entry fits a question, by where the words stand; raw BM25, 0 where nothing fits.
///
/// @param names name, aliases, English name
/// @param findings symptoms with all their wordings, and what patients say
/// @param body everything else
public record TextScores(double names, double findings, double body) {
    public static final TextScores NONE = new TextScores(0, 0, 0);
}
