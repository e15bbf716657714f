package org.doctorglm.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BERT's vocabulary: words are cut greedily into the longest pieces that it has, from left to right (Wu et al. 2016). Names of control tokens
/// in a text are letters like others. Immutable, for any thread.
public final class WordPiece {
    /// Longer words are not looked into.
    private static final int LONGEST_WORD = 100;
    private static final String CONTINUED = "##";

    private final Map<String, Integer> ids;
    private final BertText text;
    private final int unknown;
    private final int first;
    private final int last;

    /// @param vocabulary pieces by their number; a piece that stands there twice has the later number
    /// @throws IllegalArgumentException when `[UNK]`, `[CLS]` or `[SEP]` is missing; the message is its name
    public WordPiece(List<String> vocabulary, BertText text) {
        this.ids = HashMap.newHashMap(vocabulary.size());
        for (int i = 0; i < vocabulary.size(); i++) {
            ids.put(vocabulary.get(i), i);
        }
        this.text = text;
        this.unknown = special("[UNK]");
        this.first = special("[CLS]");
        this.last = special("[SEP]");
    }

    private int special(String name) {
        Integer id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException(name);
        }
        return id;
    }

    /// @param most tokens at most, the two around the text included; at least 2. What is longer is cut at its end
    /// @return `[CLS]`, the text, `[SEP]`
    public int[] encode(String content, int most) {
        int[] found = new int[most];
        found[0] = first;
        int count = 1;
        for (String word : text.words(content)) {
            count = pieces(word, found, count, most - 1);
            if (count == most - 1) {
                break;
            }
        }
        found[count++] = last;
        return java.util.Arrays.copyOf(found, count);
    }

    /// @return how many tokens there are now, at most `end`
    private int pieces(String word, int[] found, int from, int end) {
        if (from == end) {
            return from;
        }
        int length = word.length();
        if (word.codePointCount(0, length) > LONGEST_WORD) {
            found[from] = unknown;
            return from + 1;
        }
        int count = from;
        for (int at = 0; at < length; ) {
            int to = length;
            Integer id = null;
            for (; to > at; to = word.offsetByCodePoints(to, -1)) {
                id = ids.get(at == 0 ? word.substring(0, to) : CONTINUED + word.substring(at, to));
                if (id != null) {
                    break;
                }
            }
            if (id == null) {
                // One piece that is missing makes the whole word unknown, also the pieces before it.
                found[from] = unknown;
                return from + 1;
            }
            if (count < end) {
                found[count++] = id;
            }
            at = to;
        }
        return count;
    }
}
