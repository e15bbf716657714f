package org.doctorglm.export.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes the glyph numbers of a CID-keyed OpenType font its character identifiers.
///
/// The PDF library writes glyph numbers where PDF wants character identifiers (ISO 32000-2, 9.7.4.2). In a whole Noto font both are the same,
/// in a subset they are not, and a viewer that goes by the book draws no Chinese at all. So the table that tells them apart, the `charset` of
/// the font's CFF table (Adobe Technical Note 5176, section 13), is overwritten with the identity.
final class IdentityFont {
    private static final int TABLES_AT = 12;
    private static final int TABLE_ENTRY = 16;
    private static final int CHARSET = 15;
    private static final int CHAR_STRINGS = 17;
    private static final int ESCAPE = 12;
    private static final int LAST_OPERATOR = 21;
    private static final int SHORT = 28;
    private static final int INT = 29;
    private static final int REAL = 30;
    private static final byte RANGES_OF_TWO_BYTES = 2;

    private final ByteBuffer cff;
    private int charsetAt;
    private int charStringsAt;

    private IdentityFont(ByteBuffer cff) {
        this.cff = cff;
        int names = cff.get(2);
        int tops = endOfIndex(names);
        readTop(firstOfIndex(tops), endOfIndex(tops));
    }

    /// @param font a font file with a CFF table and a charset of its own; changed in place
    static byte[] of(byte[] font) {
        IdentityFont table = new IdentityFont(table(font));
        // 0 to 2 are predefined charsets without a table.
        if (table.charsetAt > 2) {
            table.cff.put(table.charsetAt, table.identity());
        }
        return font;
    }

    static boolean isIdentity(ByteBuffer cff) {
        IdentityFont table = new IdentityFont(cff);
        byte[] identity = table.identity();
        byte[] there = new byte[identity.length];
        cff.get(table.charsetAt, there);
        return Arrays.equals(identity, there);
    }

    /// One range from 1 on; glyph 0 is never listed, and the range counts the glyphs after its first.
    private byte[] identity() {
        return ByteBuffer.allocate(5).put(RANGES_OF_TWO_BYTES).putShort((short) 1).putShort((short) (count(charStringsAt) - 2)).array();
    }

    static ByteBuffer table(byte[] font) {
        ByteBuffer file = ByteBuffer.wrap(font);
        int tables = file.getShort(4);
        for (int at = TABLES_AT; at < TABLES_AT + tables * TABLE_ENTRY; at += TABLE_ENTRY) {
            if (new String(font, at, 4, StandardCharsets.US_ASCII).equals("CFF ")) {
                return file.slice(file.getInt(at + 8), file.getInt(at + 12));
            }
        }
        throw new IllegalArgumentException("no CFF table");
    }

    private int offsetSize(int index) {
        return cff.get(index + 2);
    }

    private int count(int index) {
        return Short.toUnsignedInt(cff.getShort(index));
    }

    private int offset(int index, int entry) {
        int value = 0;
        for (int i = 0; i < offsetSize(index); i++) {
            value = value << 8 | Byte.toUnsignedInt(cff.get(index + 3 + entry * offsetSize(index) + i));
        }
        return value;
    }

    /// Offsets inside an INDEX count from the byte before its first object.
    private int firstOfIndex(int index) {
        return index + 3 + (count(index) + 1) * offsetSize(index);
    }

    private int endOfIndex(int index) {
        return count(index) == 0 ? index + 2 : firstOfIndex(index) - 1 + offset(index, count(index));
    }

    private void readTop(int from, int to) {
        int operand = 0;
        int at = from;
        while (at < to) {
            int b = Byte.toUnsignedInt(cff.get(at++));
            if (b == ESCAPE) {
                at++;
            } else if (b == CHARSET) {
                charsetAt = operand;
            } else if (b == CHAR_STRINGS) {
                charStringsAt = operand;
            } else if (b == SHORT) {
                operand = cff.getShort(at);
                at += 2;
            } else if (b == INT) {
                operand = cff.getInt(at);
                at += 4;
            } else if (b == REAL) {
                while ((cff.get(at++) & 0xF) != 0xF) {
                    operand = 0;
                }
            } else if (b > LAST_OPERATOR) {
                boolean two = b > 246;
                operand = !two ? b - 139 : b <= 250 ? (b - 247) * 256 + Byte.toUnsignedInt(cff.get(at)) + 108
                        : -(b - 251) * 256 - Byte.toUnsignedInt(cff.get(at)) - 108;
                at += two ? 1 : 0;
            }
        }
    }
}
