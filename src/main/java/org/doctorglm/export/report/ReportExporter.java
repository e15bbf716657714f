package org.doctorglm.export.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.pdf.ReportPdfWriter;

/// Writes a [Report] to a file: first aside, then into place.
public final class ReportExporter {
    private ReportExporter() {
    }

    /// @throws NoSuchFileException when the folder is not there
    public static void write(Form form, Report report, ExportWords words, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        byte[] bytes = form == Form.PDF ? ReportPdfWriter.write(report, words) : text(form, report, words).getBytes(StandardCharsets.UTF_8);
        Path aside = Files.createTempFile(folder, ".export-", ".part");
        try {
            Files.write(aside, bytes);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /// @throws IllegalArgumentException for PDF, which is no text
    public static String text(Form form, Report report, ExportWords words) {
        return switch (form) {
            case HTML -> HtmlReport.write(report, words);
            case MD -> MarkdownReport.write(report, words);
            case LATEX -> LatexReport.write(report, words);
            case CSV -> CsvReport.write(report);
            case PDF -> throw new IllegalArgumentException(form.name());
        };
    }
}
