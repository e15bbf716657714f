package org.doctorglm.dataset.lint;

import java.util.Arrays;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;

/// What a dialogue's text is like: one number for all of it, and a MinHash signature of its shingles (Broder 1997: two texts have the same
/// smallest hash as often as their shingles overlap). One byte a hash is kept (Li and König 2010). One thread.
final class Fingerprint {
    /// Bands of rows: texts that share 0.8 of their shingles meet in some band 96 times of 100, those that share half 10 times.
    static final int BANDS = 14;
    static final int ROWS = 7;
    static final int SIZE = BANDS * ROWS;
    /// Characters of a shingle.
    private static final int SHINGLE = 4;
    private static final int MOST = 1 << 14;

    private final int[] factors = new int[SIZE];
    private final int[] offsets = new int[SIZE];
    private final int[] least = new int[SIZE];
    private char[] text = new char[1 << 12];
    private int length;

    Fingerprint() {
        long state = 0x5DEECE66DL;
        for (int i = 0; i < SIZE; i++) {
            state = mixed(state + i + 1);
            factors[i] = (int) state | 1;
            offsets[i] = (int) (state >>> 32);
        }
    }

    /// Takes a dialogue in: letters and digits only, in lower case.
    void take(Conversation conversation) {
        length = 0;
        for (Turn turn : conversation.turns()) {
            append(turn.question());
            append(turn.answer());
        }
    }

    private void append(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (length == text.length) {
                    text = Arrays.copyOf(text, 2 * length);
                }
                text[length++] = Character.toLowerCase(c);
            }
        }
    }

    /// Of the whole text; the chance that two of a million differ and have the same is below one in ten million.
    long whole() {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    /// Of the first sixteen thousand characters.
    void signature(byte[] into) {
        Arrays.fill(least, Integer.MAX_VALUE);
        int last = Math.max(1, Math.min(length, MOST) - SHINGLE + 1);
        for (int at = 0; at < last; at++) {
            long hash = 0;
            for (int i = at; i < Math.min(length, at + SHINGLE); i++) {
                hash = (hash ^ text[i]) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 31;
            }
            int shingle = (int) (hash >>> 16);
            for (int k = 0; k < SIZE; k++) {
                least[k] = Math.min(least[k], factors[k] * shingle + offsets[k]);
            }
        }
        for (int k = 0; k < SIZE; k++) {
            into[k] = (byte) (mixed(least[k]) >>> 40);
        }
    }

    static long mixed(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
