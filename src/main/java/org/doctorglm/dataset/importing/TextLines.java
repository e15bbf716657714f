package org.doctorglm.dataset.importing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.jspecify.annotations.Nullable;

/// Lines of a text file that may be hostile, blank ones too. They end with `\n`, `\r\n` or `\r`, all three in one file. A line that is too
/// long or wrongly encoded is given out without text; no more than one is held. One thread.
final class TextLines implements Closeable {
    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
    private final Deque<Line> ahead = new ArrayDeque<>();
    private int at;
    private int end;
    private boolean afterReturn;
    private long number;

    TextLines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /// @param number from 1
    /// @param text null where there is none, for the given reason
    record Line(long number, @Nullable String text, @Nullable Reason reason) {
        boolean blank() {
            return text != null && text.isBlank();
        }
    }

    /// @return null at the end
    @Nullable Line next() throws IOException {
        return ahead.isEmpty() ? read() : ahead.pop();
    }

    /// Gives a line out once more.
    void back(Line again) {
        ahead.push(again);
    }

    private @Nullable Line read() throws IOException {
        line.reset();
        boolean tooLong = false;
        int value = value();
        if (afterReturn && value == '\n') {
            value = value();
        }
        afterReturn = false;
        if (value < 0) {
            return null;
        }
        number++;
        for (; value >= 0 && value != '\n' && value != '\r'; value = value()) {
            if (line.size() < Limits.LINE) {
                line.write(value);
            } else {
                tooLong = true;
            }
        }
        afterReturn = value == '\r';
        return tooLong ? new Line(number, null, Reason.LINE_TOO_LONG) : decoded();
    }

    private Line decoded() {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
            return new Line(number, number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            return new Line(number, null, Reason.BAD_ENCODING);
        }
    }

    private int value() throws IOException {
        if (at == end) {
            end = Math.max(0, in.read(buffer));
            at = 0;
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
