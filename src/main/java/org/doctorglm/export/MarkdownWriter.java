package org.doctorglm.export;

import org.doctorglm.export.Document.Block;

/// A [Document] as CommonMark. What a doctor or a model wrote is escaped, so that it cannot become markup.
public final class MarkdownWriter {
    private MarkdownWriter() {
    }

    static String write(Document document) {
        StringBuilder out = new StringBuilder("# ").append(escaped(document.title())).append("\n\n> ").append(escaped(document.notice())).append("\n");
        boolean inFacts = false;
        for (Block block : document.blocks()) {
            switch (block) {
                case Block.Heading(String text) -> out.append("\n## ").append(escaped(text)).append('\n');
                case Block.Body(String text) -> out.append('\n').append(escaped(text).replace("\n", "  \n")).append('\n');
                case Block.Fact(String label, String value) -> out.append(inFacts ? "" : "\n").append("- **").append(escaped(label)).append("** ")
                        .append(escaped(value).replace("\n", " ")).append('\n');
            }
            inFacts = block instanceof Block.Fact;
        }
        return out.toString();
    }

    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineStart = i == 0 || text.charAt(i - 1) == '\n';
            if (lineStart && (c == ' ' || c == '\t')) {
                // Written out, a blank no longer indents: neither code nor a list begins here.
                out.append("&#").append((int) c).append(';');
                continue;
            }
            boolean listNumber = (c == '.' || c == ')') && digitsBefore(text, i);
            if ("\\`*_[]<>#|~&".indexOf(c) >= 0 || lineStart && "-+=".indexOf(c) >= 0 || listNumber) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /// Whether only digits, and at least one, stand between the beginning of the line and `end`.
    private static boolean digitsBefore(String text, int end) {
        int i = end;
        while (i > 0 && text.charAt(i - 1) >= '0' && text.charAt(i - 1) <= '9') {
            i--;
        }
        return i < end && (i == 0 || text.charAt(i - 1) == '\n');
    }
}
