package org.doctorglm.ui.training;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.training.TrainingViewModel.Step;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Training as a place: the runs on the left, seven steps on top, the step, what is wrong, the way on.
public final class TrainingView extends BorderPane {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private static final PseudoClass REACHED = PseudoClass.getPseudoClass("reached");

    private final Desk desk;
    private final TrainingViewModel model;
    private final Runnable studio;
    private final Runnable consult;
    private final Map<Step, Button> steps = new EnumMap<>(Step.class);
    private final StackPane body = new StackPane();
    private final HBox problem = new HBox(8);
    private final Label problemWords = Controls.wrapped("", "training-problem");
    private final Button back;
    private final Button next;
    private final Button queue;
    private final ScrollPane scroll = new ScrollPane(body);
    private @Nullable Step shown;

    /// @param studio leads to the place where dialogues are brought in
    /// @param consult leads to the consultation
    public TrainingView(Desk desk, TrainingViewModel model, Runnable studio, Runnable consult) {
        this.desk = desk;
        this.model = model;
        this.studio = studio;
        this.consult = consult;
        getStyleClass().add("training");
        back = Controls.button(desk.say("wizard.back"), model::back, "training-back");
        next = Controls.primary(desk.say("wizard.next"), model::next);
        next.getStyleClass().add("training-next");
        queue = Controls.button(desk.say("training.queue"), model::queue, "training-queue");
        problem.getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), problemWords);
        problem.getStyleClass().addAll("note", "bad");
        problem.setAlignment(Pos.CENTER_LEFT);
        body.setAlignment(Pos.TOP_LEFT);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox page = new VBox(16, header(), scroll, problem, new HBox(8, Controls.gap(), back, queue, next));
        page.getStyleClass().add("page");
        setLeft(new RunListView(desk, model));
        ComparedRunsView compared = new ComparedRunsView(desk, model.comparison());
        Live.watch(this, model.comparison().shown(), now -> setCenter(now ? compared : page));
        sceneProperty().subscribe(scene -> model.shown(scene != null));
        Live.watch(this, model.step(), this::showStep);
        Live.watch(this, model.run(), now -> showWay());
        Live.watch(this, model.starting(), now -> showWay());
        Live.watch(this, model.draft().draft(), now -> showWay());
        Live.watch(this, model.draft().problem(), now -> showProblem());
        Live.watch(this, model.outcome().problem(), now -> showProblem());
    }

    private HBox header() {
        HBox header = new HBox(6);
        for (Step step : Step.values()) {
            Button button = Controls.button(step.ordinal() + 1 + " " + desk.say(step), () -> model.go(step), "training-step",
                    "step-" + step.name().toLowerCase(Locale.ROOT));
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(0);
            button.setPrefWidth(100);
            HBox.setHgrow(button, Priority.ALWAYS);
            steps.put(step, button);
            header.getChildren().add(button);
        }
        return header;
    }

    private void showStep(Step step) {
        if (shown != step) {
            shown = step;
            body.getChildren().setAll(page(step));
            // The curves take what room there is; every other step is as high as its words.
            scroll.setFitToHeight(step == Step.TRAIN);
            scroll.setVvalue(0);
        }
        showWay();
    }

    private Node page(Step step) {
        return switch (step) {
            case DATA -> new DataStep(desk, model.draft(), studio);
            case CHECK -> new CheckStep(desk, model.draft());
            case RECIPE -> new RecipeStep(desk, model.draft());
            case ESTIMATE -> new EstimateStep(desk, model.draft());
            case TRAIN -> new TrainStep(desk, model);
            case COMPARE -> new CompareStep(desk, model.outcome(), new CheckpointPicker(desk, model));
            case PUBLISH -> new PublishStep(desk, model, new CheckpointPicker(desk, model), consult);
        };
    }

    private void showWay() {
        Step now = model.step().get();
        steps.forEach((step, button) -> {
            button.setDisable(!model.mayGo(step));
            button.pseudoClassStateChanged(HERE, step == now);
            button.pseudoClassStateChanged(REACHED, step.compareTo(now) <= 0);
            button.setAccessibleText(step == now ? desk.say("wizard.here", button.getText()) : button.getText());
        });
        boolean begins = now == Step.ESTIMATE && model.run().get() == null;
        next.setText(desk.say(begins ? "training.start" : "wizard.next"));
        next.setAccessibleText(next.getText());
        next.getStyleClass().remove("training-start");
        if (begins) {
            next.getStyleClass().add("training-start");
        }
        visible(next, now != Step.PUBLISH);
        visible(back, now != Step.DATA && now != Step.TRAIN);
        boolean on = begins ? model.draft().draft().get().complete() && !model.starting().get()
                : now != Step.PUBLISH && model.mayGo(Step.values()[now.ordinal() + 1]);
        next.setDisable(!on);
        visible(queue, begins);
        queue.setDisable(!on);
        showProblem();
    }

    private void showProblem() {
        Throwable now = model.step().get().ofRun() ? model.outcome().problem().get() : model.draft().problem().get();
        visible(problem, now != null);
        problemWords.setText(now == null ? "" : TrainingWords.of(desk, now));
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
