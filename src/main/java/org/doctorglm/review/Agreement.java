package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.Kappa;
import org.doctorglm.metrics.KrippendorffAlpha;
import org.doctorglm.metrics.SpanMatch;
import org.doctorglm.metrics.UnitizingAlpha;
import org.doctorglm.metrics.UnitizingAlpha.Disagreement;
import org.doctorglm.metrics.UnitizingAlpha.Text;
import org.doctorglm.metrics.UnitizingAlpha.Unit;
import org.jspecify.annotations.Nullable;

/// How far two readings of the same answers agree: of each answer the first two finished readings in the order of their readers' names, or
/// those of two named readers. Intervals are percentile bootstraps over answers.
///
/// @param answers with two finished readings
/// @param readers whose readings they are
/// @param units α_U over the whole, by kind and by severity
/// @param spans F1 of marks that begin and end together, and of marks that touch
/// @param grades of each aspect of the whole answer
public record Agreement(int answers, List<String> readers, List<Figure> units, List<Figure> spans, List<Figure> grades) {
    private static final int MOST_DRAWS = 2000;
    private static final int LEAST_DRAWS = 200;
    private static final int WORK = 2_000_000;

    /// @param name `all`, a kind's key, a severity, `exact`, `overlapping`, `error.kappa` (Cohen's: has the answer an error at all?), or an aspect with `.alpha` (ordinal) or `.kappa` (Cohen; Fleiss where
    ///             more than two read)
    /// @param value NaN where there is nothing to compare
    /// @param interval 95 %, null where it cannot be told
    public record Figure(String name, double value, Bootstrap.@Nullable Interval interval, int marks) {
        public Reliability reliability() {
            return Reliability.of(value);
        }
    }

    private record Pair(int length, Reading one, Reading other) {
        Text text(Predicate<Annotation> which) {
            return Text.of(length, List.of(units(one, which), units(other, which)));
        }
    }

    /// @param lengths of the answers' texts in code points, by id; answers without one are left out
    /// @param readers exactly these two, or empty for whoever read
    public static Agreement of(List<Reading> readings, Map<String, Integer> lengths, List<String> readers) {
        Map<String, List<Reading>> byAnswer = new TreeMap<>();
        readings.stream().filter(reading -> reading.role() == Reading.Role.READER && reading.done() && lengths.containsKey(reading.answerId()))
                .filter(reading -> readers.isEmpty() || readers.contains(reading.reviewer()))
                .sorted(Comparator.comparing(Reading::reviewer)).forEach(reading -> byAnswer.computeIfAbsent(reading.answerId(), id -> new ArrayList<>()).add(reading));
        byAnswer.values().removeIf(both -> both.size() < 2);
        List<Pair> pairs = byAnswer.entrySet().stream().map(e -> new Pair(lengths.get(e.getKey()), e.getValue().get(0), e.getValue().get(1))).toList();
        List<String> names = byAnswer.values().stream().flatMap(all -> all.stream().map(Reading::reviewer)).distinct().sorted().toList();
        return new Agreement(pairs.size(), names, units(pairs), spans(pairs), grades(pairs, List.copyOf(byAnswer.values())));
    }

    private static List<Figure> units(List<Pair> pairs) {
        List<Figure> figures = new ArrayList<>();
        List<Predicate<Annotation>> kinds = new ArrayList<>();
        for (MarkKind kind : MarkKind.values()) {
            kinds.add(mark -> mark.kind() == kind);
        }
        figures.add(alpha("all", pairs, kinds));
        for (MarkKind kind : MarkKind.values()) {
            figures.add(alpha(kind.key(), pairs, List.of(mark -> mark.kind() == kind)));
        }
        for (Severity severity : Severity.values()) {
            figures.add(alpha(severity.name().toLowerCase(java.util.Locale.ROOT), pairs, List.of(mark -> mark.severity() == severity)));
        }
        return figures;
    }

    private static Figure alpha(String name, List<Pair> pairs, List<Predicate<Annotation>> categories) {
        List<List<Text>> texts = categories.stream().map(which -> pairs.stream().map(pair -> pair.text(which)).toList()).toList();
        int marks = texts.stream().flatMap(List::stream).flatMap(text -> text.readers().stream()).mapToInt(List::size).sum();
        List<UnitizingAlpha.Sampled> sampled = texts.stream().map(UnitizingAlpha.Sampled::new).toList();
        ToDoubleFunction<int[]> figure = drawn -> {
            Disagreement sum = new Disagreement(0, 0);
            for (UnitizingAlpha.Sampled category : sampled) {
                sum = sum.plus(category.of(drawn));
            }
            return sum.alpha();
        };
        return figure(name, pairs.size(), marks, figure);
    }

    private static List<Figure> spans(List<Pair> pairs) {
        List<SpanMatch> exact = pairs.stream().map(pair -> match(pair, true)).toList();
        List<SpanMatch> overlapping = pairs.stream().map(pair -> match(pair, false)).toList();
        int marks = exact.stream().mapToInt(match -> match.one() + match.other()).sum();
        return List.of(figure("exact", pairs.size(), marks, drawn -> f1(exact, drawn)), figure("overlapping", pairs.size(), marks, drawn -> f1(overlapping, drawn)));
    }

    private static double f1(List<SpanMatch> matches, int[] drawn) {
        SpanMatch sum = SpanMatch.NONE;
        for (int i : drawn) {
            sum = sum.plus(matches.get(i));
        }
        return sum.f1();
    }

    private static SpanMatch match(Pair pair, boolean exact) {
        SpanMatch sum = SpanMatch.NONE;
        for (MarkKind kind : MarkKind.values()) {
            List<Unit> one = units(pair.one, mark -> mark.kind() == kind);
            List<Unit> other = units(pair.other, mark -> mark.kind() == kind);
            sum = sum.plus(exact ? SpanMatch.exact(one, other) : SpanMatch.overlapping(one, other));
        }
        return sum;
    }

    private static List<Unit> units(Reading reading, Predicate<Annotation> which) {
        return reading.marks().stream().filter(which).map(mark -> new Unit(mark.span().start(), mark.span().end())).toList();
    }

    private static List<Figure> grades(List<Pair> pairs, List<List<Reading>> answers) {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("error.kappa", pairs.size(), 2 * pairs.size(), drawn -> Kappa.cohen(
                java.util.Arrays.stream(drawn).map(i -> error(pairs.get(i).one)).toArray(), java.util.Arrays.stream(drawn).map(i -> error(pairs.get(i).other)).toArray(), 2)));
        for (AnswerGrade.Aspect aspect : AnswerGrade.Aspect.values()) {
            String name = aspect.name().toLowerCase(java.util.Locale.ROOT);
            List<int[]> graded = answers.stream().map(all -> all.stream().mapToInt(reading -> reading.grade().of(aspect)).filter(grade -> grade > 0).toArray())
                    .filter(each -> each.length > 1).toList();
            int values = graded.stream().mapToInt(each -> each.length).sum();
            figures.add(figure(name + ".alpha", graded.size(), values, drawn -> alpha(graded, drawn)));
            figures.add(figure(name + ".kappa", graded.size(), values, drawn -> kappa(graded, drawn)));
        }
        return figures;
    }

    /// Whether a reading marks anything but comments.
    private static int error(Reading reading) {
        return reading.marks().stream().anyMatch(mark -> mark.kind() != MarkKind.COMMENT) ? 1 : 0;
    }

    private static double alpha(List<int[]> graded, int[] drawn) {
        int[][] cases = new int[drawn.length][];
        for (int i = 0; i < drawn.length; i++) {
            cases[i] = graded.get(drawn[i]);
        }
        return KrippendorffAlpha.of(cases, AnswerGrade.HIGHEST + 1, KrippendorffAlpha.Level.ORDINAL);
    }

    /// Cohen's for two readers, Fleiss' where all answers have the same larger number of them, else nothing.
    private static double kappa(List<int[]> graded, int[] drawn) {
        int readers = drawn.length == 0 ? 0 : graded.get(drawn[0]).length;
        int[] one = new int[drawn.length];
        int[] other = new int[drawn.length];
        int[][] counts = new int[drawn.length][AnswerGrade.HIGHEST + 1];
        for (int i = 0; i < drawn.length; i++) {
            int[] grades = graded.get(drawn[i]);
            if (grades.length != readers) {
                return Double.NaN;
            }
            one[i] = grades[0];
            other[i] = grades[1];
            for (int grade : grades) {
                counts[i][grade]++;
            }
        }
        return drawn.length == 0 ? Double.NaN : readers == 2 ? Kappa.cohen(one, other, AnswerGrade.HIGHEST + 1) : Kappa.fleiss(counts);
    }

    private static Figure figure(String name, int cases, int marks, ToDoubleFunction<int[]> figure) {
        int[] all = new int[cases];
        java.util.Arrays.setAll(all, i -> i);
        int draws = Math.clamp(WORK / (cases + marks + 1), LEAST_DRAWS, MOST_DRAWS);
        double value = cases == 0 ? Double.NaN : figure.applyAsDouble(all);
        return new Figure(name, value, Double.isNaN(value) ? null : Bootstrap.of(cases, draws, figure), marks);
    }
}
