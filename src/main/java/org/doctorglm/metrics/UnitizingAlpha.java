package org.doctorglm.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
        int[] all = new int[texts.size()];
        Arrays.setAll(all, i -> i);
        return new Sampled(texts).of(all);
    }

    /// Texts made ready to be drawn from many times, for a bootstrap: what a text adds is computed once. Immutable.
    public static final class Sampled {
        private final int readers;
        private final long[] lengths;
        private final double[] observed;
        /// All lengths of units and gaps there are, sorted; the arrays below hold places in it.
        private final long[] values;
        private final int[][] units;
        private final int[][] gaps;

        public Sampled(List<Text> texts) {
            readers = texts.isEmpty() ? 0 : texts.getFirst().readers().size();
            lengths = texts.stream().mapToLong(Text::length).toArray();
            observed = texts.stream().mapToDouble(UnitizingAlpha::observed).toArray();
            List<long[]> ofUnits = texts.stream().map(UnitizingAlpha::units).toList();
            List<long[]> ofGaps = texts.stream().map(UnitizingAlpha::gaps).toList();
            values = Stream.concat(ofUnits.stream(), ofGaps.stream()).flatMapToLong(Arrays::stream).sorted().distinct().toArray();
            units = ofUnits.stream().map(this::places).toArray(int[][]::new);
            gaps = ofGaps.stream().map(this::places).toArray(int[][]::new);
        }

        private int[] places(long[] each) {
            return Arrays.stream(each).mapToInt(value -> Arrays.binarySearch(values, value)).toArray();
        }

        /// @param drawn numbers of texts, each as often as it counts
        public Disagreement of(int[] drawn) {
            double length = 0;
            double sum = 0;
            int[] unitsOf = new int[values.length];
            int[] gapsOf = new int[values.length];
            int marked = 0;
            for (int i : drawn) {
                length += lengths[i];
                sum += observed[i];
                marked += units[i].length;
                for (int place : units[i]) {
                    unitsOf[place]++;
                }
                for (int place : gaps[i]) {
                    gapsOf[place]++;
                }
            }
            return readers < 2 || length == 0 ? new Disagreement(0, 0)
                    : new Disagreement(sum / (readers * (readers - 1.0) * length * length), expected(unitsOf, gapsOf, marked, length));
        }

        private double expected(int[] unitsOf, int[] gapsOf, int marked, double length) {
            double sum = 0;
            double within = 0;
            double longer = 0;
            double room = 0;
            // From the longest down: which gaps a unit fits into is known when it comes.
            for (int place = values.length - 1; place >= 0; place--) {
                double l = values[place];
                longer += gapsOf[place];
                room += gapsOf[place] * l;
                double each = (marked - 1) / 3.0 * l * (l - 1) * (2 * l - 1) + l * l * (room + longer * (1 - l));
                sum += unitsOf[place] * each;
                within += unitsOf[place] * l * (l - 1);
            }
            double all = readers * length;
            return 2 / length * sum / (all * (all - 1) - within);
        }
    }

    private static double observed(Text text) {
        double observed = 0;
        for (List<Unit> one : text.readers()) {
            for (List<Unit> other : text.readers()) {
                observed += one == other ? 0 : observed(one, other);
            }
        }
        return observed;
    }

    private static long[] units(Text text) {
        return text.readers().stream().flatMap(List::stream).mapToLong(Unit::length).toArray();
    }

    private static long[] gaps(Text text) {
        List<Long> gaps = new ArrayList<>();
        for (List<Unit> reader : text.readers()) {
            int at = 0;
            for (Unit unit : reader) {
                gaps.add((long) unit.start() - at);
                at = unit.end();
            }
            gaps.add((long) text.length() - at);
        }
        return gaps.stream().mapToLong(Long::longValue).toArray();
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
}
