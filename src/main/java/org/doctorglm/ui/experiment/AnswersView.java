package org.doctorglm.ui.experiment;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The answers behind a cell: a list of them, and the one that is read. Escape leads back to the table.
final class AnswersView extends BorderPane {
    private final Desk desk;
    private final ExperimentWords words;
    private final ResultViewModel result;
    private final AnswersViewModel model;
    private final ListView<ExperimentAnswer> list = new ListView<>();
    private final ScrollPane detail = new ScrollPane();
    private final List<Axis> different;

    AnswersView(Desk desk, ResultViewModel result) {
        this.desk = desk;
        this.result = result;
        this.model = result.opened();
        words = new ExperimentWords(desk);
        getStyleClass().add("experiment-answers");
        Button back = Controls.button(desk.say("experiments.back"), model::close, "answers-back");
        back.setGraphic(Controls.icon(Feather.ARROW_LEFT));
        Label title = Controls.wrapped(title(), "title", "answers-title");
        Button all = Controls.button(desk.say("experiments.review.cell"), () -> review(List.copyOf(model.answers())), "answers-review");
        HBox head = new HBox(14, back, title, Controls.gap(), all);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("answers-head");
        list.getStyleClass().addAll("pick-list", "answer-list");
        list.setAccessibleText(desk.say("experiments.answersHere"));
        list.setPrefWidth(300);
        different = ExperimentWords.different(model.answers());
        list.setCellFactory(view -> new Cell());
        list.getItems().setAll(model.answers());
        list.getSelectionModel().select(model.chosen().get());
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (now != null) {
                model.choose(now);
            }
        });
        detail.setFitToWidth(true);
        detail.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(head);
        setLeft(list);
        setCenter(detail);
        // Before the list, which takes the key for itself.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.close();
                event.consume();
            }
        });
        Live.watch(this, model.chosen(), this::show);
        desk.runner().onNextFrame(list::requestFocus);
    }

    private String title() {
        AnswersViewModel.Place place = model.place().get();
        if (place == null) {
            return "";
        }
        Axis columns = result.columns().get();
        String where = words.named(result.rows().get(), place.row()) + (columns == null ? "" : desk.say("experiments.and") + words.named(columns, place.column()));
        return where + " · " + desk.say("experiments.answers", String.valueOf(model.answers().size()));
    }

    private void show(@Nullable ExperimentAnswer answer) {
        detail.setContent(answer == null ? null : new AnswerCard(desk, model, answer, () -> review(List.of(answer))));
        detail.setVvalue(0);
    }

    private void review(List<ExperimentAnswer> answers) {
        result.review(answers, count -> desk.layer().toast(desk.say("experiments.reviewed", String.valueOf(count))));
    }

    private final class Cell extends ListCell<ExperimentAnswer> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ExperimentAnswer answer, boolean empty) {
            super.updateItem(answer, empty);
            setText(null);
            boolean filled = !empty && answer != null;
            setGraphic(filled ? content(Objects.requireNonNull(answer)) : null);
            setAccessibleText(filled ? Objects.requireNonNull(answer).question().text() + ". " + words.apart(answer, different) : null);
        }

        private VBox content(ExperimentAnswer answer) {
            VBox both = new VBox(1, Controls.label(answer.question().id() + "  " + answer.question().text()), Controls.label(words.apart(answer, different), "muted", "small"));
            both.getChildren().forEach(label -> ((Label) label).setMinWidth(0));
            return both;
        }
    }
}
