package org.doctorglm.review.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Lines that end with `\n` alone, so that a `\r` inside them stays. What is longer than [Intake#LONGEST] is given out as null text. One thread.
final class TextLines implements Closeable {
    private final Reader reader;
    private long number;

    TextLines(Reader reader) {
        this.reader = reader;
    }

    /// @param text null when the line is too long
    record Line(long number, @Nullable String text) {
    }

    /// @return null at the end
    @Nullable Line next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        number++;
        boolean tooLong = false;
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < Intake.LONGEST) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
        }
        return new Line(number, tooLong ? null : line.toString());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
