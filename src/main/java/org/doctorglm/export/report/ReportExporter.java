package org.doctorglm.export.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.pdf.ReportPdfWriter;
import org.doctorglm.platform.WholeFile;

/// Writes a [Report] to a file: first aside, then into place.
public final class ReportExporter {
    private ReportExporter() {
    }

    /// @throws java.nio.file.NoSuchFileException when the folder is not there
    public static void write(Form form, Report report, ExportWords words, Path file) throws IOException {
        byte[] bytes = form == Form.PDF ? ReportPdfWriter.write(report, words) : text(form, report, words).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, bytes);
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
