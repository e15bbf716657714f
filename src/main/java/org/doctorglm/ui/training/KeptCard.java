package org.doctorglm.ui.training;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.training.KeptSteps;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

/// Which checkpoints of the run to be stay for good: none but the best, or a sweep as in the paper's Table 7.
final class KeptCard extends VBox {
    private final Desk desk;
    private final DraftViewModel draft;
    private final SegmentedButton choice = new SegmentedButton();
    private final VBox words = new VBox(4);

    KeptCard(Desk desk, DraftViewModel draft) {
        super(10);
        this.desk = desk;
        this.draft = draft;
        getStyleClass().add("card");
        getChildren().addAll(Controls.label(desk.say("kept.title"), "title"), choice, words);
        Live.watch(this, draft.draft(), now -> show());
        Live.watch(this, draft.check(), now -> show());
    }

    private void show() {
        KeptSteps now = draft.recipe().map(recipe -> recipe.keep()).orElse(KeptSteps.NONE);
        choice.getButtons().setAll(button("kept.none", "keep-none", KeptSteps.NONE, now), button("kept.scaled", "keep-scaled", KeptSteps.SCALED, now),
                button("kept.paper", "keep-paper", KeptSteps.PAPER, now));
        words.getChildren().setAll(Controls.wrapped(desk.say("kept.words"), "muted", "small"));
        List<Long> steps = RunEstimate.of(draft).map(RunEstimate::kept).orElse(List.of());
        if (!steps.isEmpty()) {
            words.getChildren().addFirst(Controls.wrapped(desk.say("kept.steps", steps.stream().map(Numbers::count).collect(Collectors.joining(" · "))), "kept-steps"));
        } else if (!now.equals(KeptSteps.NONE) && draft.check().get() != null) {
            words.getChildren().addFirst(Controls.wrapped(desk.say("kept.never"), "warning-text", "kept-steps"));
        }
    }

    private ToggleButton button(String say, String style, KeptSteps wanted, KeptSteps now) {
        ToggleButton button = new ToggleButton(desk.say(say));
        button.setAccessibleText(button.getText());
        button.getStyleClass().add(style);
        button.setSelected(wanted.equals(now));
        button.setOnAction(event -> {
            button.setSelected(true);
            draft.set("keep", wanted.text());
        });
        return button;
    }
}
