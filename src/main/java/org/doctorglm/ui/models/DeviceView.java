package org.doctorglm.ui.models;

import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.ModelsService.PackRow;

/// Where the network can run, and how much of the memory there the active model takes.
final class DeviceView extends VBox {
    private final Desk desk;
    private final ModelsViewModel model;

    DeviceView(Desk desk, ModelsViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("card", "devices");
        Live.watch(this, model.devices(), this::show);
        Live.watch(this, model.rows(), this::show);
    }

    private void show() {
        getChildren().setAll(Controls.label(desk.say("device.title"), "title"));
        model.devices().forEach(this::add);
        if (model.devices().stream().noneMatch(d -> d.kind() == DeviceMemory.Kind.GRAPHICS)) {
            getChildren().add(Controls.wrapped(desk.say("device.noGraphics"), "muted", "small"));
        }
    }

    private void add(DeviceMemory device) {
        PackRow active = model.rows().stream().filter(r -> r.active() && r.facts() != null).findFirst().orElse(null);
        VBox box = new VBox(4, Controls.wrapped(desk.say(device.kind()) + " · " + device.name(), "strong"));
        if (active != null && active.facts() != null) {
            MemoryPlan plan = new MemoryPlan(device, active.bytes(), active.facts().memoryBytes() - active.bytes());
            ProgressBar bar = new ProgressBar(plan.share());
            bar.setMaxWidth(Double.MAX_VALUE);
            String words = desk.say("device.plan", active.name(), desk.formats().size(plan.weights()), desk.formats().size(plan.cache()),
                    desk.formats().size(device.free()), desk.formats().size(device.total()));
            bar.setAccessibleText(words);
            box.getChildren().addAll(bar, Controls.wrapped(words, "muted", "small"),
                    Controls.wrapped(desk.say(plan.verdict(), desk.formats().size(plan.lacking())), verdictStyle(plan.verdict()), "small"));
        } else {
            box.getChildren().add(Controls.wrapped(desk.say("device.memory", desk.formats().size(device.free()), desk.formats().size(device.total())),
                    "muted", "small"));
        }
        getChildren().add(box);
    }

    static String verdictStyle(MemoryPlan.Verdict verdict) {
        return switch (verdict) {
            case FITS -> "good-text";
            case CROWDED -> "warning-text";
            case TOO_LARGE -> "danger-text";
        };
    }
}
