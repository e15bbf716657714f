package org.doctorglm.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        MONTH(answer -> month(answer.addedAt()));

        private final Function<ReviewedAnswer, String> name;

        Grouping(Function<ReviewedAnswer, String> name) {
            this.name = name;
        }

        /// Month of this computer's calendar, `2026-11`.
        public static String month(Instant moment) {
            return LocalDate.ofInstant(moment, ZoneId.systemDefault()).toString().substring(0, 7);
        }
    }

    /// @param answers that were read
    /// @param ids of them that have a mark, to be opened
    /// @param kinds marks per 100 answers
    /// @param severities marks per 100 answers, of those that have a severity
    public record Row(String group, int answers, List<String> ids, Map<MarkKind, Double> kinds, Map<Severity, Double> severities) {
    }

    /// What is known of the answers of one group while they are counted.
    private static final class Sums {
        private final List<String> ids = new ArrayList<>();
        private final Map<MarkKind, Double> kinds = new HashMap<>();
        private final Map<Severity, Double> severities = new HashMap<>();
        private int answers;
    }

    /// Takes what was counted already.
    public static final class Counting {
        private final Map<String, Sums> groups = new TreeMap<>();

        /// @param marked whether any used reading has a mark
        public void answer(String group, String id, boolean marked) {
            Sums sums = groups.computeIfAbsent(group, name -> new Sums());
            sums.answers++;
            if (marked) {
                sums.ids.add(id);
            }
        }

        /// @param marks each with the share of its reading
        public void marks(String group, MarkKind kind, @Nullable Severity severity, double marks) {
            Sums sums = groups.computeIfAbsent(group, name -> new Sums());
            sums.kinds.merge(kind, 100 * marks, Double::sum);
            if (severity != null) {
                sums.severities.merge(severity, 100 * marks, Double::sum);
            }
        }

        public ErrorRates rates() {
            return new ErrorRates(groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList());
        }
    }

    public static ErrorRates of(List<ReviewedAnswer> answers, List<Reading> readings, Grouping grouping) {
        Map<String, List<Reading>> counted = new HashMap<>();
        readings.stream().filter(Reading::done).forEach(reading -> counted.computeIfAbsent(reading.answerId(), id -> new ArrayList<>()).add(reading));
        Counting counting = new Counting();
        for (ReviewedAnswer answer : answers) {
            List<Reading> all = counted.getOrDefault(answer.id(), List.of());
            List<Reading> results = all.stream().filter(reading -> reading.role() == Reading.Role.ADJUDICATOR).toList();
            List<Reading> used = results.isEmpty() ? all : results;
            if (used.isEmpty()) {
                continue;
            }
            String group = grouping.name.apply(answer);
            counting.answer(group, answer.id(), used.stream().anyMatch(reading -> !reading.marks().isEmpty()));
            used.forEach(reading -> reading.marks().forEach(mark -> counting.marks(group, mark.kind(), mark.severity(), 1.0 / used.size())));
        }
        return counting.rates();
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
