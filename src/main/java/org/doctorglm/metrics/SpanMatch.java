package org.doctorglm.metrics;

import java.util.List;
import org.doctorglm.metrics.UnitizingAlpha.Unit;

/// Pairwise F1 of units: one reader's units are the answers, the other's the truth; which is which changes nothing. Counts are added over texts
/// and categories before they are divided (micro average). Pure functions.
///
/// @param matched units of one reader that have a partner
/// @param one units of one reader
/// @param other units of the other
public record SpanMatch(int matched, int one, int other) {
    public static final SpanMatch NONE = new SpanMatch(0, 0, 0);

    /// Partners begin and end together.
    public static SpanMatch exact(List<Unit> one, List<Unit> other) {
        List<Unit> left = new java.util.ArrayList<>(other);
        int matched = 0;
        for (Unit unit : one) {
            matched += left.remove(unit) ? 1 : 0;
        }
        return new SpanMatch(matched, one.size(), other.size());
    }

    /// Partners share a character. Each unit has at most one partner; they are found from left to right, which finds the most there are.
    public static SpanMatch overlapping(List<Unit> one, List<Unit> other) {
        List<Unit> first = sorted(one);
        List<Unit> second = sorted(other);
        int matched = 0;
        for (int i = 0, j = 0; i < first.size() && j < second.size(); ) {
            if (first.get(i).end() <= second.get(j).start()) {
                i++;
            } else if (second.get(j).end() <= first.get(i).start()) {
                j++;
            } else {
                matched++;
                i++;
                j++;
            }
        }
        return new SpanMatch(matched, one.size(), other.size());
    }

    private static List<Unit> sorted(List<Unit> units) {
        return units.stream().sorted(java.util.Comparator.comparingInt(Unit::end).thenComparingInt(Unit::start)).toList();
    }

    public SpanMatch plus(SpanMatch more) {
        return new SpanMatch(matched + more.matched, one + more.one, other + more.other);
    }

    /// NaN where neither marked anything.
    public double f1() {
        return one + other == 0 ? Double.NaN : 2.0 * matched / (one + other);
    }
}
