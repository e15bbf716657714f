package org.doctorglm.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.doctorglm.export.ReviewTable.Run;
import org.doctorglm.export.pdf.TablePdfWriter;
import org.doctorglm.platform.WholeFile;
import org.doctorglm.review.MarkKind;

/// Writes a [ReviewTable] to a file: first aside, then into place.
public final class ReviewTableExporter {
    private ReviewTableExporter() {
    }

    /// The forms.
    public enum Form {
        HTML, MD, LATEX, PDF, CSV
    }

    public static void write(Form form, ReviewTable table, ExportWords words, Path file) throws IOException {
        byte[] bytes = switch (form) {
            case PDF -> TablePdfWriter.write(table, kind -> ReviewTable.name(kind, words));
            case HTML, MD, LATEX, CSV -> text(form, table, words).getBytes(StandardCharsets.UTF_8);
        };
        WholeFile.write(file, bytes);
    }

    /// @throws IllegalArgumentException for PDF, which is no text
    public static String text(Form form, ReviewTable table, ExportWords words) {
        return switch (form) {
            case HTML -> HtmlTableWriter.write(table, words);
            case LATEX -> LatexTableWriter.write(table, words);
            case MD -> markdown(table, words);
            case CSV -> csv(table, words);
            case PDF -> throw new IllegalArgumentException(form.name());
        };
    }

    /// Marks are bold, with the name of their kinds behind them.
    private static String markdown(ReviewTable table, ExportWords words) {
        StringBuilder out = new StringBuilder("> ").append(MarkdownWriter.escaped(table.notice())).append("\n");
        for (ReviewTable.Row row : table.rows()) {
            out.append("\n**").append(MarkdownWriter.escaped(row.label())).append("** ");
            for (Run run : row.runs()) {
                switch (run) {
                    case Run.Comment(var text) -> out.append("*(").append(MarkdownWriter.escaped(text).replace("\n", "  \n")).append(")*");
                    case Run.Words(var text, var lines) -> {
                        String escaped = MarkdownWriter.escaped(text).replace("\n", "  \n");
                        out.append(lines.isEmpty() ? escaped : "**" + escaped + "**" + kinds(lines, words));
                    }
                }
            }
            out.append('\n');
        }
        return out.append("\n").append(MarkdownWriter.escaped(table.caption())).append('\n').toString();
    }

    private static String kinds(java.util.List<ReviewTable.Line> lines, ExportWords words) {
        return "\\[" + String.join("、", lines.stream().map(line -> MarkdownWriter.escaped(ReviewTable.name(line.kind(), words))).distinct().toList()) + "\\]";
    }

    private static String csv(ReviewTable table, ExportWords words) {
        StringBuilder out = new StringBuilder("\uFEFF");
        for (ReviewTable.Row row : table.rows()) {
            out.append(cell(row.label())).append(',').append(cell(row.words()));
            for (MarkKind kind : MarkKind.values()) {
                out.append(',').append(cell(row.kinds().contains(kind) ? ReviewTable.name(kind, words) : ""));
            }
            out.append("\r\n");
        }
        return out.toString();
    }

    /// A quoted cell that no spreadsheet program takes for a formula.
    public static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
