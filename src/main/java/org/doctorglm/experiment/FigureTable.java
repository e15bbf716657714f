package org.doctorglm.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.experiment.Figure.Measured;

/// Stored answers put into groups, with the figures of each group. Any answers can be put together, also of several experiments: nothing is written again.
///
/// @param groups by row and column, only those that have answers
public record FigureTable(Axis rows, Axis columns, List<String> rowNames, List<String> columnNames, Map<Place, Group> groups) {
    /// @param column empty where there is one column only
    public record Place(String row, String column) {
    }

    /// @param figures those that can be measured, in the order of [Figure]
    public record Group(List<ExperimentAnswer> answers, SequencedMap<Figure, Measured> figures) {
    }

    /// @param columns the same as rows for one column only
    /// @throws ExperimentException NO_ANSWERS
    public static FigureTable of(List<ExperimentAnswer> answers, Axis rows, Axis columns, SequencedCollection<Figure> wanted) throws IOException {
        if (answers.isEmpty()) {
            throw new ExperimentException(Reason.NO_ANSWERS, "", "");
        }
        Figure.Base base = base(answers);
        Map<Place, List<ExperimentAnswer>> grouped = new LinkedHashMap<>();
        answers.forEach(answer -> grouped.computeIfAbsent(new Place(rows.of(answer), columns == rows ? "" : columns.of(answer)), place -> new ArrayList<>()).add(answer));
        Map<Place, Group> groups = new LinkedHashMap<>();
        grouped.forEach((place, group) -> {
            SequencedMap<Figure, Measured> figures = new LinkedHashMap<>();
            for (Figure figure : wanted) {
                Measured measured = figure.of(group, base);
                if (measured != null) {
                    figures.put(figure, measured);
                }
            }
            groups.put(place, new Group(List.copyOf(group), figures));
        });
        return new FigureTable(rows, columns, names(groups.keySet().stream().map(Place::row).toList(), rows),
                names(groups.keySet().stream().map(Place::column).toList(), columns), groups);
    }

    public Optional<Group> at(String row, String column) {
        return Optional.ofNullable(groups.get(new Place(row, column)));
    }

    /// As they came; numbers by their size.
    private static List<String> names(List<String> all, Axis axis) {
        List<String> names = new ArrayList<>(new LinkedHashSet<>(all));
        boolean numbers = switch (axis) {
            case TOP_P, TEMPERATURE, SEED -> names.stream().noneMatch(String::isEmpty);
            case QUESTION, SUBJECT, PRECISION, SETTING, DESIGNER, DEPARTMENT, EXPERIMENT -> false;
        };
        if (numbers) {
            names.sort(Comparator.comparing(java.math.BigDecimal::new));
        }
        return List.copyOf(names);
    }

    /// The answers of whoever stands first among our own.
    private static Figure.Base base(List<ExperimentAnswer> answers) {
        String first = answers.stream().filter(answer -> answer.stored() != null).findFirst().map(ExperimentAnswer::subject).orElse("");
        Map<String, String> texts = new HashMap<>();
        answers.stream().filter(answer -> answer.stored() != null && answer.subject().equals(first)).forEach(answer -> texts.putIfAbsent(cell(answer), answer.text()));
        return answer -> answer.stored() == null || answer.subject().equals(first) ? Optional.empty() : Optional.ofNullable(texts.get(cell(answer)));
    }

    /// The same for what differs by its subject alone.
    private static String cell(ExperimentAnswer answer) {
        return String.join("\n", answer.question().text(), Axis.SETTING.of(answer), Axis.DESIGNER.of(answer), Axis.SEED.of(answer));
    }
}
