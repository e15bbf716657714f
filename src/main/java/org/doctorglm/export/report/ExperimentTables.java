package org.doctorglm.export.report;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Figure.Measured;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTable;
import org.doctorglm.export.report.Report.Bar;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.review.Annotation;

/// Stored answers as tables: figures of groups, grids with shaded cells, and answers below their questions with the marks of reviewers.
public record ExperimentTables(ExportWords words) {
    /// One table of all figures where there is one column, else a shaded grid for each figure.
    public List<Part> figures(FigureTable table) {
        return table.columns() == table.rows() ? List.of(list(table)) : grids(table);
    }

    private Part list(FigureTable table) {
        List<Figure> shown = shown(table);
        List<String> header = Stream.concat(Stream.of(words.get("axis." + table.rows()), words.get("experiment.answers")), shown.stream().map(this::name)).toList();
        List<List<String>> rows = new ArrayList<>();
        for (String row : table.rowNames()) {
            FigureTable.Group group = table.at(row, "").orElseThrow();
            rows.add(Stream.concat(Stream.of(label(table.rows(), row), String.valueOf(group.answers().size())),
                    shown.stream().map(figure -> cell(figure, group.figures().get(figure)))).toList());
        }
        return new Part.Table(words.get("experiment.intervals"), header, rows);
    }

    private List<Part> grids(FigureTable table) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Words(words.get("experiment.intervals"))));
        for (Figure figure : shown(table)) {
            double[] all = table.groups().values().stream().map(group -> group.figures().get(figure)).filter(java.util.Objects::nonNull).mapToDouble(Measured::value).toArray();
            double least = java.util.Arrays.stream(all).min().orElse(0);
            double most = java.util.Arrays.stream(all).max().orElse(0);
            List<List<String>> rows = new ArrayList<>();
            List<List<Double>> heat = new ArrayList<>();
            for (String row : table.rowNames()) {
                List<String> cells = new ArrayList<>(List.of(label(table.rows(), row)));
                List<Double> shades = new ArrayList<>();
                for (String column : table.columnNames()) {
                    Measured measured = table.at(row, column).map(group -> group.figures().get(figure)).orElse(null);
                    cells.add(cell(figure, measured));
                    shades.add(measured == null || most == least ? Double.NaN : (measured.value() - least) / (most - least));
                }
                rows.add(cells);
                heat.add(shades);
            }
            List<String> header = Stream.concat(Stream.of(words.get("axis." + table.rows()) + " \\ " + words.get("axis." + table.columns())),
                    table.columnNames().stream().map(column -> label(table.columns(), column))).toList();
            parts.add(new Part.Table(name(figure), header, rows, heat));
        }
        return parts;
    }

    /// One figure of every row as bars.
    public Optional<Part> bars(FigureTable table, Figure figure) {
        List<Bar> bars = new ArrayList<>();
        for (String row : table.rowNames()) {
            Measured measured = table.at(row, "").map(group -> group.figures().get(figure)).orElse(null);
            if (measured != null) {
                bars.add(new Bar(label(table.rows(), row), measured.value(), measured.interval() == null ? measured.value() : measured.interval().low(),
                        measured.interval() == null ? measured.value() : measured.interval().high()));
            }
        }
        return bars.isEmpty() ? Optional.empty() : Optional.of(new Part.Bars(name(figure) + " · " + words.get("experiment.bars"), bars));
    }

    /// Questions with their answers and what to compare them with, as in the paper's Tables 2 to 5 and 7.
    ///
    /// @param marks by the answer's id in review
    public ReviewTable answers(String caption, List<ExperimentAnswer> answers, Map<String, List<Annotation>> marks) {
        Map<PlannedQuestion, List<ExperimentAnswer>> questions = new LinkedHashMap<>();
        answers.forEach(answer -> questions.computeIfAbsent(answer.question(), question -> new ArrayList<>()).add(answer));
        List<ReviewTable.Row> rows = new ArrayList<>();
        questions.forEach((question, given) -> {
            rows.add(ReviewTable.Row.plain(question.id(), question.text()));
            String number = question.id().matches("Q\\d+") ? "A" + question.id().substring(1) : "A " + question.id();
            for (ExperimentAnswer answer : given) {
                rows.add(ReviewTable.answer(number + " (" + place(answer, given) + ")", answer.text(), marks.getOrDefault(answer.id(), List.of())));
            }
            if (question.reference() != null) {
                String year = question.reference().year() > 0 ? " (" + question.reference().year() + ")" : "";
                rows.add(ReviewTable.Row.plain(words.get("experiment.reference"), question.reference().source() + year + "\n" + question.reference().text()));
            }
        });
        return new ReviewTable(caption, words.get("notice"), rows);
    }

    /// Names of what differs among the answers to one question.
    private String place(ExperimentAnswer answer, List<ExperimentAnswer> among) {
        List<String> names = new ArrayList<>(List.of(answer.subject()));
        for (Axis axis : List.of(Axis.SETTING, Axis.DESIGNER, Axis.SEED)) {
            boolean differs = among.stream().filter(each -> each.stored() != null).map(axis::of).distinct().count() > 1;
            if (differs && answer.stored() != null) {
                names.add(axis == Axis.SEED ? words.get("axis.SEED") + " " + axis.of(answer) : label(axis, axis.of(answer)));
            }
        }
        return String.join(" · ", names);
    }

    private static List<Figure> shown(FigureTable table) {
        return Stream.of(Figure.values()).filter(figure -> table.groups().values().stream().anyMatch(group -> group.figures().containsKey(figure))).toList();
    }

    private String label(Axis axis, String value) {
        return axis == Axis.DESIGNER ? words.get("designer." + value) : value.isEmpty() ? words.get("experiment.unsaid") : value;
    }

    /// As it stands above a column.
    public String name(Figure figure) {
        return words.get("figure." + figure);
    }

    /// A figure with its interval on a line of its own.
    public String cell(Figure figure, @org.jspecify.annotations.Nullable Measured measured) {
        if (measured == null) {
            return "–";
        }
        String interval = measured.interval() == null ? "" : MessageFormat.format("\n{0} … {1}", number(figure, measured.interval().low()), number(figure, measured.interval().high()));
        return number(figure, measured.value()) + interval;
    }

    private static String number(Figure figure, double value) {
        return switch (figure) {
            case LENGTH, FIRST_TOKEN, DECODE_RATE -> String.format(Locale.ROOT, "%.1f", value);
            case DISTINCT_1, DISTINCT_2, SELF_BLEU, REPETITION, BLEU_4, ROUGE_1, ROUGE_2, ROUGE_L, CHRF, SUPPORT, DIVERGENCE -> String.format(Locale.ROOT, "%.3f", value);
        };
    }
}
