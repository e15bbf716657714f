package org.doctorglm.ui.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/// The characters that a font file itself can draw: OpenType `cmap`, format 12 or 4.
final class GlyphTable {
    private static final int CMAP = 0x636d6170;

    private final BitSet characters = new BitSet();

    private GlyphTable() {
    }

    static GlyphTable of(String weight) {
        try {
            ByteBuffer font = ByteBuffer.wrap(Files.readAllBytes(Path.of("src/main/resources/org/doctorglm/ui/fonts/NotoSansCJKsc-" + weight + ".otf")));
            GlyphTable table = new GlyphTable();
            int tables = font.getShort(4);
            for (int i = 0; i < tables; i++) {
                if (font.getInt(12 + 16 * i) == CMAP) {
                    table.read(font, font.getInt(12 + 16 * i + 8));
                }
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(int character) {
        return characters.get(character);
    }

    private void read(ByteBuffer font, int cmap) {
        int count = font.getShort(cmap + 2);
        for (int i = 0; i < count; i++) {
            int at = cmap + font.getInt(cmap + 4 + 8 * i + 4);
            switch (font.getShort(at)) {
                case 12 -> groups(font, at);
                case 4 -> segments(font, at);
                default -> { }
            }
        }
    }

    private void groups(ByteBuffer font, int at) {
        int count = font.getInt(at + 12);
        for (int i = 0; i < count; i++) {
            characters.set(font.getInt(at + 16 + 12 * i), font.getInt(at + 20 + 12 * i) + 1);
        }
    }

    private void segments(ByteBuffer font, int at) {
        int twice = font.getShort(at + 6) & 0xffff;
        for (int i = 0; i < twice; i += 2) {
            int end = font.getShort(at + 14 + i) & 0xffff;
            int start = font.getShort(at + 16 + twice + i) & 0xffff;
            if (start != 0xffff) {
                characters.set(start, end + 1);
            }
        }
    }
}
