package org.doctorglm.engine;

/// Unnormalised scores of the next token.
///
/// @param values one for each id of the vocabulary; the array belongs to the receiver
public record Logits(float[] values) {
    /// The most likely id; the lowest one of equals. What is no number is never taken as long as there is one.
    public int argmax() {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best] || Float.isNaN(values[best])) {
                best = i;
            }
        }
        return best;
    }

    /// Natural logarithm of the probability of `id`, computed in 64 bits.
    public double logProbability(int id) {
        return values[id] - logSum();
    }

    /// Logarithm of the sum of `exp(score)`, computed in 64 bits: what every score is reduced by to become a log probability.
    public double logSum() {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    }
}
