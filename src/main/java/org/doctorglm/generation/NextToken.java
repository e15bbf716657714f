package org.doctorglm.generation;

import java.util.List;
import org.doctorglm.dialogue.SamplingSettings;

/// What a network would write first behind a prompt, so that settings can be tried on it without the network. Thread-safe.
public interface NextToken {
    /// The likeliest tokens, in the order of the network's own probabilities. A seed of chance is allowed: it plays no part.
    ///
    /// @param count most tokens
    List<Likely> likeliest(SamplingSettings settings, int count);

    /// A likely beginning of the answer.
    ///
    /// @param text of the token, as a reader sees it; empty for the end of the answer
    /// @param before its probability as the network gives it
    /// @param after its probability with the settings; 0 when they rule it out
    record Likely(String text, double before, double after) {
    }
}
