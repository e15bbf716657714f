package org.doctorglm.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How much texts say again: `1 − distinct/all` of their groups of four characters (paper, section 6.1). Pure functions.
public final class Repetition {
    private static final int GROUP = 4;

    private Repetition() {
    }

    /// Groups are counted inside each text; 0 where no text is long enough.
    public static double of(List<String> texts) {
        long all = 0;
        long distinct = 0;
        for (String text : texts) {
            int[] characters = text.codePoints().toArray();
            Set<String> seen = new HashSet<>();
            for (int i = 0; i + GROUP <= characters.length; i++) {
                seen.add(new String(characters, i, GROUP));
                all++;
            }
            distinct += seen.size();
        }
        return all == 0 ? 0 : 1 - (double) distinct / all;
    }
}
