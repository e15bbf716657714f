package org.doctorglm.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Krippendorff's α for units cut out of texts, α_U = 1 − Dₒ/Dₑ (Krippendorff 2004, "Content Analysis", second edition, 11.6). Texts
/// are laid behind one another; a gap ends where its text ends. Pure functions.
///
/// Dₒ adds, for each pair of readers, `Δbegin² + Δend²` for units that overlap and `length²` for a unit that lies in a gap of the other. Dₑ is what all
/// ways to lay the same units and gaps would give. Units of one reader must not overlap: see [Text#of].
public final class UnitizingAlpha {
    private UnitizingAlpha() {
    }

    /// A stretch of a text, its end exclusive.
    public record Unit(int start, int end) {
        long length() {
            return end - start;
        }
    }

    /// One text as its readers cut it.
    ///
    /// @param length of the text
    /// @param readers for each reader the units, in order, without overlaps; all texts have the same number of readers
    public record Text(int length, List<List<Unit>> readers) {
        /// Units that overlap within a reader are joined.
        public static Text of(int length, List<List<Unit>> readers) {
            return new Text(length, readers.stream().map(Text::joined).toList());
        }

        private static List<Unit> joined(List<Unit> units) {
            List<Unit> joined = new ArrayList<>();
            for (Unit unit : units.stream().sorted(Comparator.comparingInt(Unit::start)).toList()) {
                if (!joined.isEmpty() && unit.start() < joined.getLast().end()) {
                    Unit last = joined.removeLast();
                    joined.add(new Unit(last.start(), Math.max(last.end(), unit.end())));
                } else {
                    joined.add(unit);
                }
            }
            return joined;
        }
    }

    /// What one category's units disagree, and what chance would make them disagree.
    public record Disagreement(double observed, double expected) {
        /// NaN where nobody marked anything.
        public double alpha() {
            return expected == 0 ? Double.NaN : 1 - observed / expected;
        }

        /// Several categories together: both parts are added.
        public Disagreement plus(Disagreement other) {
            return new Disagreement(observed + other.observed, expected + other.expected);
        }
    }

    public static Disagreement of(List<Text> texts) {
        double length = texts.stream().mapToDouble(Text::length).sum();
        int readers = texts.isEmpty() ? 0 : texts.getFirst().readers().size();
        if (readers < 2 || length == 0) {
            return new Disagreement(0, 0);
        }
        double observed = 0;
        for (Text text : texts) {
            for (List<Unit> one : text.readers()) {
                for (List<Unit> other : text.readers()) {
                    observed += one == other ? 0 : observed(one, other);
                }
            }
        }
        return new Disagreement(observed / (readers * (readers - 1.0) * length * length), expected(texts, readers, length));
    }

    /// What each unit of one reader adds; a unit in a gap counts from both sides.
    private static double observed(List<Unit> one, List<Unit> other) {
        double sum = 0;
        int from = 0;
        for (Unit unit : one) {
            while (from < other.size() && other.get(from).end() <= unit.start()) {
                from++;
            }
            boolean met = false;
            for (int i = from; i < other.size() && other.get(i).start() < unit.end(); i++) {
                double begin = unit.start() - other.get(i).start();
                double end = unit.end() - other.get(i).end();
                sum += begin * begin + end * end;
                met = true;
            }
            sum += met ? 0 : 2.0 * unit.length() * unit.length();
        }
        return sum;
    }

    private static double expected(List<Text> texts, int readers, double length) {
        List<Long> units = new ArrayList<>();
        List<Long> gaps = new ArrayList<>();
        for (Text text : texts) {
            for (List<Unit> reader : text.readers()) {
                int at = 0;
                for (Unit unit : reader) {
                    units.add(unit.length());
                    gaps.add((long) unit.start() - at);
                    at = unit.end();
                }
                gaps.add((long) text.length() - at);
            }
        }
        long[] sorted = gaps.stream().mapToLong(Long::longValue).sorted().toArray();
        double[] above = new double[sorted.length + 1];
        for (int i = sorted.length - 1; i >= 0; i--) {
            above[i] = above[i + 1] + sorted[i];
        }
        double sum = 0;
        double within = 0;
        for (long l : units) {
            int first = firstAtLeast(sorted, l);
            double room = above[first] + (sorted.length - first) * (1.0 - l);
            sum += (units.size() - 1) / 3.0 * l * (l - 1.0) * (2.0 * l - 1) + (double) l * l * room;
            within += l * (l - 1.0);
        }
        double all = readers * length;
        return 2 / length * sum / (all * (all - 1) - within);
    }

    private static int firstAtLeast(long[] sorted, long value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at;
    }
}
