package org.doctorglm.metrics;

import java.util.Arrays;
import java.util.List;

/// How long texts are, in characters.
public record TextLengths(double mean, double median, int shortest, int longest) {
    /// Zeros for no texts.
    public static TextLengths of(List<String> texts) {
        int[] lengths = texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).sorted().toArray();
        if (lengths.length == 0) {
            return new TextLengths(0, 0, 0, 0);
        }
        int half = lengths.length / 2;
        double median = lengths.length % 2 == 1 ? lengths[half] : (lengths[half - 1] + lengths[half]) / 2.0;
        return new TextLengths(Arrays.stream(lengths).average().orElse(0), median, lengths[0], lengths[lengths.length - 1]);
    }
}
