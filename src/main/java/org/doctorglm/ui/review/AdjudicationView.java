package org.doctorglm.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.review.Adjudication.Decision;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Reading;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.AdjudicationViewModel.Asked;
import org.doctorglm.ui.review.AdjudicationViewModel.Case;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Both readings side by side, the questions between them, and the result below.
final class AdjudicationView extends BorderPane {
    /// Margins of the page and what lies between the two.
    private static final double SIDES = 64;

    private final Desk desk;
    private final AdjudicationViewModel model;
    private final ListView<Case> list = new ListView<>();
    private final MarkedText first;
    private final MarkedText second;
    private final MarkedText result;
    private final Label firstName = Controls.label("", "title");
    private final Label secondName = Controls.label("", "title");
    private final Label question = Controls.wrapped("", "strong", "review-question");
    private final Label state = Controls.wrapped("", "accent-text", "adjudication-state");
    private final VBox asked = new VBox(4);
    private final MarkForm form;
    private final MarkKeys keys;
    private final VBox middle = new VBox();
    private final BorderPane page = new BorderPane();

    AdjudicationView(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.model = review.adjudication();
        getStyleClass().add("adjudication");
        first = new MarkedText(desk.say("review.text"));
        second = new MarkedText(desk.say("review.text"));
        result = new MarkedText(desk.say("review.result"));
        result.setFocusTraversable(true);
        form = new MarkForm(desk, model.result(), result::requestFocus);
        keys = new MarkKeys(model.result(), form, result);
        result.onPointed((place, extend) -> {
            model.result().go(place, extend ? model.result().place().get().anchor() : place);
            model.result().chooseAt(place);
        });
        VBox one = side(firstName, "A", first);
        VBox other = side(secondName, "B", second);
        HBox sides = new HBox(14, one, other);
        VBox below = Rows.card(Rows.row(Controls.label(desk.say("review.result"), "title"), state), result);
        VBox paper = new VBox(14, sides, Rows.hints(List.of("A", desk.say("review.take.first"), "B", desk.say("review.take.second"), "C", desk.say("review.take.both"), "N",
                desk.say("review.take.neither"), "E", desk.say("review.take.edit"), "L", desk.say("ReviewKey.GRADES"), "Z", desk.say("ReviewKey.UNDO"), "X",
                desk.say("ReviewKey.REDO"), "Enter", desk.say("ReviewKey.SAVE"))), asked, below);
        paper.getStyleClass().add("adjudication-paper");
        ScrollPane scroll = Rows.scrolled(paper);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        // Their height follows their width, so they must be told it.
        scroll.viewportBoundsProperty().addListener((property, old, now) -> {
            double half = Math.max(100, Math.floor((now.getWidth() - SIDES) / 2));
            one.setPrefWidth(half);
            other.setPrefWidth(half);
        });
        VBox head = new VBox(3, question);
        head.getStyleClass().add("review-head");
        middle.getChildren().addAll(head, scroll);
        Button save = Controls.primary(desk.say("review.save"), this::finish);
        save.getStyleClass().add("adjudication-save");
        HBox foot = new HBox(8, save);
        foot.getStyleClass().add("review-foot");
        ScrollPane formScroll = Rows.scrolled(form);
        VBox.setVgrow(formScroll, Priority.ALWAYS);
        VBox right = new VBox(formScroll, foot);
        right.getStyleClass().addAll("side", "review-form");
        page.setCenter(middle);
        page.setRight(right);
        list.getStyleClass().addAll("history-list", "case-list");
        list.setAccessibleText(desk.say("ReviewViewModel.Part.ADJUDICATION"));
        list.setItems(model.cases());
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(Controls.wrapped(desk.say("review.cases.none"), "muted"));
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            Case open = model.open().get();
            if (now != null && (open == null || !open.answer().id().equals(now.answer().id()))) {
                model.open(now);
            }
        });
        VBox left = new VBox(8, Controls.wrapped(desk.say("review.cases.words"), "muted", "small"), list);
        VBox.setVgrow(list, Priority.ALWAYS);
        left.getStyleClass().add("review-queue");
        setLeft(left);
        setCenter(page);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Live.watch(this, model.open(), this::showCase);
        Live.watch(this, model.cases(), () -> {
            select();
            // The first one is open when one comes here.
            if (model.open().get() == null && !review.reviewer().get().isEmpty()) {
                model.cases().stream().filter(each -> !each.settled()).findFirst().ifPresentOrElse(model::open, () -> showCase(null));
            }
        });
        Live.watch(this, model.at(), now -> showQuestion());
        Live.watch(this, model.questions(), this::showQuestion);
        Live.watch(this, model.result().reading(), this::showResult);
        Live.watch(this, model.result().chosen(), result::choose);
    }

    private static VBox side(Label name, String key, MarkedText text) {
        VBox side = Rows.card(Rows.row(Controls.label(key, "key"), name), text);
        side.setPrefWidth(100);
        side.setMinHeight(0);
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    void focusText() {
        // What lies in a scroll pane is in the scene only once the pane has its skin.
        page.applyCss();
        result.requestFocus();
    }

    private void select() {
        Case now = model.open().get();
        Optional<Case> same = now == null ? Optional.empty() : model.cases().stream().filter(one -> one.answer().id().equals(now.answer().id())).findFirst();
        same.ifPresentOrElse(list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    }

    private void showCase(@Nullable Case now) {
        page.getRight().setVisible(now != null);
        if (now == null) {
            boolean settled = !model.cases().isEmpty();
            page.setCenter(Rows.empty(desk.say(settled ? "review.cases.done" : "review.cases.none"), desk.say("review.cases.how")));
            requestFocus();
            return;
        }
        page.setCenter(middle);
        CodePoints points = new CodePoints(now.answer().text());
        question.setText(now.answer().question());
        firstName.setText(now.first().reviewer());
        secondName.setText(now.second().reviewer());
        first.show(points, now.first().marks());
        second.show(points, now.second().marks());
        showResult(model.result().reading().get());
        showQuestion();
        select();
        focusText();
    }

    private void showResult(@Nullable Reading now) {
        model.result().session().ifPresent(session -> result.show(session.points(), now == null ? List.of() : now.marks()));
    }

    private void showQuestion() {
        int at = model.at().get();
        long left = model.questions().stream().filter(one -> one.decision() == null && !one.question().agreed()).count();
        long agreed = model.questions().stream().filter(one -> one.question().agreed()).count();
        state.setText(left == 0 ? desk.say("review.decided", String.valueOf(agreed)) : desk.say("review.undecided", String.valueOf(left), String.valueOf(agreed)));
        asked.getChildren().clear();
        for (int i = 0; i < model.questions().size(); i++) {
            if (!model.questions().get(i).question().agreed()) {
                asked.getChildren().add(row(i, model.questions().get(i), i == at));
            }
        }
        Asked now = at < 0 || at >= model.questions().size() ? null : model.questions().get(at);
        point(first, now == null ? null : now.question().first());
        point(second, now == null ? null : now.question().second());
    }

    private static void point(MarkedText text, @Nullable Annotation mark) {
        text.choose(mark == null ? null : mark.id());
    }

    private Node row(int index, Asked one, boolean now) {
        HBox row = Rows.row(mark(one.question().first()), Controls.label("|", "muted"), mark(one.question().second()), Controls.gap(),
                Controls.label(one.decision() == null ? desk.say(now ? "review.now" : "review.waits") : desk.say(one.decision()), one.decision() == null ? "accent-text" : "muted", "small"));
        row.getStyleClass().add("asked");
        row.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("now"), now);
        row.setOnMouseClicked(event -> model.look(index));
        return row;
    }

    private Node mark(@Nullable Annotation mark) {
        if (mark == null) {
            Label none = Controls.label(desk.say("review.notMarked"), "muted", "small");
            none.setPrefWidth(260);
            return none;
        }
        Case now = model.open().get();
        String words = now == null ? "" : new CodePoints(now.answer().text()).text(mark.span());
        Label label = Controls.label(desk.say(mark.kind()) + " “" + words.replace('\n', ' ') + "”" + (mark.severity() == null ? "" : " · " + desk.say(mark.severity())), "small");
        label.setGraphic(new KindLine(mark.kind()));
        label.setPrefWidth(260);
        label.setMinWidth(0);
        return label;
    }

    private void key(KeyEvent event) {
        model.result().touch();
        if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            finish();
            event.consume();
            return;
        }
        if (event.getTarget() instanceof TextInputControl || model.open().get() == null || event.getTarget() instanceof ListView && event.getCode().isArrowKey()) {
            return;
        }
        if (ReviewKey.plain(event) && model.result().grading().get() == null && decide(event.getCode()) || keys.handle(event)) {
            event.consume();
        }
    }

    private boolean decide(KeyCode code) {
        if (model.at().get() < 0 && code != KeyCode.E && code != KeyCode.Z && code != KeyCode.X && code != KeyCode.ENTER) {
            return false;
        }
        switch (code) {
            case A -> model.decide(Decision.FIRST);
            case B -> model.decide(Decision.SECOND);
            case C -> model.decide(Decision.BOTH);
            case N -> model.decide(Decision.NEITHER);
            case E -> {
                if (model.edit()) {
                    form.focusComment();
                }
            }
            case Z -> model.undo();
            case X -> model.redo();
            case ENTER -> finish();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void finish() {
        form.commit();
        if (model.open().get() != null && !model.finish()) {
            desk.layer().toast(desk.say("review.undecided.first"));
        }
    }

    private final class Cell extends ListCell<Case> {
        private final Label title = Controls.label("", "history-title");
        private final Label about = Controls.label("", "muted", "small");
        private final VBox item = new VBox(2, title, about);

        Cell() {
            item.getStyleClass().add("history-item");
            title.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Case now, boolean empty) {
            super.updateItem(now, empty);
            if (empty || now == null) {
                setGraphic(null);
                return;
            }
            title.setText(now.answer().question().strip().replace('\n', ' '));
            about.setText(now.settled() ? desk.say("review.settled") : desk.say("review.apart", String.valueOf(now.open()), now.first().reviewer(), now.second().reviewer()));
            about.setGraphic(now.settled() ? Controls.icon(Feather.CHECK) : null);
            setAccessibleText(title.getText() + " " + about.getText());
            setGraphic(item);
        }
    }
}
