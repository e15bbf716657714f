package org.doctorglm.export.report;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.PairedDifference;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.metrics.Bootstrap;

/// A part of the report on the research questions: what it is made of, and the ways in which stored answers are shown.
abstract class Chapter {
    /// Differences of shares that nobody would mind; the margin of the equivalence test.
    private static final double MARGIN = 0.05;
    private static final List<Figure> QUALITY = List.of(Figure.SUPPORT, Figure.ROUGE_L, Figure.CHRF, Figure.REPETITION);
    private static final List<Figure> SHOWN = List.of(Figure.SUPPORT, Figure.ROUGE_L, Figure.CHRF, Figure.REPETITION, Figure.DISTINCT_2, Figure.LENGTH,
            Figure.DIVERGENCE);

    final ResearchFacts facts;
    final ExportWords words;
    private final List<Part> parts = new ArrayList<>();

    Chapter(ResearchFacts facts, ExportWords words) {
        this.facts = facts;
        this.words = words;
    }

    final List<Part> parts() {
        return List.copyOf(parts);
    }

    final void add(Part part) {
        parts.add(part);
    }

    /// @param question 1 to 5
    final void heading(int question) {
        add(new Part.Heading(1, words.get("research.question." + question)));
    }

    final void missing(String key) {
        add(new Part.Warning(words.get(key)));
    }

    /// @param columns keys below `research.column`
    final void table(String key, List<String> columns, List<List<String>> rows) {
        add(new Part.Table(words.get(key), columns.stream().map(name -> words.get("research.column." + name)).toList(), rows));
    }

    /// Our own answers of the newest experiment with this layout: others are compared by `experiment table`.
    final List<ExperimentAnswer> newest(Layout layout) throws IOException {
        for (ExperimentFolder folder : facts.experiments()) {
            if (folder.plan().layout() == layout) {
                return facts.answers().stream().filter(answer -> answer.stored() != null && answer.experiment().equals(folder.name())).toList();
            }
        }
        return List.of();
    }

    /// Figures of groups of answers, and one of them drawn.
    final void groups(String heading, List<ExperimentAnswer> answers, Axis axis, Figure drawn) throws IOException {
        add(new Part.Heading(2, words.get(heading)));
        ExperimentTables tables = new ExperimentTables(words);
        FigureTable table = FigureTable.of(answers, axis, axis, SHOWN);
        tables.figures(table).forEach(this::add);
        tables.bars(table, drawn).ifPresent(this::add);
    }

    /// The same question, settings and seed on both sides, with the test of equivalence.
    final void differences(List<ExperimentAnswer> answers, Axis axis, String first, String second) {
        ExperimentTables tables = new ExperimentTables(words);
        List<List<String>> rows = new ArrayList<>();
        for (Figure figure : QUALITY) {
            PairedDifference paired = PairedDifference.of(answers, axis, first, second, figure);
            if (paired != null) {
                Bootstrap.Interval interval = paired.difference();
                String verdict = paired.equivalent(MARGIN) ? "equal" : interval.excludesZero() ? "different" : "open";
                rows.add(List.of(tables.name(figure), String.valueOf(paired.pairs()), number("%.3f", paired.first()), number("%.3f", paired.second()),
                        number("%+.3f", interval.low()) + " … " + number("%+.3f", interval.high()), words.get("research.verdict." + verdict)));
            }
        }
        List<String> header = List.of(words.get("research.column.figure"), words.get("research.column.pairs"), label(axis, first), label(axis, second),
                words.get("research.column.difference"), words.get("research.column.verdict"));
        add(new Part.Table(MessageFormat.format(words.get("research.equivalence"), number("%.2f", MARGIN)), header, rows));
    }

    static List<String> names(List<ExperimentAnswer> answers, Axis axis) {
        return answers.stream().map(axis::of).distinct().toList();
    }

    private String label(Axis axis, String value) {
        return axis == Axis.DESIGNER ? words.get("designer." + value) : value;
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static String megabytes(long bytes) {
        return bytes <= 0 ? "–" : number("%.2f MB", bytes / 1e6);
    }

    static List<String> row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).toList();
    }
}
