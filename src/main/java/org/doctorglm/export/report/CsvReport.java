package org.doctorglm.export.report;

import java.util.List;
import java.util.stream.Collectors;
import org.doctorglm.export.ReviewTableExporter;
import org.doctorglm.export.report.Report.Part;

/// The tables of a report one below the other, safe for spreadsheets.
final class CsvReport {
    private CsvReport() {
    }

    static String write(Report report) {
        StringBuilder out = new StringBuilder("\uFEFF");
        for (Part part : report.parts()) {
            switch (part) {
                case Part.Table table -> {
                    row(table.header(), out);
                    table.rows().forEach(row -> row(row, out));
                    out.append("\r\n");
                }
                case Part.Bars(String caption, var bars) -> {
                    row(List.of(caption, "", "", ""), out);
                    bars.forEach(bar -> row(List.of(bar.label(), String.valueOf(bar.value()), String.valueOf(bar.low()), String.valueOf(bar.high())), out));
                    out.append("\r\n");
                }
                case Part.Lines lines -> {
                    row(LinesTable.header(lines), out);
                    LinesTable.rows(lines).forEach(row -> row(row, out));
                    out.append("\r\n");
                }
                case Part.Answers(var table) -> {
                    table.rows().forEach(row -> row(List.of(row.label(), row.words()), out));
                    out.append("\r\n");
                }
                case Part.Heading heading -> { }
                case Part.Words words -> { }
                case Part.Warning warning -> { }
                case Part.Facts facts -> { }
            }
        }
        return out.toString();
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append(cells.stream().map(ReviewTableExporter::cell).collect(Collectors.joining(","))).append("\r\n");
    }
}
