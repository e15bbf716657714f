package org.doctorglm.ui.models;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.ImportWizardViewModel.Step;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The frame of the import: steps on top, the step, what is wrong, the way on.
final class ImportWizardView extends VBox {
    private static final List<Step> SHOWN = List.of(Step.FOLDER, Step.ADAPTER, Step.PRECISION, Step.RUNNING, Step.RESULT);

    private final Desk desk;
    private final ImportWizardViewModel wizard;
    private final FlowPane steps = new FlowPane(8, 8);
    private final VBox body = new VBox();
    private final HBox problem = new HBox(8);
    private final Label problemWords = Controls.wrapped("", "wizard-problem");
    private final Button next;
    private final Button back;
    private final Button leave;
    private final WizardSteps parts;

    ImportWizardView(Desk desk, ModelsViewModel model, Runnable consult) {
        this.desk = desk;
        this.wizard = model.wizard();
        this.parts = new WizardSteps(desk, model, consult);
        getStyleClass().addAll("page", "wizard");
        setStyle("-fx-max-width: 64em;");
        next = Controls.primary(desk.say("wizard.next"), wizard::next);
        next.setDefaultButton(true);
        next.getStyleClass().add("wizard-next");
        back = Controls.button(desk.say("wizard.back"), wizard::back, "wizard-back");
        leave = Controls.button(desk.say("close"), wizard::close, "wizard-close");
        problem.getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), problemWords);
        problem.getStyleClass().addAll("note", "bad");
        problem.setAlignment(Pos.CENTER_LEFT);
        body.getStyleClass().addAll("card", "wizard-body");
        HBox foot = new HBox(8, leave, Controls.gap(), back, next);
        getChildren().addAll(Controls.label(desk.say("models.import"), "headline"), steps, body, problem, foot);
        Live.watch(this, wizard.step(), now -> showStep());
        Live.watch(this, wizard.found(), now -> showStep());
        Live.watch(this, wizard.adapter(), now -> showStep());
        Live.watch(this, wizard.asked(), now -> showStep());
        Live.watch(this, wizard.looking(), now -> showStep());
        Live.watch(this, wizard.problem(), this::showProblem);
        Live.watch(this, wizard.precision(), now -> showWay());
        Live.watch(this, wizard.name(), now -> showWay());
    }

    private void showStep() {
        Step step = wizard.step().get();
        if (step == Step.CLOSED) {
            return;
        }
        boolean pack = wizard.found().get() instanceof FolderInspection.Pack;
        List<Node> chips = new ArrayList<>();
        for (Step shown : SHOWN) {
            boolean skipped = pack && (shown == Step.ADAPTER || shown == Step.PRECISION);
            if (!skipped) {
                Label chip = Controls.chip(chips.size() + 1 + " " + desk.say(shown), "wizard-step");
                if (shown == step) {
                    chip.getStyleClass().add("soft");
                    chip.setAccessibleText(desk.say("wizard.here", chip.getText()));
                }
                chips.add(chip);
            }
        }
        steps.getChildren().setAll(chips);
        body.getChildren().setAll(parts.of(step));
        showWay();
    }

    private void showWay() {
        Step step = wizard.step().get();
        next.setDisable(!wizard.mayGoOn());
        next.setText(desk.say(step == Step.PRECISION ? "models.import.do" : wizard.found().get() instanceof FolderInspection.Pack && step == Step.FOLDER
                ? "wizard.adopt" : step == Step.ADAPTER && wizard.adapter().get() == null ? "wizard.noAdapter" : "wizard.next"));
        next.setAccessibleText(next.getText());
        show(next, step == Step.FOLDER || step == Step.ADAPTER || step == Step.PRECISION);
        show(back, step == Step.ADAPTER || step == Step.PRECISION || step == Step.RESULT && wizard.result().get() == null);
        show(leave, step != Step.RUNNING);
    }

    private void showProblem(@Nullable ModelsProblem now) {
        show(problem, now != null);
        problemWords.setText(now == null ? "" : desk.say(now.reason(), now.detail()));
        showStep();
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
