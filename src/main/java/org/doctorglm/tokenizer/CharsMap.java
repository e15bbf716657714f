package org.doctorglm.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Compiled normalisation rules of SentencePiece: a double-array trie (darts-clone) over UTF-8, whose values point into a table of
/// replacement strings. Layout: 4 bytes trie length (little-endian), trie units, replacements closed by a zero byte.
final class CharsMap {
    private final int[] units;
    private final byte[] replacements;

    private CharsMap(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    static CharsMap parse(byte[] blob) throws IOException {
        if (blob.length == 0) {
            return new CharsMap(new int[0], blob);
        }
        ByteBuffer buffer = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int trieBytes = blob.length < 4 ? -1 : buffer.getInt();
        if (trieBytes < 4 || trieBytes % 4 != 0 || trieBytes > blob.length - 4) {
            throw new IOException("charsmap");
        }
        int[] units = new int[trieBytes / 4];
        buffer.asIntBuffer().get(units);
        byte[] replacements = new byte[blob.length - 4 - trieBytes];
        buffer.position(4 + trieBytes).get(replacements);
        return new CharsMap(units, replacements);
    }

    /// The longest rule that begins at `from`.
    ///
    /// @return length in bytes in the high half and place of the replacement in the low half, or -1 when no rule applies
    long longest(byte[] utf8, int from) {
        long best = -1;
        if (units.length == 0) {
            return best;
        }
        int position = offset(units[0]);
        for (int i = from; i < utf8.length; i++) {
            position ^= utf8[i] & 0xFF;
            if (position < 0 || position >= units.length) {
                return best;
            }
            int unit = units[position];
            if ((unit & 0x8000_00FF) != (utf8[i] & 0xFF)) {
                return best;
            }
            position ^= offset(unit);
            if ((unit >>> 8 & 1) == 1 && position >= 0 && position < units.length) {
                best = (long) (i + 1 - from) << 32 | units[position] & 0x7FFF_FFFF;
            }
        }
        return best;
    }

    String replacement(int place) {
        int end = place;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return new String(replacements, Math.min(place, end), Math.max(0, end - place), StandardCharsets.UTF_8);
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }
}
