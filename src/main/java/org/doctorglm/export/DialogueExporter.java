package org.doctorglm.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.export.pdf.PdfWriter;
import org.doctorglm.platform.WholeFile;

/// Writes a consultation to a file: first aside, then into place, so that a full disk leaves the old file as it was.
public final class DialogueExporter {
    private DialogueExporter() {
    }

    public static void write(ExportFormat format, DialogueTree tree, ExportWords words, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new FileSystemException(file.toString(), null, "directory");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        byte[] bytes = switch (format) {
            case MARKDOWN -> MarkdownWriter.write(Document.of(tree, words)).getBytes(StandardCharsets.UTF_8);
            case PDF -> PdfWriter.write(Document.of(tree, words));
            case JSON_LINES -> JsonLinesWriter.write(tree, words.get("notice")).getBytes(StandardCharsets.UTF_8);
        };
        WholeFile.write(file, bytes);
    }
}
