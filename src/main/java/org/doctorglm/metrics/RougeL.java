package org.doctorglm.metrics;

/// ROUGE-L of two texts by characters: the F-measure of the longest common subsequence (Lin 2004, with β = 1, as the DoctorGLM repository
/// counts Chinese, one character a token). Pure functions.
public final class RougeL {
    private RougeL() {
    }

    /// @return between 0 and 1; 0 when one of the texts is empty
    public static double of(String text, String reference) {
        int[] one = characters(text);
        int[] other = characters(reference);
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        int common = common(one, other);
        double precision = (double) common / one.length;
        double recall = (double) common / other.length;
        return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static int[] characters(String text) {
        return text.codePoints().filter(point -> !Character.isWhitespace(point)).toArray();
    }

    private static int common(int[] one, int[] other) {
        int[] before = new int[other.length + 1];
        for (int character : one) {
            int[] now = new int[other.length + 1];
            for (int j = 0; j < other.length; j++) {
                now[j + 1] = character == other[j] ? before[j] + 1 : Math.max(before[j + 1], now[j]);
            }
            before = now;
        }
        return before[other.length];
    }
}
