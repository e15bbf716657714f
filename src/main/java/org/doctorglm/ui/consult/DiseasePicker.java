package org.doctorglm.ui.consult;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.doctorglm.ui.consult.DiseaseSearch.Choice;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.theme.Appearance;

/// Choosing a disease by hand: type, arrow down, Enter.
final class DiseasePicker {
    private static final int TYPING_PAUSE_MS = 120;

    private final Desk desk;
    private final DiseaseSearch search;

    DiseasePicker(Desk desk, DiseaseSearch search) {
        this.desk = desk;
        this.search = search;
    }

    void pick(Node anchor, Consumer<Choice> chosen) {
        TextField field = new TextField();
        field.setPromptText(desk.say("disease.search"));
        field.setAccessibleText(desk.say("disease.search"));
        field.getStyleClass().add("disease-search");
        ListView<Choice> list = new ListView<>();
        list.getStyleClass().addAll("pick-list", "disease-list");
        list.setAccessibleText(desk.say("disease.list"));
        list.setPlaceholder(Controls.label(desk.say("disease.none"), "muted"));
        list.setCellFactory(view -> new ChoiceCell());
        list.setStyle("-fx-pref-height: 17em; -fx-pref-width: 22em;");
        VBox content = new VBox(8, field, list);
        content.getStyleClass().add("panel");
        PopOver popOver = popOver(content);
        Runnable take = () -> {
            Choice choice = list.getSelectionModel().getSelectedItem();
            if (choice != null) {
                popOver.hide();
                chosen.accept(choice);
            }
        };
        Runnable look = () -> {
            String words = field.getText().strip();
            desk.runner().run(() -> search.find(words), found -> {
                list.getItems().setAll(found);
                list.getSelectionModel().selectFirst();
            }, thrown -> list.getItems().clear());
        };
        field.textProperty().addListener((property, old, now) -> desk.runner().debounce("disease", TYPING_PAUSE_MS, look));
        field.setOnAction(event -> take.run());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                take.run();
            }
        });
        list.setOnMouseClicked(event -> take.run());
        look.run();
        popOver.show(anchor);
        field.requestFocus();
    }

    static PopOver popOver(Node content) {
        PopOver popOver = new PopOver(content);
        // ControlsFX puts its light sheet on the root, where it would win over ours.
        popOver.getRoot().getStylesheets().clear();
        popOver.setDetachable(false);
        popOver.setAutoHide(true);
        popOver.setHideOnEscape(true);
        popOver.setFadeInDuration(Appearance.motion());
        popOver.setFadeOutDuration(Appearance.motion());
        popOver.setCornerRadius(8);
        popOver.setArrowSize(8);
        return popOver;
    }

    private static final class ChoiceCell extends ListCell<Choice> {
        @Override
        protected void updateItem(Choice item, boolean empty) {
            super.updateItem(item, empty);
            // A long English name is cut, the list never scrolls sideways.
            setPrefWidth(0);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            String code = item.icd10() == null ? item.english() : item.english().isEmpty() ? item.icd10() : item.english() + " · " + item.icd10();
            VBox lines = new VBox(Controls.label(item.name()));
            if (!code.isEmpty()) {
                lines.getChildren().add(Controls.label(code, "muted", "small"));
            }
            setGraphic(lines);
            setAccessibleText(item.name() + " " + code);
        }
    }
}
