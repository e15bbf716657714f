package org.doctorglm.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// The directory of a mapped zip archive whose entries are stored, not compressed, as torch writes them: each entry can then be read in place,
/// and there is no bomb to unpack.
///
/// Read are the end record (`PK 5 6`), its 64-bit form (`PK 6 6`, found by `PK 6 7`), the central entries (`PK 1 2`) with their 64-bit extra
/// field (id 1), and of each local header (`PK 3 4`) only its length. Source: APPNOTE 6.3.10, 4.3 and 4.5.3.
final class StoredZip {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final long ALL_ONES = 0xFFFFFFFFL;
    private static final long MOST_ENTRIES = 200_000;
    /// torch's names have some thirty letters.
    private static final int MOST_NAME = 1000;

    private final Path file;
    private final MemorySegment bytes;
    private final Map<String, MemorySegment> entries = new LinkedHashMap<>();

    private StoredZip(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static Map<String, MemorySegment> entries(Path file, MemorySegment bytes) throws CheckpointException {
        StoredZip zip = new StoredZip(file, bytes);
        try {
            zip.readDirectory();
        } catch (IndexOutOfBoundsException e) {
            // Every read is checked against the mapped file.
            throw zip.damaged("zip");
        }
        return zip.entries;
    }

    private void readDirectory() throws CheckpointException {
        long end = endRecord();
        long count = unsignedShort(end + 10);
        long at = unsigned(end + 16);
        if (end >= 20 && bytes.get(INT, end - 20) == LOCATOR_64) {
            long end64 = bytes.get(LONG, end - 20 + 8);
            require(end64, END_64);
            count = bytes.get(LONG, end64 + 32);
            at = bytes.get(LONG, end64 + 48);
        }
        if (count < 0 || count > MOST_ENTRIES) {
            throw damaged("zip " + count);
        }
        long directory = at;
        for (long i = 0; i < count; i++) {
            at = entry(at);
        }
        apart(directory);
    }

    /// No byte belongs to two entries, and none to an entry and the directory.
    private void apart(long directory) throws CheckpointException {
        long end = 0;
        for (MemorySegment entry : entries.values().stream().filter(e -> e.byteSize() > 0).sorted(Comparator.comparingLong(MemorySegment::address)).toList()) {
            long begin = entry.address() - bytes.address();
            if (begin < end || begin + entry.byteSize() > directory) {
                throw damaged("zip");
            }
            end = begin + entry.byteSize();
        }
    }

    private long endRecord() throws CheckpointException {
        long last = bytes.byteSize() - END_BYTES;
        for (long at = last; at >= 0 && at >= last - 0xFFFF; at--) {
            if (bytes.get(INT, at) == END && at + END_BYTES + unsignedShort(at + 20) == bytes.byteSize()) {
                return at;
            }
        }
        throw damaged("zip");
    }

    /// @return where the next entry begins
    private long entry(long at) throws CheckpointException {
        require(at, CENTRAL);
        int nameBytes = unsignedShort(at + 28);
        int extraBytes = unsignedShort(at + 30);
        if (nameBytes > MOST_NAME) {
            throw damaged("zip " + nameBytes);
        }
        String name = new String(bytes.asSlice(at + 46, nameBytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        int method = unsignedShort(at + 10);
        if (method != 0 || (unsignedShort(at + 8) & 1) != 0) {
            throw new CheckpointException(Reason.UNSUPPORTED, file, "zip " + method + " " + printable(name));
        }
        long extra = at + 46 + nameBytes;
        Sizes sizes = new Sizes(unsigned(at + 24), unsigned(at + 20), unsigned(at + 42)).widened(bytes.asSlice(extra, extraBytes));
        require(sizes.offset(), LOCAL);
        long data = sizes.offset() + 30 + unsignedShort(sizes.offset() + 26) + unsignedShort(sizes.offset() + 28);
        if (sizes.size() != sizes.packed() || entries.put(name, bytes.asSlice(data, sizes.size())) != null) {
            throw damaged(printable(name));
        }
        return extra + extraBytes + unsignedShort(at + 32);
    }

    /// @param offset of the local header
    private record Sizes(long size, long packed, long offset) {
        /// The 64-bit values, in this order, of those that are all ones.
        Sizes widened(MemorySegment extra) {
            for (long at = 0; at + 4 <= extra.byteSize(); at += 4 + (extra.get(SHORT, at + 2) & 0xFFFF)) {
                if (extra.get(SHORT, at) == 1) {
                    long next = at + 4;
                    long wideSize = size == ALL_ONES ? extra.get(LONG, next) : size;
                    next += size == ALL_ONES ? 8 : 0;
                    long widePacked = packed == ALL_ONES ? extra.get(LONG, next) : packed;
                    next += packed == ALL_ONES ? 8 : 0;
                    return new Sizes(wideSize, widePacked, offset == ALL_ONES ? extra.get(LONG, next) : offset);
                }
            }
            return this;
        }
    }

    private void require(long at, int signature) throws CheckpointException {
        if (bytes.get(INT, at) != signature) {
            throw damaged("zip");
        }
    }

    private int unsignedShort(long at) {
        return bytes.get(SHORT, at) & 0xFFFF;
    }

    private long unsigned(long at) {
        return bytes.get(INT, at) & ALL_ONES;
    }

    private CheckpointException damaged(String detail) {
        return new CheckpointException(Reason.DAMAGED, file, detail);
    }

    /// A name from outside as it may be shown: short and without control characters.
    static String printable(String name) {
        return name.codePoints().limit(100).map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
