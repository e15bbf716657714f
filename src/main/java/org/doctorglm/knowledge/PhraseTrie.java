package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Phrases by their code points, for the longest match at a place; blanks inside a phrase do not count. Filled once, then read by any
/// thread; [#changed] makes another trie that shares all nodes but those on the way to the changed phrases.
final class PhraseTrie<T> {
    private final Node<T> root;

    private static final class Node<T> {
        private final Map<Integer, Node<T>> next;
        private final List<T> values;
        /// How often a value was added, where it is more than once: several entries may have the same finding.
        private @Nullable Map<T, Integer> times;

        private Node() {
            next = new HashMap<>(2);
            values = new ArrayList<>(1);
        }

        private Node(Node<T> other) {
            next = new HashMap<>(other.next);
            values = new ArrayList<>(other.values);
            times = other.times == null ? null : new HashMap<>(other.times);
        }

        private void add(T value) {
            if (!values.contains(value)) {
                values.add(value);
                return;
            }
            times = times == null ? new HashMap<>(2) : times;
            times.merge(value, 2, (old, two) -> old + 1);
        }

        private void remove(T value) {
            Integer left = times == null ? null : times.remove(value);
            if (left == null) {
                values.remove(value);
            } else if (left > 2 && times != null) {
                times.put(value, left - 1);
            }
        }
    }

    /// The longest phrase at a place.
    ///
    /// @param length in code points
    record Match<T>(int length, List<T> values) {
    }

    /// A phrase with one of its values.
    record Phrase<T>(String words, T value) {
    }

    PhraseTrie() {
        this(new Node<>());
    }

    private PhraseTrie(Node<T> root) {
        this.root = root;
    }

    void add(String phrase, T value) {
        Node<T> node = root;
        for (int codePoint : Folding.codePoints(phrase, Integer.MAX_VALUE)) {
            node = codePoint == ' ' ? node : node.next.computeIfAbsent(codePoint, key -> new Node<>());
        }
        if (node != root) {
            node.add(value);
        }
    }

    /// @param without phrases taken out once; those that are not there are passed over
    /// @param with phrases added
    PhraseTrie<T> changed(Collection<Phrase<T>> without, Collection<Phrase<T>> with) {
        Set<Node<T>> own = Collections.newSetFromMap(new IdentityHashMap<>());
        Node<T> copy = new Node<>(root);
        own.add(copy);
        for (Phrase<T> phrase : without) {
            Node<T> node = way(copy, phrase.words(), own);
            if (node != copy) {
                node.remove(phrase.value());
            }
        }
        for (Phrase<T> phrase : with) {
            Node<T> node = way(copy, phrase.words(), own);
            if (node != copy) {
                node.add(phrase.value());
            }
        }
        return new PhraseTrie<>(copy);
    }

    /// The node of a phrase, after everything on the way to it has been copied or made.
    private static <T> Node<T> way(Node<T> from, String phrase, Set<Node<T>> own) {
        Node<T> node = from;
        for (int codePoint : Folding.codePoints(phrase, Integer.MAX_VALUE)) {
            if (codePoint == ' ') {
                continue;
            }
            Node<T> next = node.next.get(codePoint);
            if (next == null || !own.contains(next)) {
                next = next == null ? new Node<>() : new Node<>(next);
                own.add(next);
                node.next.put(codePoint, next);
            }
            node = next;
        }
        return node;
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
