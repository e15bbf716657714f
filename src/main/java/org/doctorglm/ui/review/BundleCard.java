package org.doctorglm.ui.review;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.doctorglm.feedback.FeedbackCounts;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.BundleViewModel.State;
import org.jspecify.annotations.Nullable;

/// Feedback without names, with its counts before anything is written.
final class BundleCard extends VBox {
    private final Desk desk;
    private final BundleViewModel model;
    private final VBox found = new VBox(8);

    BundleCard(Desk desk, BundleViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("card", "bundle-card");
        Button look = Controls.button(desk.say("bundle.look"), model::look, "bundle-look");
        getChildren().addAll(Controls.label(desk.say("bundle.title"), "title"), Controls.wrapped(desk.say("bundle.words"), "muted"), look, found);
        Live.watch(this, model.busy(), this::setDisable);
        Live.watch(this, model.state(), this::show);
    }

    private void show(@Nullable State now) {
        found.getChildren().clear();
        switch (now) {
            case null -> { }
            case State.Prepared(FeedbackCounts c) when c.answers() == 0 -> found.getChildren().add(Controls.wrapped(desk.say("bundle.none"), "muted", "bundle-outcome"));
            case State.Prepared(FeedbackCounts c) -> {
                Button write = Controls.primary(desk.say("bundle.write"), () -> desk.files().saveFile(desk.say("bundle.title"), "doctorglm-feedback.zip", "zip").ifPresent(model::write));
                write.getStyleClass().add("bundle-write");
                found.getChildren().setAll(
                        Controls.wrapped(desk.say("bundle.counts", String.valueOf(c.answers()), String.valueOf(c.provenance()), String.valueOf(c.readings()), String.valueOf(c.marks()),
                                String.valueOf(c.rankings()), String.valueOf(c.reviewers())), "body", "bundle-outcome"),
                        Controls.wrapped(desk.say("bundle.masked", String.valueOf(c.names()), String.valueOf(c.phones()), String.valueOf(c.identityNumbers())), "body"),
                        Controls.wrapped(desk.say("bundle.careful"), "warning-text"), write);
            }
            case State.Written(var file) -> found.getChildren().add(Controls.wrapped(desk.say("bundle.written", String.valueOf(file)), "body", "bundle-outcome"));
            case State.Failed() -> found.getChildren().add(Controls.wrapped(desk.say("bundle.failed"), "danger-text", "bundle-outcome"));
        }
    }
}
