package org.doctorglm.ui.training;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.doctorglm.training.RunFigures;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

/// Which checkpoint of the run is meant, each with the held-out loss that was measured there; the best one is marked.
final class CheckpointPicker extends HBox {
    CheckpointPicker(Desk desk, TrainingViewModel model) {
        super(10);
        setAlignment(Pos.CENTER_LEFT);
        OutcomeViewModel outcome = model.outcome();
        ComboBox<Long> box = new ComboBox<>(outcome.checkpoints());
        box.getStyleClass().add("checkpoint");
        box.setAccessibleText(desk.say("compare.checkpoint"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Long step) {
                return step == null ? "" : words(desk, model, step);
            }

            @Override
            public Long fromString(String words) {
                throw new UnsupportedOperationException();
            }
        });
        box.setOnAction(event -> {
            if (box.getValue() != null) {
                outcome.checkpoint().set(box.getValue());
            }
        });
        getChildren().addAll(Controls.label(desk.say("compare.checkpoint"), "muted"), box);
        Live.watch(this, outcome.checkpoint(), now -> box.setValue(now.longValue()));
        Live.watch(this, outcome.checkpoints(), () -> box.setValue(outcome.checkpoint().get()));
        outcome.refresh();
    }

    private static String words(Desk desk, TrainingViewModel model, long step) {
        RunFigures figures = model.watched().figures().get();
        Optional<Double> loss = figures == null ? Optional.empty() : figures.heldOutAt(step);
        RunRow row = model.run().get();
        boolean best = row != null && row.best().isPresent() && row.best().get().step() == step;
        return desk.say("compare.step", Numbers.count(step)) + loss.map(value -> " · " + Numbers.loss(value)).orElse("") + (best ? " ★" : "");
    }
}
