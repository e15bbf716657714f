package org.doctorglm.dataset.filter;

/// Two sets in one: of which the second, such as general conversation, has a share.
///
/// @param share of the second set in what comes out, by dialogues; general conversation of a tenth to a third keeps what the network knew
/// @param seed of the draw
public record Mix(String first, String second, double share, long seed) {
    public Mix {
        if (!(share > 0 && share < 1) || first.equals(second)) {
            throw new IllegalArgumentException(first + " " + second + " " + share);
        }
    }

    /// How many dialogues of each set are taken: as many as there are, with the share kept.
    public record Parts(long first, long second) {
        public double share() {
            return (double) second / Math.max(1, first + second);
        }
    }

    /// @param firsts dialogues of the first set
    /// @param seconds dialogues of the second set
    public Parts parts(long firsts, long seconds) {
        long wanted = Math.round(firsts * share / (1 - share));
        return wanted <= seconds ? new Parts(firsts, Math.max(1, wanted)) : new Parts(Math.min(firsts, Math.max(1, Math.round(seconds * (1 - share) / share))), seconds);
    }
}
