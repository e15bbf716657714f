package org.doctorglm.dataset.lint;

import java.util.Arrays;

/// Places that belong together, each known by its earliest one.
final class Groups {
    private int[] parents = new int[1 << 12];
    private int size;

    /// @return the place of a new one
    int add() {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
        }
        parents[size] = size;
        return size++;
    }

    int size() {
        return size;
    }

    /// The earliest place of the group.
    int of(int place) {
        int root = place;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    void join(int a, int b) {
        int left = of(a);
        int right = of(b);
        parents[Math.max(left, right)] = Math.min(left, right);
    }
}
