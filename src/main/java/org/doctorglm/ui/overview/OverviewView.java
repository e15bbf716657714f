package org.doctorglm.ui.overview;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.pipeline.PipelineCounts;
import org.doctorglm.pipeline.PipelineStage;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The whole way on one page: eight places on a ring, each with its number and a way in, and what to do next.
public final class OverviewView extends BorderPane {
    private final Desk desk;
    private final Consumer<PipelineStage> open;
    private final List<StageBox> boxes;
    private final Label next = Controls.wrapped("", "body");
    private final HBox nextRow = new HBox(14);
    private final HBox problem = new HBox(10);

    /// @param open leads to a place
    public OverviewView(Desk desk, OverviewViewModel model, Consumer<PipelineStage> open) {
        this.desk = desk;
        this.open = open;
        getStyleClass().add("overview");
        boxes = Arrays.stream(PipelineStage.values()).map(stage -> new StageBox(desk, stage, open)).toList();
        Label words = Controls.wrapped(desk.say("overview.loop"), "muted");
        HBox loop = new HBox(10, Controls.icon(Feather.REFRESH_CW), words);
        loop.setAlignment(Pos.CENTER);
        LoopPane ring = new LoopPane(boxes, loop);
        words.fontProperty().subscribe(font -> ring.em(font.getSize()));
        next.setMinWidth(0);
        HBox.setHgrow(next, Priority.ALWAYS);
        next.setMaxWidth(Double.MAX_VALUE);
        nextRow.setAlignment(Pos.CENTER_LEFT);
        nextRow.getStyleClass().addAll("card", "overview-next");
        problem.setAlignment(Pos.CENTER_LEFT);
        problem.getChildren().addAll(Controls.wrapped(desk.say("overview.failed"), "danger-text"), Controls.button(desk.say("overview.again"), model::look));
        VBox page = new VBox(new VBox(4, Controls.label(desk.say("overview.title"), "headline"), Controls.wrapped(desk.say("overview.words"), "muted")), problem, ring, nextRow);
        page.getStyleClass().addAll("page", "overview-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        VBox.setVgrow(ring, Priority.ALWAYS);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        Live.watch(this, model.counts(), this::show);
        Live.watch(this, model.failed(), now -> {
            problem.setVisible(now);
            problem.setManaged(now);
        });
        // When it is shown, and when work begins or ends; what it makes is there a moment before it ends.
        Live.watch(this, desk.work().items(), model::look);
    }

    private void show(@Nullable PipelineCounts counts) {
        boxes.forEach(box -> box.show(counts));
        nextRow.setVisible(counts != null);
        if (counts == null) {
            return;
        }
        Optional<PipelineStage> wanted = counts.next();
        next.setText(wanted.map(stage -> desk.words().aspect(stage, "none")).orElseGet(() -> desk.say("overview.complete")));
        Button go = Controls.primary(desk.words().aspect(wanted.orElse(PipelineStage.REVIEW), "opens"), () -> open.accept(wanted.orElse(PipelineStage.REVIEW)));
        go.getStyleClass().add("overview-go");
        Label title = Controls.label(desk.say("overview.next"), "strong", "accent-text");
        title.setMinWidth(USE_PREF_SIZE);
        nextRow.getChildren().setAll(title, next, go);
    }
}
