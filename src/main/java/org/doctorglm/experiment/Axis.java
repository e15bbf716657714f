package org.doctorglm.experiment;

import java.util.function.Function;

/// By what answers are put into rows or columns.
public enum Axis {
    QUESTION(answer -> answer.question().id()),
    SUBJECT(ExperimentAnswer::subject),
    PRECISION(ExperimentAnswer::precision),
    SETTING(answer -> answer.setting() == null ? "" : answer.setting().name()),
    TOP_P(answer -> answer.setting() == null ? "" : Setting.number(answer.setting().values().topP())),
    TEMPERATURE(answer -> answer.setting() == null ? "" : Setting.number(answer.setting().values().temperature())),
    DESIGNER(answer -> answer.designer() ? "on" : "off"),
    SEED(answer -> Long.toString(answer.seed())),
    DEPARTMENT(answer -> answer.question().department()),
    EXPERIMENT(ExperimentAnswer::experiment);

    private final Function<ExperimentAnswer, String> name;

    Axis(Function<ExperimentAnswer, String> name) {
        this.name = name;
    }

    public String of(ExperimentAnswer answer) {
        return name.apply(answer);
    }

    /// What rows and columns of a layout are, when nobody says otherwise.
    public static Axis rows(Layout layout) {
        return switch (layout) {
            case COMPARISON, ADAPTERS, CHECKPOINTS -> SUBJECT;
            case PRECISION -> PRECISION;
            case DESIGNER -> DESIGNER;
            case GRID -> TOP_P;
        };
    }
}
