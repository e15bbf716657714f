package org.doctorglm.export.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.MarkdownWriter;
import org.doctorglm.export.ReviewTableExporter;
import org.doctorglm.export.report.Report.Part;

/// Plain text that reads well by itself; charts become tables.
final class MarkdownReport {
    private MarkdownReport() {
    }

    static String write(Report report, ExportWords words) {
        StringBuilder out = new StringBuilder("# ").append(MarkdownWriter.escaped(report.title())).append("\n\n> ").append(MarkdownWriter.escaped(report.notice())).append('\n');
        for (Part part : report.parts()) {
            out.append('\n');
            part(part, words, out);
        }
        return out.toString();
    }

    private static void part(Part part, ExportWords words, StringBuilder out) {
        switch (part) {
            case Part.Heading(int level, String text) -> out.append("#".repeat(level + 1)).append(' ').append(MarkdownWriter.escaped(text)).append('\n');
            case Part.Words(String text) -> out.append(MarkdownWriter.escaped(text)).append('\n');
            case Part.Warning(String text) -> out.append("> **!** ").append(MarkdownWriter.escaped(text)).append('\n');
            case Part.Facts(var facts) -> facts.forEach(fact -> out.append("- ").append(MarkdownWriter.escaped(fact.label())).append(": ")
                    .append(MarkdownWriter.escaped(fact.value())).append('\n'));
            case Part.Table table -> {
                row(table.header(), out);
                out.append("|").append("---|".repeat(table.header().size())).append('\n');
                table.rows().forEach(row -> row(row, out));
                out.append('\n').append(MarkdownWriter.escaped(table.caption())).append('\n');
            }
            case Part.Bars(String caption, var bars) -> {
                out.append("| | | |\n|---|---|---|\n");
                bars.forEach(bar -> row(List.of(bar.label(), String.format(Locale.ROOT, "%.4g", bar.value()),
                        bar.high() > bar.low() ? String.format(Locale.ROOT, "%.4g … %.4g", bar.low(), bar.high()) : ""), out));
                out.append('\n').append(MarkdownWriter.escaped(caption)).append('\n');
            }
            case Part.Lines lines -> {
                row(LinesTable.header(lines), out);
                out.append("|").append("---|".repeat(lines.lines().size() + 1)).append('\n');
                LinesTable.rows(lines).forEach(row -> row(row, out));
                out.append('\n').append(MarkdownWriter.escaped(lines.caption())).append('\n');
            }
            case Part.Answers(var table) -> out.append(ReviewTableExporter.text(ReviewTableExporter.Form.MD, table, words));
        }
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append(cells.stream().map(MarkdownReport::cell)
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /// Figures need no escaping and read better without.
    private static String cell(String text) {
        String escaped = text.matches("[-+0-9.,…%–\\s]*") ? text : MarkdownWriter.escaped(text).replace("|", "\\|");
        return escaped.replace("\r", "").replace("\n", "<br>");
    }
}
