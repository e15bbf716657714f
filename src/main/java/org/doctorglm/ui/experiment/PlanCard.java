package org.doctorglm.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Subject;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DropZone;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// A plan in a file, and what it says.
final class PlanCard extends VBox {
    private static final List<String> FILES = List.of("yaml", "yml", "json");

    private final Desk desk;
    private final NewExperimentViewModel model;
    private final Label found = Controls.wrapped("", "plan-found");

    PlanCard(Desk desk, NewExperimentViewModel model) {
        super(10);
        this.desk = desk;
        this.model = model;
        getStyleClass().add("card");
        getChildren().addAll(Controls.label(desk.say("experiments.plan.title"), "title"), Controls.wrapped(desk.say("experiments.plan.words"), "muted", "small"),
                new DropZone(desk.say("experiments.plan.drop"), this::open,
                        Controls.button(desk.say("experiments.plan.choose"), () -> open(desk.files().openFiles(desk.say("experiments.plan.choose"), FILES)), "plan-choose")), found);
        Live.watch(this, model.file(), now -> show());
        Live.watch(this, model.plan(), now -> show());
    }

    private void open(List<Path> chosen) {
        chosen.stream().findFirst().ifPresent(model::open);
    }

    private void show() {
        Path file = model.file().get();
        @Nullable ExperimentPlan plan = model.plan().get();
        found.setText(file == null || plan == null ? "" : file.getFileName() + "\n" + desk.say(plan.layout()) + " · "
                + desk.say("experiments.plan", String.valueOf(plan.questions().size()), String.valueOf(plan.subjects().size() + plan.outside().size()),
                String.valueOf(plan.settings().size() * plan.designer().size()), String.valueOf(plan.seeds().size()))
                + desk.say(plan.afterTreatment() ? "experiments.conditions.program" : "experiments.conditions.paper")
                + "\n" + String.join(desk.say("experiments.list.comma"), plan.subjects().stream().map(Subject::label).toList()));
    }
}
