package org.doctorglm.dataset.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.TextEncoding;
import org.doctorglm.platform.sheet.Workbook;

/// A file that is to be read: what its bytes are, and how far it was read.
///
/// @param workbook whether it is an archive, as XLSX files are
/// @param charset of its text
/// @param read told the bytes read so far
final class ImportedFile {
    private final Path path;
    private final boolean workbook;
    private final Charset charset;
    private final LongConsumer read;
    private final Cancellation cancellation;

    /// @throws DatasetException UNREADABLE, WRONG_ENCODING, UNKNOWN_FORMAT
    ImportedFile(Path path, LongConsumer read, Cancellation cancellation) throws IOException {
        this.path = path;
        this.read = read;
        this.cancellation = cancellation;
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new DatasetException(Reason.UNREADABLE, name(), "");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(TextEncoding.LOOKED_AT);
        }
        this.workbook = Workbook.begins(head);
        if (!workbook) {
            refuseBinary(head);
        }
        this.charset = TextEncoding.of(head);
    }

    /// UTF-16 and anything that is no text hold zeros.
    private void refuseBinary(byte[] head) throws DatasetException {
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1') {
            throw new DatasetException(Reason.UNKNOWN_FORMAT, name(), "Parquet");
        }
        for (byte b : head) {
            if (b == 0) {
                throw new DatasetException(Reason.WRONG_ENCODING, name(), "");
            }
        }
    }

    Path path() {
        return path;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    boolean workbook() {
        return workbook;
    }

    String encoding() {
        return workbook ? "" : charset.name();
    }

    private InputStream bytes() throws IOException {
        return new FilterInputStream(Files.newInputStream(path)) {
            private long done;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                cancellation.throwIfRequested();
                int n = super.read(buffer, offset, length);
                done += Math.max(0, n);
                read.accept(done);
                return n;
            }
        };
    }

    TextLines lines() throws IOException {
        return new TextLines(bytes(), charset);
    }

    /// The text without its byte order mark. What cannot be decoded ends it with an exception.
    Reader text() throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(bytes(), charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            int first = reader.read();
            if (first >= 0 && first != '\uFEFF') {
                reader.unread(first);
            }
            return reader;
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /// Said between two records of a file that is not read through [#lines] or [#text].
    void at(long bytes) {
        cancellation.throwIfRequested();
        read.accept(bytes);
    }
}
