package org.doctorglm.review;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Marks per 100 answers that were read, by kind and severity, for groups of answers: the dashboard's figures. Where an answer was adjudicated the
/// result counts, else each finished reading with an equal share, so that a second reader does not double the errors.
///
/// @param groups in the order of their names
public record ErrorRates(List<Row> groups) {
    /// By what answers are put together.
    public enum Grouping {
        DEPARTMENT(answer -> answer.source().department()),
        MODEL(answer -> answer.source().model()),
        ADAPTER(answer -> answer.source().adapter() == null ? "" : answer.source().adapter()),
        PRECISION(answer -> answer.source().precision()),
        DESIGNER(answer -> answer.source().designer() ? "on" : "off"),
        MONTH(answer -> LocalDate.ofInstant(answer.addedAt(), ZoneId.systemDefault()).toString().substring(0, 7));

        private final Function<ReviewedAnswer, String> name;

        Grouping(Function<ReviewedAnswer, String> name) {
            this.name = name;
        }
    }

    /// @param answers that were read
    /// @param ids of them that have a mark, to be opened
    /// @param kinds marks per 100 answers
    /// @param severities marks per 100 answers, of those that have a severity
    public record Row(String group, int answers, List<String> ids, Map<MarkKind, Double> kinds, Map<Severity, Double> severities) {
    }

    private static final class Sums {
        private final List<String> ids = new ArrayList<>();
        private final Map<MarkKind, Double> kinds = new HashMap<>();
        private final Map<Severity, Double> severities = new HashMap<>();
        private int answers;
    }

    public static ErrorRates of(List<ReviewedAnswer> answers, List<Reading> readings, Grouping grouping) {
        Map<String, List<Reading>> counted = new HashMap<>();
        readings.stream().filter(Reading::done).forEach(reading -> counted.computeIfAbsent(reading.answerId(), id -> new ArrayList<>()).add(reading));
        Map<String, Sums> groups = new TreeMap<>();
        for (ReviewedAnswer answer : answers) {
            List<Reading> all = counted.getOrDefault(answer.id(), List.of());
            List<Reading> results = all.stream().filter(reading -> reading.role() == Reading.Role.ADJUDICATOR).toList();
            List<Reading> used = results.isEmpty() ? all : results;
            if (used.isEmpty()) {
                continue;
            }
            Sums sums = groups.computeIfAbsent(grouping.name.apply(answer), name -> new Sums());
            sums.answers++;
            boolean marked = false;
            for (Reading reading : used) {
                for (Annotation mark : reading.marks()) {
                    marked = true;
                    sums.kinds.merge(mark.kind(), 100.0 / used.size(), Double::sum);
                    if (mark.severity() != null) {
                        sums.severities.merge(mark.severity(), 100.0 / used.size(), Double::sum);
                    }
                }
            }
            if (marked) {
                sums.ids.add(answer.id());
            }
        }
        return new ErrorRates(groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList());
    }

    private static Row row(String name, Sums sums) {
        Map<MarkKind, Double> kinds = new LinkedHashMap<>();
        for (MarkKind kind : MarkKind.values()) {
            kinds.put(kind, sums.kinds.getOrDefault(kind, 0.0) / sums.answers);
        }
        Map<Severity, Double> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity, sums.severities.getOrDefault(severity, 0.0) / sums.answers);
        }
        return new Row(name, sums.answers, List.copyOf(sums.ids), kinds, severities);
    }
}
