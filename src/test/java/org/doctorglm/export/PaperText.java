package org.doctorglm.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.review.Span;

/// The tables in the paper's text: rows by their labels, with places of bold words and of brackets in code points.
final class PaperText {
    private static final Pattern ROW = Pattern.compile("^(?:<p>)?<b>((?:Q\\d|A\\d|Reference|iter ).*?)</b>(.*)$");
    private static final Pattern CAPTION = Pattern.compile("^Table (\\d)\\. .*");
    private static final Pattern INNER = Pattern.compile("<b>([^<]*(?:<sub>\\w+</sub>)?[^<]*:)</b>");

    private PaperText() {
    }

    /// @param text without markup
    record Row(String label, String text, List<Span> bold, List<Span> brackets) {
    }

    static Map<Integer, List<Row>> tables(List<String> lines) {
        Map<Integer, List<Row>> tables = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        String label = "";
        StringBuilder markup = new StringBuilder();
        for (String line : lines) {
            Matcher caption = CAPTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (row.matches() || caption.matches()) {
                flush(label, markup, rows);
                label = row.matches() ? row.group(1) : "";
                markup.append(row.matches() ? row.group(2) : "");
            } else if (!label.isEmpty() && (line.startsWith("<p>") || line.startsWith("<ol"))) {
                markup.append('\n').append(line);
            }
            if (caption.matches()) {
                tables.put(Integer.parseInt(caption.group(1)), List.copyOf(rows));
                rows.clear();
            }
        }
        return tables;
    }

    /// What stands behind a label that lies inside is a row of its own.
    private static void flush(String label, StringBuilder markup, List<Row> rows) {
        if (!label.isEmpty()) {
            Matcher inner = INNER.matcher(markup);
            int from = 0;
            String name = label;
            while (inner.find()) {
                rows.add(row(name, markup.substring(from, inner.start())));
                name = inner.group(1);
                from = inner.end();
            }
            rows.add(row(name, markup.substring(from)));
        }
        markup.setLength(0);
    }

    private static Row row(String label, String markup) {
        String plain = markup.replaceAll("</?(?:p|ol|li|sub)\\b[^>]*>", "\n").replace("&amp;", "&").strip().replaceAll("\\s*\n\\s*", "\n");
        List<Span> bold = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int open = -1;
        for (String part : plain.split("(?=</?b>)|(?<=</?b>)")) {
            if (part.equals("<b>")) {
                open = text.codePointCount(0, text.length());
            } else if (part.equals("</b>")) {
                bold.add(new Span(open, text.codePointCount(0, text.length())));
            } else {
                text.append(part);
            }
        }
        return new Row(label.replaceAll("<[^>]*>", "").replace("&amp;", "&"), text.toString(), bold, brackets(text.toString(), bold));
    }

    /// Outermost brackets that lie in no bold words.
    private static List<Span> brackets(String text, List<Span> bold) {
        List<Span> brackets = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        int depth = 0;
        int open = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '(' || points[i] == '（') {
                open = depth++ == 0 ? i : open;
            } else if ((points[i] == ')' || points[i] == '）') && depth > 0 && --depth == 0) {
                Span span = new Span(open, i + 1);
                if (bold.stream().noneMatch(words -> words.start() <= span.start() && span.end() <= words.end())) {
                    brackets.add(span);
                }
            }
        }
        return brackets;
    }
}
