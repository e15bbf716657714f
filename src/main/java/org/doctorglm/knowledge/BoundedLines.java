package org.doctorglm.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Lines of a text file that may be hostile: a line that is too long or wrongly encoded is named and skipped, and no more
/// than one line is ever held. A byte order mark, `\r` and blank lines are passed over. One thread.
public final class BoundedLines implements Closeable {
    /// The longest line read, in bytes.
    public static final int MAX_BYTES = 256 * 1024;

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;
    private int number;
    private long bytes;

    public BoundedLines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /// One line: either its text or the reason why there is none.
    public record Line(int number, @Nullable String text, Rejected.@Nullable Reason reason) {
    }

    /// @return the next line that is not blank, null at the end
    public @Nullable Line next() throws IOException {
        while (true) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            boolean tooLong = false;
            int value = read();
            if (value < 0) {
                return null;
            }
            number++;
            for (; value >= 0 && value != '\n'; value = read()) {
                if (bytes.size() < MAX_BYTES) {
                    bytes.write(value);
                } else {
                    tooLong = true;
                }
            }
            if (tooLong) {
                return new Line(number, null, Rejected.Reason.LINE_TOO_LONG);
            }
            Line line = decode(bytes.toByteArray());
            if (line.text() == null || !line.text().isBlank()) {
                return line;
            }
        }
    }

    /// How many bytes have been taken from the file, up to a buffer ahead of the line.
    public long bytes() {
        return bytes;
    }

    private Line decode(byte[] bytes) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Line(number, number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            return new Line(number, null, Rejected.Reason.BAD_ENCODING);
        }
    }

    private int read() throws IOException {
        if (at == end) {
            end = in.read(buffer);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
            bytes += end;
        }
        return buffer[at++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
