package org.doctorglm.ui.training;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.training.TrainingService.Base;
import org.kordamp.ikonli.feather.Feather;

/// Step one: what is learned from, and by which network.
final class DataStep extends VBox {
    private static final int DEPARTMENTS = 4;

    private final Desk desk;
    private final DraftViewModel draft;
    private final ToggleGroup setGroup = new ToggleGroup();
    private final ToggleGroup baseGroup = new ToggleGroup();
    private final VBox sets = new VBox(8);
    private final VBox bases = new VBox(8);

    /// @param studio leads to the place where dialogues are brought in
    DataStep(Desk desk, DraftViewModel draft, Runnable studio) {
        this.desk = desk;
        this.draft = draft;
        var bring = Controls.quiet(Feather.PLUS, desk.say("training.bring"), studio);
        bring.getStyleClass().add("training-bring");
        HBox head = new HBox(8, Controls.label(desk.say("training.sets"), "title"), Controls.gap(), bring);
        VBox left = new VBox(10, head, sets);
        VBox right = new VBox(10, Controls.label(desk.say("training.bases"), "title"), Controls.wrapped(desk.say("training.bases.words"), "muted", "small"), bases);
        for (VBox card : List.of(left, right)) {
            card.getStyleClass().add("card");
        }
        setSpacing(16);
        getChildren().addAll(new ProfileChoice(desk, draft), new Halves(left, right));
        // A profile chooses for both. The buttons stay: whoever chooses with the keyboard keeps his place.
        Live.watch(this, draft.draft(), now -> {
            select(setGroup, now.data());
            select(baseGroup, now.model());
        });
        Live.watch(this, draft.data(), this::showSets);
        Live.watch(this, draft.bases(), this::showBases);
    }

    private static void select(ToggleGroup group, String name) {
        group.getToggles().stream().filter(toggle -> name.equals(toggle.getUserData())).findFirst().ifPresent(group::selectToggle);
    }

    private void showSets() {
        setGroup.getToggles().clear();
        sets.getChildren().clear();
        for (Dataset set : draft.data()) {
            String departments = String.join(desk.say("training.and"), set.departments().stream().limit(DEPARTMENTS).toList());
            String facts = desk.say("training.set", String.valueOf(set.conversations()), String.valueOf(set.turns()))
                    + (departments.isEmpty() ? "" : " · " + departments) + (set.details().licence().isEmpty() ? "" : " · " + set.details().licence());
            sets.getChildren().add(row(setGroup, set.name(), facts, "training-set", set.name().equals(draft.draft().get().data()), () -> draft.learnFrom(set.name())));
        }
        if (draft.data().isEmpty()) {
            sets.getChildren().add(Controls.wrapped(desk.say("training.sets.none"), "muted"));
        }
    }

    private void showBases() {
        baseGroup.getToggles().clear();
        bases.getChildren().clear();
        for (Base base : draft.bases()) {
            String facts = base.precision().name() + " · " + desk.formats().size(base.bytes()) + " · "
                    + desk.say(base.unrounded() ? "training.base.whole" : "training.base.rounded");
            bases.getChildren().add(row(baseGroup, base.name(), facts, "training-base", base.name().equals(draft.draft().get().model()), () -> draft.train(base.name())));
        }
        if (draft.bases().isEmpty()) {
            bases.getChildren().add(Controls.wrapped(desk.say("training.bases.none"), "muted"));
        }
    }

    private static Node row(ToggleGroup group, String name, String facts, String style, boolean chosen, Runnable choose) {
        RadioButton button = new RadioButton(name);
        button.getStyleClass().addAll("strong", style);
        button.setAccessibleText(name + ". " + facts);
        button.setUserData(name);
        button.setToggleGroup(group);
        button.setSelected(chosen);
        button.setOnAction(event -> choose.run());
        VBox box = new VBox(2, button, Controls.wrapped(facts, "muted", "small", "radio-facts"));
        box.setOnMouseClicked(event -> button.fire());
        return box;
    }
}
