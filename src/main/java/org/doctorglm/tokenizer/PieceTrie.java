package org.doctorglm.tokenizer;

import java.util.Arrays;

/// Prefix tree over code points: one open hash table from (node, code point) to node, small enough for 130,000 pieces.
final class PieceTrie {
    private static final int ROOT = 0;
    private static final long EMPTY = -1;

    private long[] keys = new long[1 << 12];
    private int[] children = new int[1 << 12];
    private int[] ids = new int[1 << 10];
    private int nodes = 1;
    private int edges;

    PieceTrie() {
        Arrays.fill(keys, EMPTY);
        ids[ROOT] = -1;
    }

    void add(String text, int id) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            int child = child(node, codePoint);
            node = child >= 0 ? child : insert(node, codePoint);
        }
        ids[node] = id;
    }

    int root() {
        return ROOT;
    }

    /// @return the child node, or -1
    int child(int node, int codePoint) {
        long key = key(node, codePoint);
        for (int slot = slot(key); ; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return children[slot];
            }
            if (keys[slot] == EMPTY) {
                return -1;
            }
        }
    }

    /// @return id of the piece that ends in `node`, or -1
    int id(int node) {
        return ids[node];
    }

    private int insert(int node, int codePoint) {
        if (edges * 2 >= keys.length) {
            grow();
        }
        if (nodes == ids.length) {
            ids = Arrays.copyOf(ids, nodes * 2);
        }
        ids[nodes] = -1;
        put(key(node, codePoint), nodes);
        edges++;
        return nodes++;
    }

    private void put(long key, int child) {
        int slot = slot(key);
        while (keys[slot] != EMPTY) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        children[slot] = child;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[oldKeys.length * 2];
        children = new int[oldKeys.length * 2];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                put(oldKeys[i], oldChildren[i]);
            }
        }
    }

    private static long key(int node, int codePoint) {
        return (long) node << 21 | codePoint;
    }

    private int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
    }
}
