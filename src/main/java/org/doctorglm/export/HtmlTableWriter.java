package org.doctorglm.export;

import org.doctorglm.export.ReviewTable.Line;
import org.doctorglm.export.ReviewTable.Run;
import org.doctorglm.review.MarkKind;

/// A [ReviewTable] as one HTML page without scripts and without anything from elsewhere. Everything that somebody wrote is escaped.
public final class HtmlTableWriter {
    private HtmlTableWriter() {
    }

    static String write(ReviewTable table, ExportWords words) {
        return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>" + escaped(table.caption())
                + "</title>\n<style>\n" + style() + "</style></head><body>\n<p>" + escaped(table.notice()) + "</p>\n" + body(table, words) + "</body></html>\n";
    }

    /// Rules of the page that a table stands on.
    public static String style() {
        StringBuilder out = new StringBuilder("body{font:15px/2 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60em;margin:2em auto;color:#1D2731}\n")
                .append("table{border-collapse:collapse}td{border-top:1px solid #999;padding:.4em .6em;white-space:pre-wrap;overflow-wrap:anywhere}\n")
                .append("caption{caption-side:bottom;padding:.6em}.said{color:#").append(ReviewTable.colour(MarkKind.COMMENT)).append("}\n");
        for (MarkKind kind : MarkKind.values()) {
            out.append('.').append(kind.key()).append("{color:#").append(ReviewTable.colour(kind)).append(";text-decoration:underline ").append(style(kind))
                    .append(" #").append(ReviewTable.colour(kind)).append("}\n");
        }
        return out.toString();
    }

    /// The table alone, to stand on a page with [#style()].
    public static String body(ReviewTable table, ExportWords words) {
        StringBuilder out = new StringBuilder("<table><caption>").append(escaped(table.caption())).append(" ");
        for (MarkKind kind : MarkKind.values()) {
            out.append("<span class=\"").append(kind.key()).append("\">").append(escaped(ReviewTable.name(kind, words))).append("</span> ");
        }
        out.append("</caption>\n");
        for (ReviewTable.Row row : table.rows()) {
            out.append("<tr><td><b>").append(escaped(row.label())).append("</b> ");
            row.runs().forEach(run -> run(run, words, out));
            out.append("</td></tr>\n");
        }
        return out.append("</table>\n").toString();
    }

    private static void run(Run run, ExportWords words, StringBuilder out) {
        switch (run) {
            case Run.Comment(var text) -> out.append("<span class=\"said\">(").append(escaped(text)).append(")</span>");
            case Run.Words(var text, var lines) -> {
                for (Line line : lines) {
                    out.append("<span class=\"").append(line.kind().key()).append("\" title=\"").append(escaped(ReviewTable.name(line.kind(), words)))
                            .append("\" style=\"text-underline-offset:").append(20 + 28 * line.lane()).append("%\">");
                }
                out.append(escaped(text)).append("</span>".repeat(lines.size()));
            }
        }
    }

    private static String style(MarkKind kind) {
        return switch (kind.line()) {
            case STRAIGHT -> "solid";
            case DOUBLE -> "double";
            case DASHED -> "dashed";
        };
    }

    /// Text that is nothing but text on a page.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
