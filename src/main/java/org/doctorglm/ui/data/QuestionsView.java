package org.doctorglm.ui.data;

import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.proposal.Decision;
import org.doctorglm.dataset.proposal.Decision.Choice;
import org.doctorglm.dataset.proposal.Proposal;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.data.DataService.SheetName;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Questions about a disease, one after the other. Outside the fields A accepts, R rejects, E edits, U takes the decision back, the arrows
/// go on; in a field Ctrl and Enter accept what stands there and Escape leaves it.
final class QuestionsView extends HBox {
    private static final int SHEETS = 200;

    private final Desk desk;
    private final QuestionsViewModel model;
    private final ListView<SheetName> sheets = new ListView<>();
    private final ListView<Proposal> proposals = new ListView<>();
    private final VBox right = new VBox(14);
    private final TextArea question = new TextArea();
    private final TextArea answer = new TextArea();
    private final Label source = Controls.wrapped("", "muted", "small", "question-source");
    private final Label state = Controls.chip("", "question-state");
    private final Label accepted = Controls.wrapped("", "strong", "questions-accepted");
    private final VBox card;
    private final VBox none;

    QuestionsView(Desk desk, DataViewModel page) {
        super(16);
        this.desk = desk;
        this.model = page.questions();
        getStyleClass().addAll("questions");
        model.provenance().set(desk.say("data.questions.from"));
        VBox left = left();
        card = card(page);
        none = Fields.empty(Feather.HELP_CIRCLE, desk.say("data.questions.none"), desk.say("data.questions.words"));
        right.getChildren().addAll(Controls.label(desk.say("data.questions"), "headline"), none, proposals, card, write());
        HBox.setHgrow(right, Priority.ALWAYS);
        proposals.getStyleClass().addAll("pick-list", "questions-list");
        proposals.setMinHeight(170);
        proposals.setPrefHeight(220);
        proposals.setCellFactory(view -> new ProposalCell());
        proposals.setItems(model.proposals());
        proposals.setAccessibleText(desk.say("data.questions"));
        proposals.getSelectionModel().selectedItemProperty().subscribe(now -> {
            if (now != null) {
                model.current().set(now);
            }
        });
        getChildren().addAll(left, right);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        Live.watch(this, model.current(), this::show);
        MapChangeListener<String, Decision> follow = change -> showDecisions();
        sceneProperty().subscribe(scene -> {
            model.decisions().removeListener(follow);
            if (scene != null) {
                model.decisions().addListener(follow);
                showDecisions();
            }
        });
        model.open();
    }

    private VBox left() {
        TextField search = new TextField();
        search.setPromptText(desk.say("data.questions.search"));
        search.setAccessibleText(desk.say("data.questions.search"));
        search.getStyleClass().add("questions-search");
        sheets.getStyleClass().addAll("pick-list", "questions-sheets");
        sheets.setAccessibleText(desk.say("data.questions.sheets"));
        sheets.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable SheetName sheet, boolean empty) {
                super.updateItem(sheet, empty);
                setText(sheet == null || empty ? null : sheet.title());
            }
        });
        sheets.getSelectionModel().selectedItemProperty().subscribe(now -> {
            if (now != null) {
                model.choose(now);
            }
        });
        Runnable filter = () -> sheets.getItems().setAll(model.sheets().stream().filter(sheet -> sheet.title().contains(search.getText().strip())
                || sheet.department().contains(search.getText().strip())).limit(SHEETS).toList());
        search.textProperty().addListener((property, old, now) -> filter.run());
        search.setOnAction(event -> {
            sheets.getSelectionModel().selectFirst();
            proposals.requestFocus();
        });
        Live.watch(this, model.sheets(), filter);
        VBox.setVgrow(sheets, Priority.ALWAYS);
        VBox left = new VBox(8, Controls.label(desk.say("data.questions.sheets"), "title"), search, sheets);
        left.setStyle("-fx-min-width: 15em; -fx-pref-width: 15em; -fx-max-width: 15em;");
        return left;
    }

    private VBox card(DataViewModel page) {
        for (TextArea area : new TextArea[] {question, answer}) {
            area.setWrapText(true);
            area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInField);
        }
        question.setPrefRowCount(2);
        answer.setPrefRowCount(6);
        question.setAccessibleText(desk.say("data.question"));
        answer.setAccessibleText(desk.say("data.answer"));
        question.getStyleClass().add("question-text");
        answer.getStyleClass().add("answer-text");
        Button accept = Controls.primary(desk.say("data.accept"), this::accept);
        accept.getStyleClass().add("question-accept");
        Button reject = Controls.button(desk.say("data.reject"), model::reject, "question-reject");
        Button reopen = Controls.button(desk.say("data.reopen"), model::reopen, "question-reopen");
        Button reword = Controls.quiet(Feather.EDIT_3, desk.say("data.reword"), model::reword);
        reword.getStyleClass().add("questions-reword");
        Live.watch(this, page.jobs().current(), now -> reword.setDisable(now != null));
        return Fields.card(Fields.row(Controls.label(desk.say("data.question"), "strong"), state), question, Controls.label(desk.say("data.answer"), "strong"), answer, source,
                Fields.flow(accept, reject, reopen, reword), Controls.wrapped(desk.say("data.questions.keys"), "muted", "small"));
    }

    private VBox write() {
        TextField name = Fields.text(desk.say("data.newName"), model.name(), "questions-name");
        name.setPromptText(desk.say("data.newName"));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button write = Controls.button(desk.say("data.questions.write"), model::write, "questions-write");
        Live.watch(this, model.name(), now -> write.setDisable(now.isBlank()));
        return Fields.card(accepted, Fields.row(name, write));
    }

    private void show(@Nullable Proposal proposal) {
        Fields.show(card, proposal != null);
        Fields.show(proposals, proposal != null);
        Fields.show(none, proposal == null);
        if (proposal == null) {
            return;
        }
        Decision decided = model.decisions().get(proposal.id());
        question.setText(decided == null ? proposal.question() : decided.question());
        answer.setText(decided == null ? proposal.answer() : decided.answer());
        String maker = proposal.source().maker();
        source.setText(desk.say("data.questions.source", proposal.source().title(), proposal.source().edition().isBlank() ? "–" : proposal.source().edition(),
                proposal.source().sha256().substring(0, 8), desk.say(maker.startsWith("template:") ? "data.questions.template" : "data.questions.model",
                        maker.substring(maker.indexOf(':') + 1)), Long.toString(Math.round(100 * proposal.support()))));
        proposals.getSelectionModel().select(proposal);
        proposals.scrollTo(Math.max(0, proposals.getSelectionModel().getSelectedIndex() - 2));
        showState(proposal);
    }

    private void showState(Proposal proposal) {
        state.setText(desk.say(model.choice(proposal)));
        state.getStyleClass().removeAll("soft", "warn");
        switch (model.choice(proposal)) {
            case ACCEPTED -> state.getStyleClass().add("soft");
            case REJECTED -> state.getStyleClass().add("warn");
            case OPEN -> { }
        }
    }

    private void showDecisions() {
        accepted.setText(desk.say("data.questions.accepted", StatisticsView.number(model.accepted())));
        proposals.refresh();
        Proposal now = model.current().get();
        if (now != null) {
            showState(now);
        }
    }

    private void accept() {
        model.accept(question.getText(), answer.getText());
    }

    private void keyInField(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            proposals.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            accept();
            proposals.requestFocus();
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isShortcutDown() || event.isAltDown() || model.current().get() == null) {
            return;
        }
        switch (event.getCode()) {
            case A -> accept();
            case R -> model.reject();
            case U -> model.reopen();
            case E -> {
                question.requestFocus();
                question.end();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private final class ProposalCell extends ListCell<Proposal> {
        private final Label words = Controls.label("");
        private final HBox row = new HBox(8);

        ProposalCell() {
            words.setMinWidth(0);
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable Proposal proposal, boolean empty) {
            super.updateItem(proposal, empty);
            setText(null);
            setPrefWidth(0);
            setGraphic(proposal == null || empty ? null : row);
            if (proposal != null && !empty) {
                Choice choice = model.choice(proposal);
                var icon = Controls.icon(choice == Choice.ACCEPTED ? Feather.CHECK : choice == Choice.REJECTED ? Feather.X : Feather.CIRCLE);
                icon.getStyleClass().add(choice == Choice.ACCEPTED ? "good-icon" : choice == Choice.REJECTED ? "danger-icon" : "muted");
                words.setText(proposal.question());
                row.getChildren().setAll(icon, words);
                setAccessibleText(desk.say(choice) + " " + proposal.question());
            }
        }
    }
}
