package org.doctorglm.ui.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentException;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Figure.Measured;
import org.doctorglm.model.ModelException;
import org.doctorglm.training.TrainingException;
import org.doctorglm.ui.control.Desk;

/// How these pages write figures and places, and what goes wrong in them, in a sentence: what it is, and what to do.
record ExperimentWords(Desk desk) {
    String of(Throwable thrown) {
        return switch (thrown) {
            case ExperimentException e -> desk.say(e.reason(), e.subject(), e.detail());
            case TrainingException e -> desk.say(e.reason(), e.detail());
            case ModelException e -> model(e);
            case CheckpointException e -> desk.say("experiments.fault.adapter", String.valueOf(e.getMessage()));
            case EngineException e -> desk.say("training.fault.engine", String.valueOf(e.getMessage()));
            case IOException e -> desk.say("training.fault.disk", String.valueOf(e.getMessage()));
            default -> desk.say("training.fault.other", thrown.getClass().getSimpleName());
        };
    }

    private String model(ModelException e) {
        return switch (e.reason()) {
            case UNKNOWN -> desk.say("experiments.fault.model", e.subject());
            case ADAPTER_MISMATCH -> desk.say("experiments.fault.mismatch", e.subject());
            default -> desk.say("training.fault.model", e.subject() + (e.detail().isEmpty() ? "" : " · " + e.detail()));
        };
    }

    /// A value of an axis, as it stands beside a row or above a column.
    String place(Axis axis, String value) {
        return axis == Axis.DESIGNER ? desk.say(value.equals("on") ? "experiments.on" : "experiments.off") : value.isEmpty() ? desk.say("experiments.unsaid") : value;
    }

    /// The same with the axis before it where the value alone says nothing.
    String named(Axis axis, String value) {
        return switch (axis) {
            case TOP_P, TEMPERATURE, SEED, DESIGNER -> desk.say(axis) + " " + place(axis, value);
            case QUESTION, SUBJECT, PRECISION, SETTING, DEPARTMENT, EXPERIMENT -> place(axis, value);
        };
    }

    static String number(Figure figure, double value) {
        return switch (figure) {
            case LENGTH, FIRST_TOKEN, DECODE_RATE -> String.format(Locale.ROOT, "%.1f", value);
            case DISTINCT_1, DISTINCT_2, SELF_BLEU, REPETITION, BLEU_4, ROUGE_1, ROUGE_2, ROUGE_L, CHRF, SUPPORT, DIVERGENCE -> String.format(Locale.ROOT, "%.3f", value);
        };
    }

    static String signed(Figure figure, double value) {
        return (value < 0 ? "−" : "+") + number(figure, Math.abs(value));
    }

    /// Empty where none can be said.
    static String interval(Figure figure, Measured measured) {
        return measured.interval() == null ? "" : number(figure, measured.interval().low()) + " … " + number(figure, measured.interval().high());
    }

    /// A cell in a sentence.
    String cell(String place, Figure figure, Measured measured) {
        String interval = interval(figure, measured);
        return desk.say(interval.isEmpty() ? "experiments.cell.plain" : "experiments.cell", place, desk.say(figure), number(figure, measured.value()), interval,
                String.valueOf(measured.answers()));
    }

    /// Along what answers differ that are shown together, their questions aside.
    static List<Axis> different(List<ExperimentAnswer> among) {
        return Stream.of(Axis.EXPERIMENT, Axis.SUBJECT, Axis.SETTING, Axis.DESIGNER, Axis.SEED).filter(axis -> among.stream().map(axis::of).distinct().count() > 1).toList();
    }

    /// What sets an answer apart from the others that are shown with it; all of it where there are no others.
    String apart(ExperimentAnswer answer, List<Axis> different) {
        return different.isEmpty() || answer.stored() == null ? who(answer) : different.stream().map(axis -> named(axis, axis.of(answer))).collect(Collectors.joining(" · "));
    }

    /// Who answered, and how.
    String who(ExperimentAnswer answer) {
        if (answer.stored() == null) {
            return desk.say("experiments.outside", answer.subject());
        }
        return String.join(" · ", answer.subject(), place(Axis.SETTING, Axis.SETTING.of(answer)), named(Axis.DESIGNER, Axis.DESIGNER.of(answer)),
                named(Axis.SEED, Axis.SEED.of(answer)));
    }
}
