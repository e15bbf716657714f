package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.doctorglm.metrics.BradleyTerry;
import org.doctorglm.metrics.Bootstrap;
import org.jspecify.annotations.Nullable;

/// Who wins when answers are ranked: Bradley and Terry's strengths of models (or whatever the answers are grouped by).
///
/// @param rows strongest first
/// @param comparisons pairs of different groups
/// @param determined whether strengths can be told at all, see [BradleyTerry#determined()]
public record Standings(List<Row> rows, int comparisons, boolean determined) {
    /// @param wins ties count half
    /// @param strength logarithm, mean 0; NaN when not determined
    /// @param interval null when not determined
    public record Row(String group, double wins, int compared, double strength, Bootstrap.@Nullable Interval interval) {
    }

    /// @param group of an answer's id, for example its model
    public static Standings of(List<Ranking> rankings, UnaryOperator<String> group) {
        TreeSet<String> names = new TreeSet<>();
        rankings.forEach(ranking -> ranking.answers().forEach(answer -> names.add(group.apply(answer))));
        List<String> groups = List.copyOf(names);
        double[][] wins = new double[groups.size()][groups.size()];
        int comparisons = 0;
        for (Ranking ranking : rankings) {
            for (Ranking.Outcome outcome : ranking.outcomes()) {
                int better = groups.indexOf(group.apply(outcome.better()));
                int worse = groups.indexOf(group.apply(outcome.worse()));
                if (better != worse) {
                    wins[better][worse] += outcome.tie() ? 0.5 : 1;
                    wins[worse][better] += outcome.tie() ? 0.5 : 0;
                    comparisons++;
                }
            }
        }
        BradleyTerry fit = BradleyTerry.of(wins);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            double won = 0;
            double met = 0;
            for (int j = 0; j < groups.size(); j++) {
                won += wins[i][j];
                met += wins[i][j] + wins[j][i];
            }
            rows.add(new Row(groups.get(i), won, (int) Math.round(met), fit.strengths()[i], fit.determined() ? fit.interval(i) : null));
        }
        Comparator<Row> order = fit.determined() ? Comparator.comparingDouble(Row::strength) : Comparator.comparingDouble(Row::wins);
        return new Standings(rows.stream().sorted(order.reversed()).toList(), comparisons, fit.determined());
    }

    /// Pairs to learn preferences from; ties say nothing and are left out.
    ///
    /// @param answers by id; pairs of an answer that is not there are left out
    public static List<Preference> preferences(List<Ranking> rankings, Map<String, ReviewedAnswer> answers) {
        List<Preference> pairs = new ArrayList<>();
        for (Ranking ranking : rankings) {
            for (Ranking.Outcome outcome : ranking.outcomes()) {
                ReviewedAnswer better = answers.get(outcome.better());
                ReviewedAnswer worse = answers.get(outcome.worse());
                if (!outcome.tie() && better != null && worse != null) {
                    pairs.add(new Preference(ranking.question(), better.text(), worse.text(), ranking.reason(), ranking.reviewer()));
                }
            }
        }
        return pairs;
    }

    /// Of two answers to a question, which one is better.
    public record Preference(String question, String chosen, String rejected, String reason, String reviewer) {
    }
}
