package org.doctorglm.export;

import java.util.Locale;
import org.doctorglm.export.ReviewTable.Line;
import org.doctorglm.export.ReviewTable.Run;
import org.doctorglm.review.MarkKind;

/// A [ReviewTable] as a document for XeLaTeX. Each marked character carries its own piece of the underlines, so that lines break anywhere and underlines can be
/// stacked; no package for underlines is needed.
public final class LatexTableWriter {
    private LatexTableWriter() {
    }

    static String write(ReviewTable table, ExportWords words) {
        return preamble("") + escaped(table.notice()) + "\\par\\medskip\\hrule\\medskip\n" + body(table, words) + "\\end{document}\n";
    }

    /// Everything up to the beginning of the text.
    ///
    /// @param packages lines that load more packages
    public static String preamble(String packages) {
        StringBuilder out = new StringBuilder("\\documentclass[UTF8]{ctexart}\n\\usepackage{xcolor}\n\\usepackage[margin=2cm]{geometry}\n\\linespread{1.5}\n").append(packages);
        for (MarkKind kind : MarkKind.values()) {
            out.append("\\definecolor{dg").append(kind.key()).append("}{HTML}{").append(ReviewTable.colour(kind)).append("}\n");
        }
        out.append("""
                \\newsavebox{\\dgbox}
                % colour of the words, pieces of lines, a character
                \\newcommand{\\dgmark}[3]{\\leavevmode\\sbox{\\dgbox}{\\textcolor{#1}{#3}}#2\\usebox{\\dgbox}\\hskip 0pt plus .05em\\relax}
                \\newcommand{\\dgrule}[2]{\\rlap{\\smash{\\raisebox{-#1}{\\textcolor{#2}{\\rule{\\wd\\dgbox}{.05em}}}}}}
                \\newcommand{\\dgcomment}[1]{\\dgrule{#1}{dgcomment}}
                \\newcommand{\\dgfactual}[1]{\\dgrule{#1}{dgfactual}\\dgrule{\\dimexpr #1+.12em\\relax}{dgfactual}}
                \\newcommand{\\dgimproper}[1]{\\rlap{\\smash{\\raisebox{-#1}{\\textcolor{dgimproper}{\\hbox to \\wd\\dgbox{\\rule{.4\\wd\\dgbox}{.05em}\\hfil\\rule{.25\\wd\\dgbox}{.05em}\\hskip .1\\wd\\dgbox}}}}}}
                \\begin{document}
                \\setlength{\\parindent}{0pt}
                """);
        return out.toString();
    }

    /// The rows and the caption, to stand behind [#preamble(String)].
    public static String body(ReviewTable table, ExportWords words) {
        StringBuilder out = new StringBuilder();
        for (ReviewTable.Row row : table.rows()) {
            out.append("\\textbf{").append(escaped(row.label())).append("} ");
            row.runs().forEach(run -> run(run, out));
            out.append("\\par\\medskip\\hrule\\medskip\n");
        }
        out.append("\\begin{center}").append(escaped(table.caption())).append(' ');
        for (MarkKind kind : MarkKind.values()) {
            ReviewTable.name(kind, words).codePoints().forEach(c -> mark(c, java.util.List.of(new Line(kind, 0)), out));
            out.append("\\quad ");
        }
        return out.append("\\end{center}\n").toString();
    }

    private static void run(Run run, StringBuilder out) {
        switch (run) {
            case Run.Comment(var text) -> out.append("\\textcolor{dgcomment}{(").append(escaped(text)).append(")}");
            case Run.Words(var text, var lines) -> {
                if (lines.isEmpty()) {
                    out.append(escaped(text));
                } else {
                    text.codePoints().forEach(c -> mark(c, lines, out));
                }
            }
        }
    }

    private static void mark(int c, java.util.List<Line> lines, StringBuilder out) {
        if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
            out.append(escaped(Character.toString(c)));
            return;
        }
        out.append("\\dgmark{dg").append(lines.getFirst().kind().key()).append("}{");
        for (Line line : lines) {
            out.append("\\dg").append(line.kind().key()).append(String.format(Locale.ROOT, "{%.2fem}", 0.25 + 0.25 * line.lane()));
        }
        out.append("}{").append(escaped(Character.toString(c))).append('}');
    }

    /// Text that is nothing but text to TeX.
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '{', '}', '$', '&', '#', '_', '%' -> out.append('\\').appendCodePoint(c);
                case '^' -> out.append("\\textasciicircum{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '\n', '\r', 0x2028, 0x85 -> out.append("\\newline{}");
                default -> {
                    if (!Character.isISOControl(c)) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
