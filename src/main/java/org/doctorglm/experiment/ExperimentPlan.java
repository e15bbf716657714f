package org.doctorglm.experiment;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.experiment.ExperimentException.Reason;

/// Questions × subjects × settings × designer × seeds: every combination is a [Cell].
///
/// @param title as it stands above tables
/// @param designer with and without it, or one of both
/// @param afterTreatment whether loops are ended, as for doctors
/// @param outside answers of other systems to the same questions
public record ExperimentPlan(int format, String title, Layout layout, List<PlannedQuestion> questions, List<Subject> subjects, List<Setting> settings,
                             List<Boolean> designer, List<Long> seeds, boolean afterTreatment, List<OutsideColumn> outside) {
    public static final int FORMAT = 1;
    public static final int MOST_CELLS = 100_000;

    public ExperimentPlan {
        questions = List.copyOf(questions);
        subjects = List.copyOf(subjects);
        settings = List.copyOf(settings);
        designer = List.copyOf(designer);
        seeds = List.copyOf(seeds);
        outside = List.copyOf(outside);
    }

    /// The same with other settings.
    public ExperimentPlan with(List<Setting> others) {
        return new ExperimentPlan(format, title, layout, questions, subjects, others, designer, seeds, afterTreatment, outside);
    }

    /// Checks that it can be run.
    ///
    /// @throws ExperimentException BAD_PLAN, TOO_MANY
    public ExperimentPlan checked() throws ExperimentException {
        require(!questions.isEmpty(), "questions");
        require(!subjects.isEmpty() || !outside.isEmpty(), "subjects");
        require(subjects.isEmpty() || !settings.isEmpty() && !designer.isEmpty() && !seeds.isEmpty(), "settings");
        require(questions.stream().noneMatch(question -> question.id().isBlank() || question.text().isBlank()), "questions");
        require(unique(questions.stream().map(PlannedQuestion::id).toList()), "questions");
        require(unique(java.util.stream.Stream.concat(subjects.stream().map(Subject::label), outside.stream().map(OutsideColumn::label)).toList()), "subjects");
        require(unique(settings.stream().map(Setting::name).toList()), "settings");
        require(unique(seeds) && seeds.stream().allMatch(seed -> seed >= 0), "seeds");
        require(unique(designer), "designer");
        List<String> ids = questions.stream().map(PlannedQuestion::id).toList();
        for (OutsideColumn column : outside) {
            require(ids.containsAll(column.answers().keySet()), "outside: " + column.label());
        }
        if (size() > MOST_CELLS) {
            throw new ExperimentException(Reason.TOO_MANY, title, String.valueOf(size()));
        }
        return this;
    }

    private void require(boolean holds, String field) throws ExperimentException {
        if (!holds) {
            throw new ExperimentException(Reason.BAD_PLAN, title, field);
        }
    }

    private static boolean unique(List<?> values) {
        return values.stream().distinct().count() == values.size();
    }

    /// How many answers it wants.
    public long size() {
        return (long) questions.size() * subjects.size() * settings.size() * designer.size() * seeds.size();
    }

    /// The same with another limit on the length of answers; settings keep their names.
    public ExperimentPlan withTokens(int maxTokens) {
        List<Setting> limited = settings.stream().map(setting -> new Setting(setting.name(), setting.values().withMaxTokens(maxTokens))).toList();
        return with(limited);
    }

    /// All cells. A network is loaded once, and a prompt read once for all settings and seeds.
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Subject subject : subjects) {
            for (boolean with : designer) {
                for (PlannedQuestion question : questions) {
                    for (Setting setting : settings) {
                        seeds.forEach(seed -> cells.add(new Cell(question, subject, setting, with, seed, afterTreatment)));
                    }
                }
            }
        }
        return cells;
    }
}
