package org.doctorglm.safety;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into sentences, with their places.
final class Sentences {
    private static final String ENDS = "。！？!?；;\n";

    private Sentences() {
    }

    /// @param start first code point in the text
    /// @param end code point after the last, the mark at its end included
    record Sentence(int start, int end, String text) {
    }

    /// All that is not blank, in order.
    static List<Sentence> of(String text) {
        int[] points = text.codePoints().toArray();
        List<Sentence> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < points.length; i++) {
            boolean decimal = points[i] == '.' && i + 1 < points.length && Character.isDigit(points[i + 1]);
            boolean end = ENDS.indexOf(points[i]) >= 0 || points[i] == '.' && !decimal && (i == 0 || !Character.isDigit(points[i - 1]));
            if (end || i == points.length - 1) {
                int begin = start;
                while (begin <= i && Character.isWhitespace(points[begin])) {
                    begin++;
                }
                String words = new String(points, begin, Math.max(0, i + 1 - begin));
                if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    sentences.add(new Sentence(begin, i + 1, words));
                }
                start = i + 1;
            }
        }
        return sentences;
    }
}
