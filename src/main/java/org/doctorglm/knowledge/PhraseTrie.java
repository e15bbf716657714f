package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Phrases by their code points, for the longest match at a place; blanks inside a phrase do not count. Filled once, then read by any thread.
final class PhraseTrie<T> {
    private final Node<T> root = new Node<>();

    private static final class Node<T> {
        private final Map<Integer, Node<T>> next = new HashMap<>(2);
        private final List<T> values = new ArrayList<>(1);
    }

    /// The longest phrase at a place.
    ///
    /// @param length in code points
    record Match<T>(int length, List<T> values) {
    }

    void add(String phrase, T value) {
        Node<T> node = root;
        for (int codePoint : Folding.codePoints(phrase, Integer.MAX_VALUE)) {
            node = codePoint == ' ' ? node : node.next.computeIfAbsent(codePoint, key -> new Node<>());
        }
        if (node != root && !node.values.contains(value)) {
            node.values.add(value);
        }
    }

    /// @return the longest phrase that starts at `start` and ends before `limit`, or null
    @Nullable Match<T> longest(int[] text, int start, int limit) {
        Match<T> best = null;
        Node<T> node = root;
        for (int i = start; i < limit; i++) {
            if (text[i] == ' ' && i > start) {
                continue;
            }
            node = node.next.get(text[i]);
            if (node == null) {
                break;
            }
            if (!node.values.isEmpty() && wholeWord(text, start, i + 1)) {
                best = new Match<>(i + 1 - start, node.values);
            }
        }
        return best;
    }

    /// Latin words and numbers must not be cut out of longer ones (`OAB` in `COAB`); Chinese needs no such rule.
    private static boolean wholeWord(int[] text, int start, int end) {
        return !(start > 0 && latin(text[start]) && latin(text[start - 1]))
                && !(end < text.length && latin(text[end - 1]) && latin(text[end]));
    }

    private static boolean latin(int codePoint) {
        return codePoint < 0x250 && Character.isLetterOrDigit(codePoint);
    }
}
