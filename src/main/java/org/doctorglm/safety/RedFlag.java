package org.doctorglm.safety;

import java.util.List;

/// A rule that fires, and the words that made it fire.
public record RedFlag(RedFlagRule rule, List<String> words) {
    public RedFlag {
        words = List.copyOf(words);
    }
}
