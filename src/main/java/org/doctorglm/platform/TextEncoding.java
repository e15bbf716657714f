package org.doctorglm.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Tells UTF-8 (with or without byte order mark) from GB18030. Chinese text in GB18030 is hardly ever valid UTF-8, so the lines of the first
/// megabytes vote; a few broken lines do not turn a file over.
public final class TextEncoding {
    public static final Charset GB18030 = Charset.forName("GB18030");
    /// How much of a file is worth looking at.
    public static final int LOOKED_AT = 4 << 20;

    private TextEncoding() {
    }

    public static Charset of(byte[] bytes) {
        if (bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        int utf8 = 0;
        int other = 0;
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                // A last line that was cut off in the middle of a character says nothing.
                if (!ascii(bytes, from, at) && !(at == bytes.length && at == LOOKED_AT)) {
                    boolean valid = valid(bytes, from, at, StandardCharsets.UTF_8);
                    utf8 += valid ? 1 : 0;
                    other += !valid && valid(bytes, from, at, GB18030) ? 1 : 0;
                }
                from = at + 1;
            }
        }
        return other > utf8 ? GB18030 : StandardCharsets.UTF_8;
    }

    private static boolean ascii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean valid(byte[] bytes, int from, int to, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
