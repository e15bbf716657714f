package org.doctorglm.generation;

import java.util.Arrays;

/// Guesses the next tokens of an answer: where its last two to four tokens stand earlier, in the prompt or in the answer itself, what follows there
/// is likely to follow here, for an answer repeats its evidence (prompt lookup decoding, A. Saxena 2023).
///
/// A guess costs time when it is wrong. So its length follows the luck so far, and wrong tokens are paid from a small account that right ones and,
/// slowly, the length of the answer fill: an answer that quotes nothing loses a few percent at most.
final class PromptLookup {
    static final int LONGEST = 8;
    private static final int LONGEST_GRAM = 4;
    private static final int SHORTEST_GRAM = 2;
    /// Wrong tokens that are free, and one more for this many written ones.
    private static final int FREE = 8;
    private static final int WRITTEN_PER_WRONG = 32;

    private final int promptLength;
    private final int forbiddenFrom;
    private int[] ids;
    private int count;
    private int length = 4;
    private int proposed;
    private int accepted;

    /// @param prompt ids with `[gMASK] <sop>`, which are never guessed: a guess ends before them
    PromptLookup(int[] prompt) {
        this.ids = Arrays.copyOf(prompt, prompt.length + 64);
        this.count = prompt.length;
        this.promptLength = prompt.length;
        this.forbiddenFrom = prompt.length - 2;
    }

    /// Adds a token of the answer.
    void add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
    }

    /// @param most tokens that there is room for
    /// @return what may follow, possibly nothing
    int[] propose(int most) {
        int account = FREE + (count - promptLength) / WRITTEN_PER_WRONG + accepted - (proposed - accepted);
        int wanted = Math.min(Math.min(length, most), account);
        for (int gram = LONGEST_GRAM; wanted > 0 && gram >= SHORTEST_GRAM; gram--) {
            int at = lastOccurrence(gram);
            if (at >= 0) {
                int end = at < forbiddenFrom ? forbiddenFrom : count;
                return Arrays.copyOfRange(ids, at, Math.min(end, at + wanted));
            }
        }
        return new int[0];
    }

    /// Says how a guess went.
    void learn(int guessed, int right) {
        proposed += guessed;
        accepted += right;
        length = right == guessed ? Math.min(LONGEST, length + 2) : Math.max(1, right + 1);
    }

    int proposed() {
        return proposed;
    }

    int accepted() {
        return accepted;
    }

    /// Place behind the last earlier occurrence of the last `gram` tokens, -1 for none.
    private int lastOccurrence(int gram) {
        int tail = count - gram;
        // The tail must lie in the answer: the end of the prompt is the same in every prompt.
        if (tail < promptLength) {
            return -1;
        }
        for (int start = tail - 1; start >= 0; start--) {
            int behind = start + gram;
            boolean onControl = behind > forbiddenFrom && start < promptLength;
            if (!onControl && behind < count && Arrays.equals(ids, start, behind, ids, tail, count) && behind != forbiddenFrom) {
                return behind;
            }
        }
        return -1;
    }
}
