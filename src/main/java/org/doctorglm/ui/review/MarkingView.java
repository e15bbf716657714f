package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.ReviewViewModel.Tab;
import org.jspecify.annotations.Nullable;

/// Queue, answer and form. Everything can be done with the keyboard, and the keys are written where they work.
final class MarkingView extends BorderPane {
    private final Desk desk;
    private final ReviewViewModel model;
    private final MarkingViewModel marking;
    private final MarkedText text;
    private final MarkForm form;
    private final MarkKeys keys;
    private final ScrollPane scroll;
    private final VBox paper = new VBox();
    private final VBox others = new VBox(10);
    private final VBox middle = new VBox();
    private final Label question = Controls.wrapped("", "strong", "review-question");
    private final Label about = Controls.wrapped("", "muted", "small", "review-about");
    private final Label grading = Controls.wrapped("", "accent-text", "grading-hint");
    private final BorderPane reader = new BorderPane();

    MarkingView(Desk desk, ReviewViewModel model) {
        this.desk = desk;
        this.model = model;
        this.marking = model.marking();
        getStyleClass().add("marking");
        text = new MarkedText(desk.say("review.text"));
        text.setFocusTraversable(true);
        text.getStyleClass().add("marking-text");
        form = new MarkForm(desk, marking, this::focusText);
        keys = new MarkKeys(marking, form, text);
        VBox head = new VBox(3, question, about);
        head.getStyleClass().add("review-head");
        paper.getStyleClass().add("review-paper");
        VBox help = new VBox();
        paper.getChildren().addAll(text, grading, help, others);
        // A frame later: forty labels of help cost as much as the answer that somebody waits for.
        desk.runner().onNextFrame(() -> help.getChildren().setAll(hints()));
        scroll = Rows.scrolled(paper);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        middle.getChildren().addAll(head, scroll);
        Button save = Controls.primary(desk.say("review.save"), this::finish);
        save.getStyleClass().add("review-save");
        save.setTooltip(new javafx.scene.control.Tooltip(ReviewKey.SAVE.printed()));
        Button skip = Controls.button(desk.say("review.skip"), this::skip, "review-skip");
        HBox foot = new HBox(8, save, skip);
        foot.getStyleClass().add("review-foot");
        ScrollPane formScroll = Rows.scrolled(form);
        VBox.setVgrow(formScroll, Priority.ALWAYS);
        VBox right = new VBox(formScroll, foot);
        right.getStyleClass().addAll("side", "review-form");
        reader.setCenter(middle);
        reader.setRight(right);
        setLeft(new QueueView(desk, model));
        setCenter(reader);
        text.onPointed((place, extend) -> {
            marking.go(place, extend ? marking.place().get().anchor() : place);
            if (!extend) {
                marking.chooseAt(place);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> marking.touch());
        addEventFilter(javafx.scene.input.ScrollEvent.SCROLL, event -> marking.touch());
        Live.watch(this, model.current(), this::showAnswer);
        Live.watch(this, model.blind(), now -> showAnswer(model.current().get()));
        Live.watch(this, model.tab(), now -> showAnswer(model.current().get()));
        Live.watch(this, marking.reading(), now -> showReading());
        Live.watch(this, marking.chosen(), text::choose);
        Live.watch(this, marking.place(), now -> {
            text.point(now.caret(), now.target(), now.selected());
            follow();
        });
        Live.watch(this, marking.grading(), now -> {
            Rows.show(grading, now != null);
            grading.setText(now == null ? "" : desk.say("review.grading", desk.say(now)));
        });
    }

    void focusText() {
        if (text.getScene() == null) {
            // What lies in a scroll pane is in the scene only once the pane has its skin.
            reader.applyCss();
        }
        text.requestFocus();
    }

    private FlowPane hints() {
        List<String> all = new ArrayList<>(List.of("← →", desk.say("review.key.character"), "Ctrl ← →", desk.say("review.key.word"), "↑ ↓", desk.say("review.key.clause"),
                "Alt ← →", desk.say("review.key.sentence"), "Shift", desk.say("review.key.extend")));
        for (ReviewKey key : ReviewKey.values()) {
            all.addAll(List.of(key.printed(), desk.say(key)));
        }
        return Rows.hints(all);
    }

    private void showAnswer(@Nullable ReviewedAnswer answer) {
        if (answer == null) {
            boolean none = model.answers() == 0;
            boolean done = model.tab().get() == Tab.OPEN && model.queue().get().done() > 0;
            reader.setCenter(Rows.empty(desk.say(none ? "review.none" : done ? "review.allDone" : "review.nothing"),
                    desk.say(none ? "review.none.words" : done ? "review.allDone.words" : "review.nothing.words")));
            reader.getRight().setVisible(false);
            // The answer took the focus along.
            if (getScene() != null && !(getScene().getFocusOwner() instanceof TextInputControl)) {
                requestFocus();
            }
            return;
        }
        reader.setCenter(middle);
        reader.getRight().setVisible(true);
        question.setText(answer.question());
        about.setText(model.blind().get() ? desk.say("review.blind.words") : Source.words(desk, answer));
        scroll.setVvalue(0);
        showReading();
        focusText();
    }

    private void showReading() {
        Reading now = marking.reading().get();
        ReviewedAnswer answer = model.current().get();
        marking.session().ifPresent(session -> text.show(session.points(), now == null ? List.of() : now.marks()));
        others.getChildren().clear();
        if (answer != null && now != null && now.done()) {
            model.others().forEach(reading -> {
                MarkedText theirs = new MarkedText(desk.say("review.text"));
                marking.session().ifPresent(session -> theirs.show(session.points(), reading.marks()));
                others.getChildren().add(Rows.card(Controls.label(desk.say(reading.role(), reading.reviewer()), "muted", "small"), theirs));
            });
        }
    }

    /// Keeps the caret on screen.
    private void follow() {
        Bounds caret = text.caretBounds();
        double hidden = paper.getHeight() - scroll.getViewportBounds().getHeight();
        if (caret != null && hidden > 0) {
            double y = text.localToParent(caret).getCenterY();
            double top = scroll.getVvalue() * hidden;
            double height = scroll.getViewportBounds().getHeight();
            if (y < top + height * 0.15 || y > top + height * 0.85) {
                scroll.setVvalue(Math.clamp((y - height / 2) / hidden, 0, 1));
            }
        }
    }

    private void key(KeyEvent event) {
        marking.touch();
        if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            finish();
            event.consume();
            return;
        }
        if (event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase || model.current().get() == null) {
            return;
        }
        boolean onButton = event.getTarget() instanceof ButtonBase;
        boolean onList = event.getTarget() instanceof ListView;
        boolean moves = event.getCode().isArrowKey() || event.getCode() == KeyCode.HOME || event.getCode() == KeyCode.END;
        if (onList && (moves || event.getCode() == KeyCode.PAGE_DOWN || event.getCode() == KeyCode.PAGE_UP) || onButton && moves) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER && ReviewKey.plain(event)) {
            if (onButton) {
                return;
            }
            if (onList) {
                focusText();
            } else {
                finish();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.N && ReviewKey.plain(event)) {
            skip();
            event.consume();
        } else if ((event.getCode() == KeyCode.PAGE_DOWN || event.getCode() == KeyCode.PAGE_UP) && ReviewKey.plain(event)) {
            form.commit();
            model.step(event.getCode() == KeyCode.PAGE_DOWN ? 1 : -1);
            event.consume();
        } else if (keys.handle(event)) {
            event.consume();
        }
    }

    private void finish() {
        form.commit();
        model.finish();
    }

    private void skip() {
        if (model.current().get() != null) {
            form.commit();
            SkipDialog.show(desk, model, this::focusText);
        }
    }
}
