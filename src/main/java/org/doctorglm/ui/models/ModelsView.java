package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.models.ModelsService.PackState;
import org.doctorglm.ui.models.ModelsViewModel.Outcome;
import org.doctorglm.ui.models.ModelsViewModel.State;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.text.Formats;
import org.kordamp.ikonli.feather.Feather;

/// The installed models: which one answers, are they whole, and how another one comes in.
public final class ModelsView extends StackPane {
    private static final String COLUMN = "-fx-max-width: 64em;";

    private static final double ONE_LINE = 640;

    private final Desk desk;
    private final ModelsViewModel model;
    private final VBox rows = new VBox(12);
    private final VBox message = new VBox();
    private final Button importButton;

    public ModelsView(Desk desk, ModelsViewModel model) {
        this.desk = desk;
        this.model = model;
        importButton = Controls.primary(desk.say("models.import"), this::chooseFolder);
        importButton.setGraphic(Controls.icon(Feather.FOLDER_PLUS));
        importButton.getStyleClass().add("import-button");
        HBox head = new HBox(12, new VBox(2, Controls.label(desk.say("place.models"), "headline"),
                Controls.wrapped(desk.say("models.words"), "muted")), Controls.gap(), importButton);
        HBox.setHgrow(head.getChildren().getFirst(), Priority.ALWAYS);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(head, message, rows, Controls.wrapped(desk.say("models.notice"), "muted", "small"));
        page.getStyleClass().add("page");
        page.setStyle(COLUMN);
        StackPane middle = new StackPane(page);
        middle.setAlignment(Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        getChildren().add(scroll);
        Live.watch(this, model.rows(), this::showRows);
        Live.watch(this, model.state(), now -> showRows());
        Live.watch(this, model.current(), now -> showMessage());
        Live.watch(this, model.outcome(), now -> showMessage());
        model.refresh();
    }

    private void chooseFolder() {
        desk.files().openFolder(desk.say("models.folder")).ifPresent(this::askImport);
    }

    private void askImport(Path folder) {
        String suggested = folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
        TextField name = new TextField(suggested);
        name.setAccessibleText(desk.say("models.name"));
        name.getStyleClass().add("import-name");
        ComboBox<String> precision = new ComboBox<>();
        precision.getItems().setAll(model.service().precisions());
        precision.getSelectionModel().selectFirst();
        precision.setAccessibleText(desk.say("models.precision"));
        precision.setMaxWidth(Double.MAX_VALUE);
        VBox form = new VBox(8, Controls.wrapped(folder.toString(), "muted", "small"), Controls.label(desk.say("models.name")), name,
                Controls.label(desk.say("models.precision")), precision, Controls.wrapped(desk.say("models.precision.help"), "muted", "small"));
        Button start = Controls.primary(desk.say("models.import.do"), () -> {
            if (!name.getText().isBlank()) {
                desk.layer().close();
                model.importFolder(folder, precision.getValue(), name.getText().strip());
            }
        });
        start.setDefaultButton(true);
        start.getStyleClass().add("import-start");
        desk.layer().show(desk.say("models.import"), form, List.of(Controls.button(desk.say("cancel"), () -> desk.layer().close()), start), name);
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
        model.rows().forEach(row -> rows.getChildren().add(card(row, busy)));
    }

    private Node card(PackRow row, boolean busy) {
        FlowPane name = new FlowPane(8, 4, Controls.label(row.name(), "title"), Controls.chip(row.precision().toUpperCase(Locale.ROOT), "soft"));
        name.setAlignment(Pos.CENTER_LEFT);
        name.setPrefWrapLength(ONE_LINE);
        if (row.active()) {
            name.getChildren().add(Controls.chip(desk.say("models.active"), "soft", "active-chip"));
        }
        if (row.shipped()) {
            name.getChildren().add(Controls.chip(desk.say("models.shipped"), "shipped-chip"));
        }
        HBox state = new HBox(6, stateIcon(row.state()), Controls.label(desk.say(row.state()), stateStyle(row.state()), "small"));
        state.setAlignment(Pos.CENTER_LEFT);
        var hash = Controls.label("SHA-256 " + Formats.shortHash(row.sha256()), "muted", "small");
        hash.setTooltip(new Tooltip(row.sha256()));
        FlowPane facts = new FlowPane(16, 4, Controls.label(desk.formats().size(row.bytes()), "muted", "small"), hash, state);
        VBox words = new VBox(6, name, facts);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button use = Controls.button(desk.say("models.use"), () -> model.activate(row), "use-button");
        use.setVisible(!row.active());
        use.setManaged(!row.active());
        use.setDisable(busy || row.state() == PackState.DAMAGED);
        Button verify = Controls.quiet(Feather.SHIELD, desk.say("models.verify"), () -> model.verify(row));
        verify.setDisable(busy);
        verify.getStyleClass().add("verify-button");
        Button remove = Controls.quiet(Feather.TRASH_2, desk.say("models.remove"), () -> desk.layer().confirm(desk.say("models.remove.title"),
                desk.say("models.remove.words", row.name(), desk.formats().size(row.bytes())), desk.say("models.remove"), desk.say("cancel"),
                () -> model.remove(row)));
        remove.setDisable(busy);
        remove.setVisible(!row.shipped());
        remove.setManaged(!row.shipped());
        HBox line = new HBox(8, words, use, verify, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(line);
        card.getStyleClass().add("card");
        if (row.active()) {
            card.getStyleClass().add("active");
        }
        return card;
    }

    private static Node stateIcon(PackState state) {
        var icon = Controls.icon(switch (state) {
            case INSTALLED -> Feather.CHECK;
            case VERIFIED -> Feather.CHECK_CIRCLE;
            case DAMAGED -> Feather.ALERT_TRIANGLE;
        });
        icon.getStyleClass().add(switch (state) {
            case INSTALLED -> "muted";
            case VERIFIED -> "good-icon";
            case DAMAGED -> "danger-icon";
        });
        return icon;
    }

    private static String stateStyle(PackState state) {
        return switch (state) {
            case INSTALLED -> "muted";
            case VERIFIED -> "good-text";
            case DAMAGED -> "danger-text";
        };
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
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(item.fraction());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(desk.say(item.kind()));
        var left = Controls.label("", "muted", "small");
        item.secondsLeft().addListener((property, old, now) -> left.setText(now.longValue() < 1 ? "" : desk.formats().timeLeft(now.longValue())));
        Button cancel = Controls.button(desk.say("cancel"), item::cancel, "cancel-work");
        HBox row = new HBox(12, Controls.label(desk.say(item.kind()) + " " + item.name(), "strong"), Controls.gap(), left, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(8, row, bar);
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
