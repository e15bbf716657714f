package org.doctorglm.ui.library.importing;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.library.importing.ImportViewModel.Step;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The frame of the import: steps on top, the step, what is wrong, the way on at the foot.
public final class ImportView extends BorderPane {
    private static final List<Step> SHOWN = List.of(Step.FILES, Step.HOW, Step.PREVIEW, Step.RUNNING, Step.RESULT);
    private static final String COLUMN = "-fx-max-width: 62em;";

    private final Desk desk;
    private final ImportViewModel model;
    private final ImportSteps parts;
    private final FlowPane steps = new FlowPane(8, 8);
    private final VBox body = new VBox(14);
    private final VBox notes = new VBox(8);
    private final ScrollPane scroll = new ScrollPane();
    private final Button next;
    private final Button back;
    private final HBox foot;

    /// @param leave back to the library
    /// @param showImported lists the entries of imports
    public ImportView(Desk desk, ImportViewModel model, Runnable leave, Runnable showImported) {
        this.desk = desk;
        this.model = model;
        this.parts = new ImportSteps(desk, model, showImported);
        getStyleClass().add("library-import-page");
        Button out = Controls.quiet(Feather.ARROW_LEFT, desk.say("library.back"), leave);
        out.getStyleClass().add("library-back");
        VBox page = new VBox(out, Controls.label(desk.say("library.import"), "headline"), steps, notes, body);
        page.getStyleClass().add("page");
        page.setStyle(COLUMN);
        StackPane middle = new StackPane(page);
        middle.setAlignment(Pos.TOP_CENTER);
        scroll.setContent(middle);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        next = Controls.primary(desk.say("wizard.next"), model::next);
        next.setDefaultButton(true);
        next.getStyleClass().add("import-next");
        back = Controls.button(desk.say("wizard.back"), model::back, "import-back");
        foot = new HBox(8, Controls.gap(), back, next);
        foot.getStyleClass().addAll("panel", "evidence-foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        setCenter(scroll);
        setBottom(foot);
        Live.watch(this, model.step(), now -> showStep());
        Live.watch(this, model.chosen(), now -> showStep());
        Live.watch(this, model.looking(), now -> showStep());
        Live.watch(this, model.past(), this::showPast);
        Live.watch(this, model.problem(), now -> showNotes());
        Live.watch(this, model.undone(), now -> showNotes());
        Live.watch(this, model.choices().fields(), now -> showWay());
    }

    private void showStep() {
        Step step = model.step().get();
        List<Node> chips = new ArrayList<>();
        for (Step shown : SHOWN) {
            Label chip = Controls.chip(chips.size() + 1 + " " + desk.say(shown), "wizard-step");
            if (shown == step || shown == Step.PREVIEW && step == Step.READING) {
                chip.getStyleClass().add("soft");
                chip.setAccessibleText(desk.say("wizard.here", chip.getText()));
            }
            chips.add(chip);
        }
        steps.getChildren().setAll(chips);
        body.getChildren().setAll(parts.of(step));
        scroll.setVvalue(0);
        showNotes();
        showWay();
    }

    private void showPast() {
        if (model.step().get() == Step.FILES) {
            body.getChildren().setAll(parts.of(Step.FILES));
        }
    }

    private void showWay() {
        Step step = model.step().get();
        next.setDisable(!model.mayGoOn());
        next.setText(desk.say(step == Step.HOW ? "import.toPreview" : step == Step.PREVIEW ? "import.do" : "wizard.next"));
        next.setAccessibleText(next.getText());
        show(next, step == Step.FILES || step == Step.HOW || step == Step.PREVIEW);
        show(back, step == Step.HOW || step == Step.PREVIEW || step == Step.RESULT && model.report().get() == null);
        show(foot, next.isVisible() || back.isVisible());
    }

    private void showNotes() {
        notes.getChildren().clear();
        ImportProblem problem = model.problem().get();
        ImportOrigin undone = model.undone().get();
        if (undone != null) {
            notes.getChildren().add(note(Feather.CHECK_CIRCLE, desk.say("import.undone", undone.file(), Integer.toString(undone.entries())), "import-undone"));
        }
        if (problem != null) {
            HBox bad = note(Feather.ALERT_TRIANGLE, words(problem), "import-problem");
            bad.getStyleClass().add("bad");
            notes.getChildren().add(bad);
        }
        show(notes, !notes.getChildren().isEmpty());
    }

    private String words(ImportProblem problem) {
        return problem.reason() == null ? desk.say("import.failed.unknown", problem.file()) : desk.say(problem.reason(), problem.file(), problem.detail());
    }

    private static HBox note(Feather glyph, String words, @Nullable String style) {
        Label label = Controls.wrapped(words, style == null ? "strong" : style);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox note = new HBox(8, Controls.icon(glyph), label);
        note.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().add("note");
        return note;
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
