package org.doctorglm.release;

import org.doctorglm.engine.Logits;

/// What a network thinks of the next token: its scores with their [Logits#logSum], so that it is computed once.
///
/// @param log see [Logits#logSum]
record Distribution(Logits logits, double log) {
    static Distribution of(Logits logits) {
        return new Distribution(logits, logits.logSum());
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
