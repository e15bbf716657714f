package org.doctorglm.release;

import org.doctorglm.engine.Logits;

/// What a network thinks of the next token: its scores with the logarithm of their sum, in 64 bits.
///
/// @param log of the sum of `exp(score)`
record Distribution(Logits logits, double log) {
    static Distribution of(Logits logits) {
        float[] values = logits.values();
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - max);
        }
        return new Distribution(logits, max + Math.log(sum));
    }

    /// Natural logarithm of a token's probability.
    double logProbability(int id) {
        return logits.values()[id] - log;
    }

    int likeliest() {
        return logits.argmax();
    }

    /// Kullback-Leibler divergence of another distribution from this one, `Σ p·ln(p/q)`, nats; never below 0.
    double divergence(Distribution other) {
        double sum = 0;
        for (int id = 0; id < logits.values().length; id++) {
            double own = logProbability(id);
            sum += Math.exp(own) * (own - other.logProbability(id));
        }
        return Math.max(0, sum);
    }
}
