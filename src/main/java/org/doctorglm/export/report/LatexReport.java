package org.doctorglm.export.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.LatexTableWriter;
import org.doctorglm.export.report.Report.Part;

/// A document for XeLaTeX.
final class LatexReport {
    private LatexReport() {
    }

    static String write(Report report, ExportWords words) {
        StringBuilder out = new StringBuilder(LatexTableWriter.preamble("\\usepackage{longtable,array,colortbl}\n"));
        out.append("\\section*{").append(LatexTableWriter.escaped(report.title())).append("}\n").append(LatexTableWriter.escaped(report.notice())).append("\\par\n");
        report.parts().forEach(part -> part(part, words, out));
        return out.append("\\end{document}\n").toString();
    }

    private static void part(Part part, ExportWords words, StringBuilder out) {
        switch (part) {
            case Part.Heading(int level, String text) -> out.append(level == 1 ? "\\section*{" : "\\subsection*{").append(LatexTableWriter.escaped(text)).append("}\n");
            case Part.Words(String text) -> out.append(LatexTableWriter.escaped(text)).append("\\par\n");
            case Part.Warning(String text) -> out.append("\\textbf{").append(LatexTableWriter.escaped(text)).append("}\\par\n");
            case Part.Facts(var facts) -> facts.forEach(fact -> out.append("{\\small\\textbf{").append(LatexTableWriter.escaped(fact.label())).append("} ")
                    .append(LatexTableWriter.escaped(fact.value())).append("}\\par\n"));
            case Part.Table table -> table(table.caption(), table.header(), table.rows(), table.heat(), out);
            case Part.Bars(String caption, var bars) -> table(caption, List.of("", "", ""), bars.stream().map(bar -> List.of(bar.label(),
                    String.format(Locale.ROOT, "%.4g", bar.value()), bar.high() > bar.low() ? String.format(Locale.ROOT, "%.4g … %.4g", bar.low(), bar.high()) : "")).toList(),
                    null, out);
            case Part.Lines lines -> table(lines.caption(), LinesTable.header(lines), LinesTable.rows(lines), null, out);
            case Part.Answers(var table) -> out.append(LatexTableWriter.body(table, words));
        }
    }

    private static void table(String caption, List<String> header, List<List<String>> rows, @org.jspecify.annotations.Nullable List<List<Double>> heat, StringBuilder out) {
        // Columns share the width of the page: figures are short, answers are not.
        String width = String.format(Locale.ROOT, "p{\\dimexpr %.4f\\textwidth-2\\tabcolsep\\relax}", 1.0 / Math.max(1, header.size()));
        out.append("\\begin{longtable}{").append(width.repeat(header.size())).append("}\n\\hline\n").append(row(header, List.of())).append("\\hline\n");
        for (int i = 0; i < rows.size(); i++) {
            out.append(row(rows.get(i), heat == null ? List.of() : heat.get(i)));
        }
        out.append("\\hline\n\\end{longtable}\n\\begin{center}").append(LatexTableWriter.escaped(caption)).append("\\end{center}\n");
    }

    private static String row(List<String> cells, List<Double> heat) {
        return java.util.stream.IntStream.range(0, cells.size()).mapToObj(i -> (i == 0 || i > heat.size() || Double.isNaN(heat.get(i - 1)) ? ""
                : String.format(Locale.ROOT, "\\cellcolor[HTML]{%06X}", Shade.of(heat.get(i - 1)))) + LatexTableWriter.escaped(cells.get(i)))
                .collect(Collectors.joining(" & ")) + " \\\\\n";
    }
}
