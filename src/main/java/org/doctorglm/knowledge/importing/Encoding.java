package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.platform.TextEncoding;

/// The encoding of a file that may not be there.
final class Encoding {
    private Encoding() {
    }

    static Charset of(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return TextEncoding.of(in.readNBytes(TextEncoding.LOOKED_AT));
        }
    }
}
