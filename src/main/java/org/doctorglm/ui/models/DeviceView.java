package org.doctorglm.ui.models;

import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.models.ModelsService.Place;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where the network can run, which of these places is chosen, and how much of the memory there the active model takes.
final class DeviceView extends VBox {
    private final Desk desk;
    private final ModelsViewModel model;

    DeviceView(Desk desk, ModelsViewModel model) {
        super(10);
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("card", "devices");
        Live.watch(this, model.places(), this::show);
        Live.watch(this, model.rows(), this::show);
        Live.watch(this, model.state(), now -> show());
    }

    private void show() {
        getChildren().setAll(Controls.label(desk.say("device.title"), "title"));
        model.places().forEach(place -> getChildren().add(place(place)));
        boolean graphics = model.places().stream().anyMatch(place -> place.memory().kind() == DeviceMemory.Kind.GRAPHICS);
        if (!model.service().graphicsInstalled()) {
            Button add = Controls.quiet(Feather.PLUS, desk.say("device.add"), this::choose);
            add.getStyleClass().add("graphics-button");
            add.setDisable(model.state().get() != ModelsViewModel.State.READY);
            getChildren().addAll(Controls.wrapped(desk.say(graphics ? "device.noGraphics" : "device.noCard"), "muted", "small"), add);
        }
    }

    private void choose() {
        desk.files().openFolder(desk.say("device.add")).ifPresent(model::installGraphics);
    }

    private VBox place(Place place) {
        VBox box = new VBox(4, head(place));
        box.getStyleClass().add("device");
        PackRow active = active();
        if (active == null || active.facts() == null) {
            box.getChildren().add(Controls.wrapped(desk.say("device.memory", desk.formats().size(place.memory().free()),
                    desk.formats().size(place.memory().total())), "muted", "small"));
            return box;
        }
        MemoryPlan plan = new MemoryPlan(place.memory(), active.bytes(), active.facts().memoryBytes() - active.bytes());
        ProgressBar bar = new ProgressBar(plan.share());
        bar.setMaxWidth(Double.MAX_VALUE);
        String words = desk.say("device.plan", active.name(), desk.formats().size(plan.weights()), desk.formats().size(plan.cache()),
                desk.formats().size(place.memory().free()), desk.formats().size(place.memory().total()));
        bar.setAccessibleText(words);
        box.getChildren().addAll(bar, Controls.wrapped(words, "muted", "small"),
                Controls.wrapped(desk.say(plan.verdict(), desk.formats().size(plan.lacking())), verdictStyle(plan.verdict()), "small"));
        return box;
    }

    /// The name, and how it is chosen where there is a choice.
    private HBox head(Place place) {
        String name = desk.say(place.memory().kind()) + " · " + place.memory().name();
        HBox line = new HBox(8, Controls.wrapped(name, "strong"), Controls.gap());
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        if (place.chosen() && model.places().size() > 1) {
            line.getChildren().addAll(Controls.icon(Feather.CHECK), Controls.label(desk.say("device.chosen"), "accent-text", "small"));
        } else if (!place.chosen()) {
            Button use = Controls.button(desk.say("device.use"), () -> model.use(place), "device-button");
            use.setAccessibleText(desk.say("device.use.accessible", name));
            use.setDisable(model.state().get() != ModelsViewModel.State.READY);
            line.getChildren().add(use);
        }
        return line;
    }

    private @Nullable PackRow active() {
        return model.rows().stream().filter(r -> r.active() && r.facts() != null).findFirst().orElse(null);
    }

    static String verdictStyle(MemoryPlan.Verdict verdict) {
        return switch (verdict) {
            case FITS -> "good-text";
            case CROWDED -> "warning-text";
            case TOO_LARGE -> "danger-text";
        };
    }
}
