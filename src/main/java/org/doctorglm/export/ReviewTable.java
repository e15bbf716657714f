package org.doctorglm.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Lanes;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Pieces;
import org.doctorglm.review.ReviewedAnswer;

/// Answers with their marks in the layout of the paper's Tables 2 to 5: a row for the question, one for each answer, the doctor's words in brackets
/// behind what they are about, each kind of mark in its colour and with a line of its own.
///
/// @param caption below the table
/// @param notice research-use notice
public record ReviewTable(String caption, String notice, List<Row> rows) {
    public ReviewTable {
        rows = List.copyOf(rows);
    }

    /// @param label for example `A1 (DoctorGLM)`
    public record Row(String label, List<Run> runs) {
        /// A question or a reference, without marks.
        public static Row plain(String label, String text) {
            return new Row(label, List.of(new Run.Words(text, List.of())));
        }

        /// What stands in it as plain text, the doctor's words in brackets.
        public String words() {
            StringBuilder text = new StringBuilder();
            runs.forEach(run -> text.append(run instanceof Run.Comment(var said) ? "(" + said + ")" : ((Run.Words) run).text()));
            return text.toString();
        }

        /// Kinds of marks in this row.
        public Set<MarkKind> kinds() {
            Set<MarkKind> kinds = EnumSet.noneOf(MarkKind.class);
            for (Run run : runs) {
                switch (run) {
                    case Run.Words(var text, var lines) -> lines.forEach(line -> kinds.add(line.kind()));
                    case Run.Comment(var text) -> kinds.add(MarkKind.COMMENT);
                }
            }
            return kinds;
        }
    }

    /// An underline.
    ///
    /// @param lane 0 next to the words
    public record Line(MarkKind kind, int lane) {
    }

    /// A part of a row.
    public sealed interface Run {
        /// Words of the answer.
        record Words(String text, List<Line> lines) implements Run { }

        /// Words of the doctor, shown in brackets.
        record Comment(String text) implements Run { }
    }

    /// An answer with its marks. A mark's comment stands behind its last character; a correction behind the comment, after an arrow.
    public static Row answer(String label, String text, List<Annotation> marks) {
        CodePoints points = new CodePoints(text);
        Lanes lanes = Lanes.of(marks.stream().map(Annotation::span).toList());
        List<Run> runs = new ArrayList<>();
        List<Annotation> closing = marks.stream().sorted(Comparator.comparingInt((Annotation mark) -> mark.span().end()).thenComparing(Annotation::span)).toList();
        int next = 0;
        for (Pieces.Piece piece : Pieces.of(points.count(), marks)) {
            List<Line> lines = piece.marks().stream().map(mark -> new Line(mark.kind(), lanes.lanes().get(marks.indexOf(mark)))).toList();
            runs.add(new Run.Words(points.text(piece.span()), lines));
            for (; next < closing.size() && closing.get(next).span().end() <= piece.span().end(); next++) {
                String said = said(closing.get(next));
                if (!said.isEmpty()) {
                    runs.add(new Run.Comment(said));
                }
            }
        }
        return new Row(label, List.copyOf(runs));
    }

    /// Answers to the same question stand below it, labelled as in the paper.
    public static List<Row> rows(List<ReviewedAnswer> chosen, Map<String, List<Annotation>> marks) {
        Map<String, List<ReviewedAnswer>> questions = new LinkedHashMap<>();
        chosen.forEach(answer -> questions.computeIfAbsent(answer.question(), question -> new ArrayList<>()).add(answer));
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<ReviewedAnswer>> question : questions.entrySet()) {
            number++;
            rows.add(Row.plain("Q" + number, question.getKey()));
            for (ReviewedAnswer answer : question.getValue()) {
                String adapter = answer.source().adapter() == null ? "" : " + " + answer.source().adapter();
                rows.add(answer("A" + number + " (" + answer.source().model() + adapter + ")", answer.text(), marks.getOrDefault(answer.id(), List.of())));
            }
        }
        return rows;
    }

    private static String said(Annotation mark) {
        String arrow = mark.correction().isBlank() ? "" : (mark.comment().isBlank() ? "" : " ") + "→ " + mark.correction();
        return mark.comment() + arrow;
    }

    /// What a kind is called in the legend.
    static String name(MarkKind kind, ExportWords words) {
        return words.get("mark." + kind.key());
    }

    static String colour(MarkKind kind) {
        return String.format(Locale.ROOT, "%06X", kind.colour());
    }
}
