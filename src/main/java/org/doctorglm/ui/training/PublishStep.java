package org.doctorglm.ui.training;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.Precision;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.models.LossCardView;
import org.doctorglm.ui.models.ModelsService.GateResult;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.training.TrainingService.Published;
import org.doctorglm.ui.training.TrainingViewModel.Step;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Step seven: merged, rounded once, measured, kept only if it passes; or the adapter alone, for others.
final class PublishStep extends VBox {
    private static final Precision[] OFFERED = {Precision.INT4, Precision.INT8, Precision.FP16};

    private final Desk desk;
    private final TrainingViewModel model;
    private final OutcomeViewModel outcome;
    private final Runnable consult;
    private final VBox result = new VBox(12);
    private final VBox going = new VBox(8);
    private final HBox rounded = new HBox(8);
    private final VBox form;
    private final Label words;
    private final Button export;

    /// @param consult leads to the consultation
    PublishStep(Desk desk, TrainingViewModel model, CheckpointPicker picker, Runnable consult) {
        super(16);
        this.desk = desk;
        this.model = model;
        this.outcome = model.outcome();
        this.consult = consult;
        TextField name = new TextField();
        name.getStyleClass().add("publish-name");
        name.setAccessibleText(desk.say("publish.name"));
        name.textProperty().bindBidirectional(outcome.name());
        name.setPrefColumnCount(24);
        HBox named = new HBox(10, Controls.label(desk.say("publish.name"), "muted"), name);
        named.setAlignment(Pos.CENTER_LEFT);
        HBox precision = new HBox(10, Controls.label(desk.say("publish.precision"), "muted"), precisions());
        precision.setAlignment(Pos.CENTER_LEFT);
        var publish = Controls.primary(desk.say("publish.do"), outcome::publish);
        publish.getStyleClass().add("publish-do");
        export = Controls.quiet(Feather.DOWNLOAD, desk.say("publish.export"), this::export);
        export.getStyleClass().add("publish-export");
        HBox actions = new HBox(12, publish, export);
        actions.setAlignment(Pos.CENTER_LEFT);
        words = Controls.wrapped("", "muted", "small");
        form = new VBox(12, Controls.label(desk.say("publish.title"), "title"), words, picker, precision, named,
                rounded, actions);
        form.getStyleClass().add("card");
        getChildren().addAll(form, going, result);
        Live.watch(this, outcome.busy(), this::showBusy);
        Live.watch(this, outcome.publication(), this::showResult);
        Live.watch(this, outcome.base(), now -> showRounded());
        Live.watch(this, outcome.whole(), this::showKind);
        Live.watch(this, model.draft().bases(), this::showRounded);
    }

    private Node precisions() {
        SegmentedButton all = new SegmentedButton();
        for (Precision one : OFFERED) {
            ToggleButton button = new ToggleButton(one.name());
            button.setAccessibleText(one.name());
            button.getStyleClass().add("publish-" + one.key());
            button.setSelected(one == outcome.precision().get());
            button.setOnAction(event -> {
                button.setSelected(true);
                outcome.take(one);
            });
            all.getButtons().add(button);
        }
        return all;
    }

    /// An adapter, or a network of its own.
    private void showKind(boolean whole) {
        words.setText(desk.say(whole ? "publish.words.full" : "publish.words"));
        export.setText(desk.say(whole ? "publish.export.full" : "publish.export"));
        export.setAccessibleText(export.getText());
        showRounded();
    }

    /// A rounded base cannot be merged into: what it was made of is asked for.
    private void showRounded() {
        boolean needed = !outcome.whole().get() && !outcome.baseIsUnrounded(model.draft().bases());
        rounded.setVisible(needed);
        rounded.setManaged(needed);
        Path chosen = outcome.base().get();
        rounded.getChildren().setAll(Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(chosen == null ? desk.say("publish.rounded")
                : desk.say("publish.base", chosen.toString())), Controls.gap(), Controls.button(desk.say("publish.choose"),
                () -> desk.files().openFolder(desk.say("publish.choose")).ifPresent(outcome.base()::set), "publish-base"));
        rounded.getStyleClass().setAll("note", chosen == null ? "warn" : "plain");
        rounded.setAlignment(Pos.CENTER_LEFT);
    }

    private void export() {
        boolean whole = outcome.whole().get();
        desk.files().openFolder(export.getText()).ifPresent(folder -> outcome.export(folder, () -> desk.layer().toast(desk.say(whole ? "publish.exported.full" : "publish.exported",
                folder.toString()))));
    }

    private void copyOut(String pack) {
        desk.files().openFolder(desk.say("publish.copy")).ifPresent(folder -> outcome.copyOut(folder, () -> desk.layer().toast(desk.say("publish.copied", pack,
                folder.toString()))));
    }

    private void showBusy(Work.@Nullable Item item) {
        form.setDisable(item != null);
        going.getChildren().clear();
        if (item != null) {
            WorkNodes nodes = new WorkNodes(desk, item);
            going.getStyleClass().setAll("card");
            going.getChildren().addAll(nodes.bar(), nodes.row(Controls.label(desk.say(item.kind()), "muted", "small"), item::cancel, "publish-cancel"));
        } else {
            going.getStyleClass().clear();
        }
    }

    private void showResult(@Nullable Published made) {
        result.getChildren().clear();
        if (made == null) {
            return;
        }
        VBox card = new VBox(12, Controls.wrapped(desk.say(made.passed() ? "publish.passed" : "publish.refused", made.pack()), "title",
                made.passed() ? "good-text" : "danger-text", "publish-verdict"), new LossCardView(desk, gate(made)));
        card.getStyleClass().add("card");
        if (made.passed()) {
            var use = Controls.primary(desk.say("publish.use"), () -> outcome.use(consult));
            use.getStyleClass().add("publish-use");
            var copy = Controls.button(desk.say("publish.copy"), () -> copyOut(made.pack()), "publish-copy");
            card.getChildren().addAll(new HBox(8, use, copy), new ProfileForm(desk, outcome));
        } else {
            card.getChildren().addAll(Controls.wrapped(desk.say("publish.refused.words"), "muted"), new HBox(8,
                    Controls.button(desk.say("publish.other"), () -> model.go(Step.COMPARE), "publish-other")));
        }
        result.getChildren().add(card);
    }

    private static GateResult gate(Published made) {
        LossCard card = made.card();
        return new GateResult(made.passed(), card.loss().reference(), card.loss().rounded(), card.loss().increase(), card.agreement(),
                card.divergence().mean(), card.answers().rounded().repetition());
    }
}
