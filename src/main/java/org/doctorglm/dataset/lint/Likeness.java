package org.doctorglm.dataset.lint;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.ScratchFolder;

/// Which dialogues are alike. Signatures lie in a scratch file; what is held is sixteen bytes a dialogue, and eight more for the band that
/// is looked at. One thread; close it.
final class Likeness implements Closeable {
    /// The share of shingles from which two dialogues are nearly the same.
    private static final double ALIKE = 0.75;

    private final ScratchFolder scratch = new ScratchFolder("lint");
    private final Path file = scratch.path().resolve("signatures");
    private final OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    private final Fingerprint fingerprint = new Fingerprint();
    private final FirstSeen seen = new FirstSeen();
    private final byte[] signature = new byte[Fingerprint.SIZE];
    private final Groups groups = new Groups();
    /// Places of the dialogues that have a signature: those that no earlier one is equal to.
    private int[] places = new int[1 << 12];
    private int signatures;

    Likeness() throws IOException {
    }

    /// @return whether an earlier dialogue is equal to it
    boolean add(Conversation conversation) throws IOException {
        fingerprint.take(conversation);
        int place = groups.add();
        int first = seen.put(fingerprint.whole(), place);
        if (first >= 0) {
            groups.join(first, place);
            return true;
        }
        fingerprint.signature(signature);
        out.write(signature);
        if (signatures == places.length) {
            places = Arrays.copyOf(places, 2 * signatures);
        }
        places[signatures++] = place;
        return false;
    }

    /// Compares everything that was added.
    Groups groups(Cancellation cancellation) throws IOException {
        out.close();
        if (signatures == 0) {
            return groups;
        }
        try (FileChannel channel = FileChannel.open(file); Arena arena = Arena.ofConfined()) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, (long) signatures * Fingerprint.SIZE, arena);
            long[] keys = new long[signatures];
            for (int band = 0; band < Fingerprint.BANDS; band++) {
                cancellation.throwIfRequested();
                for (int i = 0; i < signatures; i++) {
                    keys[i] = key(all, i, band) << 32 | i;
                }
                Arrays.sort(keys);
                compare(all, keys);
            }
        }
        return groups;
    }

    private static long key(MemorySegment all, int index, int band) {
        long key = 0;
        long from = (long) index * Fingerprint.SIZE + (long) band * Fingerprint.ROWS;
        for (int row = 0; row < Fingerprint.ROWS; row++) {
            key = key << 8 | all.get(ValueLayout.JAVA_BYTE, from + row) & 0xFF;
        }
        return Fingerprint.mixed(key) >>> 33;
    }

    /// Those that meet in a band are compared with the first of them and with their neighbour, not each with each: a thousand that are alike
    /// are found all the same, and a million that meet by chance cost a million comparisons.
    private void compare(MemorySegment all, long[] keys) {
        int first = 0;
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] >>> 32 != keys[first] >>> 32) {
                first = i;
                continue;
            }
            int one = (int) keys[i];
            if (!joined(all, (int) keys[first], one)) {
                joined(all, (int) keys[i - 1], one);
            }
        }
    }

    private boolean joined(MemorySegment all, int a, int b) {
        if (groups.of(places[a]) == groups.of(places[b])) {
            return true;
        }
        long left = (long) a * Fingerprint.SIZE;
        long right = (long) b * Fingerprint.SIZE;
        int same = 0;
        for (int k = 0; k < Fingerprint.SIZE; k++) {
            same += all.get(ValueLayout.JAVA_BYTE, left + k) == all.get(ValueLayout.JAVA_BYTE, right + k) ? 1 : 0;
        }
        // Of bytes, one in 256 is the same by chance.
        double share = ((double) same / Fingerprint.SIZE - 1.0 / 256) / (1 - 1.0 / 256);
        if (share < ALIKE) {
            return false;
        }
        groups.join(places[a], places[b]);
        return true;
    }

    @Override
    public void close() throws IOException {
        // A full disk fails while the rest is written, and then needs the room most.
        try {
            out.close();
        } finally {
            scratch.close();
        }
    }
}
