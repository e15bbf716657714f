package org.doctorglm.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.engine.MemoryPlan.Verdict;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.models.ModelsService.PrecisionChoice;

/// The precisions as cards: size, memory, speed, and why one cannot be had.
final class PrecisionCards extends FlowPane {
    private final Desk desk;
    private final ImportWizardViewModel wizard;

    PrecisionCards(Desk desk, ImportWizardViewModel wizard) {
        super(12, 12);
        this.desk = desk;
        this.wizard = wizard;
        ToggleGroup group = new ToggleGroup();
        for (PrecisionChoice choice : wizard.choices()) {
            ToggleButton card = card(choice, choice == wizard.choices().getFirst());
            card.setToggleGroup(group);
            getChildren().add(card);
        }
    }

    private ToggleButton card(PrecisionChoice choice, boolean recommended) {
        String name = choice.estimate().precision().name();
        HBox head = new HBox(8, Controls.label(name, "title"));
        head.setAlignment(Pos.CENTER_LEFT);
        if (recommended) {
            head.getChildren().add(Controls.chip(desk.say("precision.recommended"), "soft"));
        }
        List<String> facts = new ArrayList<>(List.of(desk.say("models.disk", desk.formats().size(choice.estimate().weightBytes())),
                desk.say("models.memory", desk.formats().size(choice.estimate().memoryBytes()))));
        facts.add(choice.tokensPerSecond() > 0 ? desk.say("precision.speed", desk.formats().rate(choice.tokensPerSecond()))
                : desk.say("precision.speedUnknown"));
        VBox box = new VBox(4, head);
        facts.forEach(fact -> box.getChildren().add(Controls.wrapped(fact, "muted", "small")));
        String reason = reason(choice);
        if (!reason.isEmpty()) {
            Label words = Controls.wrapped(reason, choice.possible() ? "warning-text" : "danger-text", "small", "precision-reason");
            box.getChildren().add(words);
        }
        ToggleButton card = new ToggleButton();
        card.setGraphic(box);
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setAccessibleText(name + ". " + String.join(". ", facts) + (reason.isEmpty() ? "" : ". " + reason));
        card.getStyleClass().addAll("precision-card", "precision-" + name.toLowerCase(Locale.ROOT));
        card.setSelected(choice.estimate().precision() == wizard.precision().get());
        card.setDisable(!choice.possible());
        card.setOnAction(event -> {
            // One of them is always chosen.
            card.setSelected(true);
            wizard.take(choice.estimate().precision());
        });
        return card;
    }

    private String reason(PrecisionChoice choice) {
        if (!choice.fitsDisk()) {
            return desk.say("precision.noDisk", desk.formats().size(choice.estimate().weightBytes() - choice.freeDisk()));
        }
        Verdict verdict = choice.memory().verdict();
        return verdict == Verdict.FITS ? "" : desk.say(verdict, desk.formats().size(choice.memory().lacking()));
    }
}
