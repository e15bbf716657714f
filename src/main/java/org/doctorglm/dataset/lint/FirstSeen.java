package org.doctorglm.dataset.lint;

import java.util.Arrays;

/// Which number came first with which place: a table of two arrays, twelve bytes an entry at half its room.
final class FirstSeen {
    private long[] keys = new long[1 << 16];
    private int[] places = new int[1 << 16];
    private int size;

    FirstSeen() {
        Arrays.fill(places, -1);
    }

    /// @return the place that a key came with first, -1 when it is new and now kept with this place
    int put(long key, int place) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int at = slot(key);
        if (places[at] >= 0) {
            return places[at];
        }
        keys[at] = key;
        places[at] = place;
        size++;
        return -1;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (places[at] >= 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldPlaces = places;
        keys = new long[2 * oldKeys.length];
        places = new int[keys.length];
        Arrays.fill(places, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] >= 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                places[at] = oldPlaces[i];
            }
        }
    }
}
