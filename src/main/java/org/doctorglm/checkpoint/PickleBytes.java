package org.doctorglm.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// The bytes of a pickle with a position; numbers are little-endian. Reading past the end is damage.
final class PickleBytes {
    private static final int MOST_LINE = 200;

    private final Path file;
    private final byte[] bytes;
    private int at;

    PickleBytes(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    int unsignedByte() throws CheckpointException {
        return bytes[advance(1)] & 0xFF;
    }

    long unsignedInt() throws CheckpointException {
        int from = advance(4);
        return (bytes[from] & 0xFF) | (bytes[from + 1] & 0xFF) << 8 | (bytes[from + 2] & 0xFF) << 16 | (bytes[from + 3] & 0xFFL) << 24;
    }

    /// A two's-complement number of up to 8 bytes.
    long integer(int length) throws CheckpointException {
        if (length > 8) {
            throw damaged();
        }
        int from = advance(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        int unused = 64 - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    /// UTF-8 of a length in bytes.
    String text(long length) throws CheckpointException {
        return new String(bytes, advance(length), (int) length, StandardCharsets.UTF_8);
    }

    /// ASCII up to a line feed, as names of globals are written.
    String line() throws CheckpointException {
        for (int end = at; end < bytes.length && end - at <= MOST_LINE; end++) {
            if (bytes[end] == '\n') {
                String line = text(end - at);
                at++;
                return line;
            }
        }
        throw damaged();
    }

    void skip(int length) throws CheckpointException {
        advance(length);
    }

    private int advance(long length) throws CheckpointException {
        if (length > bytes.length - at) {
            throw damaged();
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private CheckpointException damaged() {
        return new CheckpointException(Reason.DAMAGED, file, "pickle " + at + "/" + bytes.length);
    }
}
