package org.doctorglm.export.report;

import static org.doctorglm.export.HtmlTableWriter.escaped;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doctorglm.export.report.Report.Line;
import org.doctorglm.export.report.Report.Part;

/// Curves as a drawing within a page.
final class LinesSvg {
    private static final int LEFT = 56;
    private static final int WIDTH = 460;
    private static final int TOP = 10;
    private static final int HEIGHT = 180;
    private static final int LEGEND_ROW = 20;

    private LinesSvg() {
    }

    static void write(Part.Lines lines, StringBuilder out) {
        LinesScale scale = LinesScale.of(lines);
        int bottom = TOP + HEIGHT;
        out.append(String.format(Locale.ROOT, "<figure><svg role=\"img\" width=\"%d\" height=\"%d\" aria-label=\"%s\">%n", LEFT + WIDTH + 24,
                bottom + 44 + LEGEND_ROW * lines.lines().size(), escaped(lines.caption())));
        out.append(String.format(Locale.ROOT, "<path d=\"M%d %d V%d H%d\" stroke=\"#8895A1\" fill=\"none\"/>", LEFT, TOP, bottom, LEFT + WIDTH));
        text(LEFT - 6, TOP + 10, "end", LinesTable.number(scale.high()), out);
        text(LEFT - 6, bottom, "end", LinesTable.number(scale.low()), out);
        text(LEFT, bottom + 16, "start", LinesTable.number(scale.left()), out);
        text(LEFT + WIDTH, bottom + 16, "end", LinesTable.number(scale.right()), out);
        text(LEFT + WIDTH / 2, bottom + 16, "middle", lines.across(), out);
        for (int i = 0; i < lines.lines().size(); i++) {
            Line line = lines.lines().get(i);
            String points = line.points().stream().map(point -> String.format(Locale.ROOT, "%.1f,%.1f", LEFT + WIDTH * scale.across(point), bottom - HEIGHT * scale.up(point)))
                    .collect(Collectors.joining(" "));
            out.append(String.format(Locale.ROOT, "<polyline points=\"%s\" %s/>", points, stroke(i)));
            line.points().forEach(point -> out.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", LEFT + WIDTH * scale.across(point),
                    bottom - HEIGHT * scale.up(point))));
            int y = bottom + 40 + LEGEND_ROW * i;
            out.append(String.format(Locale.ROOT, "<path d=\"M%d %d h36\" %s/>", LEFT, y - 4, stroke(i)));
            text(LEFT + 44, y, "start", line.label(), out);
        }
        out.append("</svg><figcaption>").append(escaped(lines.caption())).append("</figcaption></figure>\n");
    }

    private static String stroke(int line) {
        String dashes = Arrays.stream(LinesScale.dashes(line)).mapToObj(each -> String.format(Locale.ROOT, "%.0f", each)).collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, "fill=\"none\" stroke=\"#%06X\" stroke-width=\"2\"", LinesScale.colour(line)) + (dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"");
    }

    private static void text(int x, int y, String anchor, String words, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words)));
    }
}
