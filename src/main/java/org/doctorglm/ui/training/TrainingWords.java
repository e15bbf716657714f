package org.doctorglm.ui.training;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.model.ModelException;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.training.TrainingException;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.training.TrainingService.TrainerFailure;

/// What goes wrong in these pages, in a sentence: what it is, and what to do.
final class TrainingWords {
    private TrainingWords() {
    }

    static String of(Desk desk, Throwable thrown) {
        return switch (thrown) {
            case TrainingException e -> desk.say(e.reason(), e.detail());
            case ProfileException e -> desk.say(e.reason(), e.subject(), e.detail());
            case TrainerFailure e -> e.getMessage() == null || e.getMessage().isEmpty() ? desk.say("training.fault.gone") : e.getMessage();
            case ModelException e -> model(desk, e);
            case DatasetException e -> desk.say(e.reason(), e.file(), e.detail());
            case EngineException e -> desk.say("training.fault.engine", String.valueOf(e.getMessage()));
            case IOException e -> desk.say("training.fault.disk", String.valueOf(e.getMessage()));
            default -> desk.say("training.fault.other", thrown.getClass().getSimpleName());
        };
    }

    private static String model(Desk desk, ModelException e) {
        return switch (e.reason()) {
            case EXISTS -> desk.say("training.fault.name", e.subject());
            case BAD_NAME -> desk.say("training.fault.badName", e.subject());
            case NOT_A_BASE -> desk.say("training.fault.rounded", e.subject());
            case DISK_FULL -> desk.say("training.fault.full");
            default -> desk.say("training.fault.model", e.subject() + (e.detail().isEmpty() ? "" : " · " + e.detail()));
        };
    }

    /// `recompute → true, batch → 2`, with the values' names.
    static String changes(Desk desk, Map<String, String> changes) {
        return changes.entrySet().stream().map(change -> desk.say("recipe." + change.getKey()) + " → " + change.getValue())
                .collect(Collectors.joining(desk.say("training.and")));
    }
}
