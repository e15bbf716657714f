package org.doctorglm.export.report;

import static org.doctorglm.export.HtmlTableWriter.escaped;

import java.util.List;
import java.util.Locale;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.HtmlTableWriter;
import org.doctorglm.export.report.Report.Bar;
import org.doctorglm.export.report.Report.Part;

/// One page without scripts and without anything from elsewhere; charts are drawn in it. Everything that somebody wrote is escaped.
final class HtmlReport {
    private static final int WIDTH = 420;
    private static final int ROW = 24;

    private HtmlReport() {
    }

    static String write(Report report, ExportWords words) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>").append(escaped(report.title()))
                .append("</title>\n<style>\n").append(HtmlTableWriter.style())
                .append("h1{font-size:1.6em}h2{margin-top:2em;color:#0B7285}.figures{font-variant-numeric:tabular-nums;margin:1em 0}.figures th{text-align:left;padding:.4em .6em}\n")
                .append(".notice,.facts{color:#5E6C7A;font-size:.9em}.facts dt{float:left;clear:left;margin-right:.8em;color:#1D2731}.facts dd{margin:0;overflow-wrap:anywhere}\n")
                .append(".warning{background:#FFF4DF;color:#7A4700;padding:.4em .8em;border-radius:6px}svg text{font-size:13px;fill:#1D2731}\n</style></head><body>\n<h1>")
                .append(escaped(report.title())).append("</h1>\n<p class=\"notice\">").append(escaped(report.notice())).append("</p>\n");
        report.parts().forEach(part -> part(part, words, out));
        return out.append("</body></html>\n").toString();
    }

    private static void part(Part part, ExportWords words, StringBuilder out) {
        switch (part) {
            case Part.Heading(int level, String text) -> out.append("<h").append(level + 1).append('>').append(escaped(text)).append("</h").append(level + 1).append(">\n");
            case Part.Words(String text) -> out.append("<p>").append(escaped(text)).append("</p>\n");
            case Part.Warning(String text) -> out.append("<p class=\"warning\">").append(escaped(text)).append("</p>\n");
            case Part.Facts(var facts) -> {
                out.append("<dl class=\"facts\">\n");
                facts.forEach(fact -> out.append("<dt>").append(escaped(fact.label())).append("</dt><dd>").append(escaped(fact.value())).append("</dd>\n"));
                out.append("</dl>\n");
            }
            case Part.Table table -> table(table, out);
            case Part.Bars(String caption, var bars) -> bars(caption, bars, out);
            case Part.Lines lines -> LinesSvg.write(lines, out);
            case Part.Answers(var table) -> out.append(HtmlTableWriter.body(table, words));
        }
    }

    private static void table(Part.Table table, StringBuilder out) {
        out.append("<table class=\"figures\"><caption>").append(escaped(table.caption())).append("</caption>\n<tr>");
        table.header().forEach(name -> out.append("<th>").append(escaped(name)).append("</th>"));
        out.append("</tr>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            out.append("<tr>");
            for (int column = 0; column < table.rows().get(row).size(); column++) {
                double heat = table.heat() == null || column == 0 ? Double.NaN : table.heat().get(row).get(column - 1);
                out.append(Double.isNaN(heat) ? "<td>" : String.format(Locale.ROOT, "<td style=\"background:#%06X\">", Shade.of(heat)))
                        .append(escaped(table.rows().get(row).get(column))).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</table>\n");
    }

    private static void bars(String caption, List<Bar> bars, StringBuilder out) {
        double least = Math.min(0, bars.stream().mapToDouble(Bar::low).min().orElse(0));
        double most = Math.max(least + 1e-9, bars.stream().mapToDouble(Bar::high).max().orElse(1));
        out.append(String.format(Locale.ROOT, "<figure><svg role=\"img\" width=\"%d\" height=\"%d\" aria-label=\"%s\">\n", WIDTH + 330, ROW * bars.size() + 4, escaped(caption)));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = ROW * i;
            double zero = 220 + WIDTH * place(0, least, most);
            double end = 220 + WIDTH * place(bar.value(), least, most);
            out.append(String.format(Locale.ROOT, "<text x=\"210\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"#7FC4D1\"/>", y + 16,
                    escaped(bar.label()), Math.min(zero, end), y + 5, Math.max(1, Math.abs(end - zero))));
            if (bar.high() > bar.low()) {
                out.append(String.format(Locale.ROOT, "<path d=\"M%.1f %d H%.1f M%.1f %d v8 M%.1f %d v8\" stroke=\"#1D2731\" fill=\"none\"/>", 220 + WIDTH * place(bar.low(), least, most), y + 12,
                        220 + WIDTH * place(bar.high(), least, most), 220 + WIDTH * place(bar.low(), least, most), y + 8, 220 + WIDTH * place(bar.high(), least, most), y + 8));
            }
            out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%.4g</text>%n", 220 + WIDTH + 12, y + 16, bar.value()));
        }
        out.append("</svg><figcaption>").append(escaped(caption)).append("</figcaption></figure>\n");
    }

    private static double place(double value, double least, double most) {
        return (value - least) / (most - least);
    }
}
