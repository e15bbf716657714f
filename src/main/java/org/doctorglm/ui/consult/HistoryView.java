package org.doctorglm.ui.consult;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.ui.consult.HistoryViewModel.Row;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.Shortcut;
import org.kordamp.ikonli.feather.Feather;

/// The list of consultations with its search field. A virtual list: thousands cost no more than those on screen.
final class HistoryView extends VBox {
    private final Desk desk;
    private final ConsultViewModel model;
    private final TextField search = new TextField();
    private final ListView<Row> list = new ListView<>();
    private boolean echo;

    HistoryView(Desk desk, ConsultViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("history");
        search.setPromptText(desk.say("history.search"));
        search.setAccessibleText(desk.say("history.search"));
        search.getStyleClass().add("history-search");
        search.textProperty().bindBidirectional(model.history().search());
        Label hint = Controls.label(Shortcut.SEARCH.printed(), "key");
        hint.visibleProperty().bind(search.textProperty().isEmpty());
        hint.setMouseTransparent(true);
        StackPane searchBox = new StackPane(search, hint);
        StackPane.setAlignment(hint, Pos.CENTER_RIGHT);
        StackPane.setMargin(hint, new Insets(0, 8, 0, 0));
        searchBox.setStyle("-fx-padding: 0.8571em 0.8571em 0.2857em 0.8571em;");
        list.getStyleClass().add("history-list");
        list.setItems(model.history().rows());
        list.setAccessibleText(desk.say("history.list"));
        list.setCellFactory(view -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!echo && now instanceof Row.Item item && !item.dialogue().id().equals(model.dialogueId())) {
                model.open(item.dialogue().id());
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE && list.getSelectionModel().getSelectedItem() instanceof Row.Item item) {
                confirmDelete(item.dialogue());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        Button create = Controls.button(desk.say("history.new"), model::startNew, "new-button");
        create.setGraphic(Controls.icon(Feather.PLUS));
        Label createHint = Controls.label(Shortcut.NEW_CONSULTATION.printed(), "key");
        HBox foot = new HBox(8, create, createHint);
        // A hint must not push at the button when the column is narrow or the text large.
        foot.widthProperty().subscribe(width -> createHint.setVisible(width.doubleValue() > create.prefWidth(-1) + 6 * create.getFont().getSize()));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setStyle("-fx-padding: 0.8571em;");
        getChildren().addAll(searchBox, list, foot);
        Live.watch(this, model.history().rows(), this::showSelection);
        Live.watch(this, model.history().ready(), now -> showSelection());
        Live.watch(this, model.tree(), now -> showSelection());
    }

    TextField search() {
        return search;
    }

    void rename(Dialogue dialogue) {
        desk.layer().prompt(desk.say("history.rename"), dialogue.title(), desk.say("history.rename.do"), desk.say("cancel"),
                title -> model.rename(dialogue.id(), title));
    }

    void confirmDelete(Dialogue dialogue) {
        desk.layer().confirm(desk.say("history.delete.title"), desk.say("history.delete.words", dialogue.title(),
                dialogue.answers()), desk.say("history.delete.do"), desk.say("cancel"), () -> model.delete(dialogue.id()));
    }

    private void showSelection() {
        echo = true;
        String id = model.dialogueId();
        String empty = model.history().searching() ? "history.nothing" : "history.empty";
        list.setPlaceholder(Controls.wrapped(model.history().ready().get() ? desk.say(empty) : "", "muted", "history-empty"));
        list.getSelectionModel().clearSelection();
        for (Row row : list.getItems()) {
            if (row instanceof Row.Item item && Objects.equals(item.dialogue().id(), id)) {
                list.getSelectionModel().select(row);
            }
        }
        echo = false;
    }

    private final class RowCell extends ListCell<Row> {
        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setContextMenu(null);
            setText(null);
            setPrefWidth(0);
            setDisable(false);
            if (empty || row == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            switch (row) {
                case Row.Head head -> {
                    setGraphic(Controls.label(desk.say(head.age()), "group-head"));
                    setAccessibleText(desk.say(head.age()));
                    setDisable(true);
                }
                case Row.Item item -> showItem(item);
            }
        }

        private void showItem(Row.Item item) {
            Dialogue dialogue = item.dialogue();
            String time = desk.formats().moment(dialogue.updatedAt());
            String answers = desk.say("history.answers", dialogue.answers());
            String under = item.excerpt() != null ? item.excerpt()
                    : String.join(" · ", dialogue.subtitle().isEmpty() ? List.of(answers, time)
                            : List.of(dialogue.subtitle(), answers, time));
            VBox box = new VBox(2, Controls.label(dialogue.title(), "history-title"), Controls.label(under, "muted", "small"));
            box.getStyleClass().add("history-item");
            setGraphic(box);
            setAccessibleText(dialogue.title() + ", " + under);
            MenuItem rename = new MenuItem(desk.say("history.rename.do"), Controls.icon(Feather.EDIT_2));
            rename.setOnAction(event -> rename(dialogue));
            MenuItem delete = new MenuItem(desk.say("history.delete.do"), Controls.icon(Feather.TRASH_2));
            delete.setOnAction(event -> confirmDelete(dialogue));
            setContextMenu(new ContextMenu(rename, delete));
        }
    }
}
