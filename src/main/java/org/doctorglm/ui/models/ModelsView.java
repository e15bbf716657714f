package org.doctorglm.ui.models;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.models.ImportWizardViewModel.Step;
import org.doctorglm.ui.models.ModelsViewModel.Outcome;
import org.doctorglm.ui.models.ModelsViewModel.State;
import org.doctorglm.ui.task.Work;
import org.kordamp.ikonli.feather.Feather;

/// The installed models: which one answers, are they whole, what have they lost; how another one comes in; two of them side by side.
public final class ModelsView extends StackPane {
    private static final String COLUMN = "-fx-max-width: 64em;";

    private final Desk desk;
    private final ModelsViewModel model;
    private final VBox rows = new VBox(12);
    private final VBox message = new VBox();
    private final Button importButton;
    private final ScrollPane scroll = new ScrollPane();
    private final VBox list;

    /// @param consult leads to the consultation, where a new model answers
    public ModelsView(Desk desk, ModelsViewModel model, Runnable consult) {
        this.desk = desk;
        this.model = model;
        importButton = Controls.primary(desk.say("models.import"), model.wizard()::open);
        importButton.setGraphic(Controls.icon(Feather.FOLDER_PLUS));
        importButton.getStyleClass().add("import-button");
        HBox head = new HBox(12, new VBox(2, Controls.label(desk.say("place.models"), "headline"),
                Controls.wrapped(desk.say("models.words"), "muted")), Controls.gap(), importButton);
        HBox.setHgrow(head.getChildren().getFirst(), Priority.ALWAYS);
        head.setAlignment(Pos.CENTER_LEFT);
        list = new VBox(head, message, new FallbackNote(desk, model), rows, new DeviceView(desk, model),
                Controls.wrapped(desk.say("models.notice"), "muted", "small"));
        list.getStyleClass().add("page");
        list.setStyle(COLUMN);
        Node wizard = new ImportWizardView(desk, model, consult);
        Node comparison = new CompareView(desk, model);
        scroll.setFitToWidth(true);
        getChildren().add(scroll);
        Live.watch(this, model.wizard().step(), now -> showPage(wizard, comparison));
        Live.watch(this, model.comparison().phase(), now -> showPage(wizard, comparison));
        Live.watch(this, model.rows(), this::showRows);
        Live.watch(this, model.state(), now -> showRows());
        Live.watch(this, model.current(), now -> showMessage());
        Live.watch(this, model.outcome(), now -> showMessage());
        model.refresh();
    }

    private void showPage(Node wizard, Node comparison) {
        Node wanted = model.wizard().step().get() != Step.CLOSED ? wizard
                : model.comparison().phase().get() != CompareViewModel.Phase.CLOSED ? comparison : list;
        if (!(scroll.getContent() instanceof StackPane middle) || !middle.getChildren().contains(wanted)) {
            StackPane middle = new StackPane(wanted);
            middle.setAlignment(Pos.TOP_CENTER);
            scroll.setContent(middle);
            scroll.setVvalue(0);
        }
    }

    private void showRows() {
        boolean busy = model.state().get() != State.READY;
        importButton.setDisable(busy);
        rows.getChildren().clear();
        if (model.rows().isEmpty()) {
            VBox empty = new VBox(8, Controls.icon(Feather.BOX), Controls.label(desk.say("models.empty"), "strong"),
                    Controls.wrapped(desk.say("models.empty.words"), "muted"));
            empty.getStyleClass().add("card");
            rows.getChildren().add(empty);
        }
        model.rows().forEach(row -> rows.getChildren().add(new PackCard(desk, model, row, busy)));
    }

    private void showMessage() {
        message.getChildren().clear();
        Work.Item item = model.current().get();
        Outcome outcome = model.outcome().get();
        if (item != null) {
            message.getChildren().add(running(item));
        } else if (outcome != null) {
            message.getChildren().add(ended(outcome));
        }
        message.setVisible(!message.getChildren().isEmpty());
        message.setManaged(message.isVisible());
    }

    private Node running(Work.Item item) {
        WorkNodes work = new WorkNodes(desk, item);
        Button cancel = Controls.button(desk.say("cancel"), item::cancel, "cancel-work");
        HBox row = new HBox(12, Controls.label(desk.say(item.kind()) + " " + item.name(), "strong"), Controls.gap(), work.timeLeft(), cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(8, row, work.bar());
        box.getStyleClass().add("card");
        return box;
    }

    private Node ended(Outcome outcome) {
        var reason = outcome.reason();
        String words = reason == null ? desk.words().aspect(outcome.job(), "done") : desk.say(reason, outcome.detail());
        HBox note = new HBox(Controls.icon(reason == null ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE), Controls.wrapped(words), Controls.gap(),
                Controls.iconButton(Feather.X, desk.say("close"), () -> model.outcome().set(null)));
        note.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().addAll("note", "outcome");
        if (reason != null) {
            note.getStyleClass().add("bad");
        }
        return note;
    }
}
