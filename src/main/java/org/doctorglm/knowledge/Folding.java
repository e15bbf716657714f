package org.doctorglm.knowledge;

/// Brings a text to the form in which words are compared: half-width, lower case, no other change. Every code point stays
/// in its place, so positions in the folded text are positions in the original.
final class Folding {
    private Folding() {
    }

    static int fold(int codePoint) {
        if (codePoint >= 0xFF01 && codePoint <= 0xFF5E) {
            return Character.toLowerCase(codePoint - 0xFEE0);
        }
        return codePoint == 0x3000 ? ' ' : Character.toLowerCase(codePoint);
    }

    static String fold(String text) {
        int[] folded = codePoints(text, Integer.MAX_VALUE);
        return new String(folded, 0, folded.length);
    }

    /// @param max code points read; the rest is left unread
    static int[] codePoints(String text, int max) {
        return text.codePoints().limit(max).map(Folding::fold).toArray();
    }
}
