package org.doctorglm.ui.review;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.AnswerGrade.Aspect;
import org.doctorglm.review.Harm;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.Severity;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// What is said about the chosen mark, and about the answer as a whole.
final class MarkForm extends VBox {
    private static final int PAUSE_MS = 1000;

    private final Desk desk;
    private final MarkingViewModel model;
    private final Runnable backToText;
    private final VBox markPart = new VBox(8);
    private final Label noMark = Controls.wrapped("", "muted");
    private final HBox head = new HBox(8);
    private final Label quoted = Controls.wrapped("", "muted", "small", "mark-quoted");
    private final Rows.Choice<MarkKind> kinds;
    private final Rows.Choice<MarkIssue> issues;
    private final Rows.Choice<Severity> severities;
    private final Rows.Choice<Harm> harms;
    private final TextArea comment;
    private final TextArea correction;
    private final TextArea missing;
    private final Map<Aspect, ToggleButton[]> grades = new EnumMap<>(Aspect.class);
    private final Map<Aspect, HBox> gradeRows = new EnumMap<>(Aspect.class);
    private final VBox counts = new VBox(4);
    private @Nullable String shownMark;
    private boolean dirty;
    private boolean missingDirty;
    private boolean echo;
    private boolean composing;
    /// The letter that led here is no word.
    private boolean swallow;

    /// @param backToText gives the focus back
    MarkForm(Desk desk, MarkingViewModel model, Runnable backToText) {
        super(14);
        this.desk = desk;
        this.model = model;
        this.backToText = backToText;
        getStyleClass().addAll("panel", "mark-form");
        kinds = new Rows.Choice<>(desk, MarkKind.class, "kind", List.of("⇧1", "⇧2", "⇧3"), model::kind);
        for (MarkKind kind : MarkKind.values()) {
            kinds.graphic(kind, new KindLine(kind));
        }
        issues = new Rows.Choice<>(desk, MarkIssue.class, "issue", letters(ReviewKey.ISSUES), model::issue);
        severities = new Rows.Choice<>(desk, Severity.class, "severity", letters(ReviewKey.SEVERITIES), model::severity);
        harms = new Rows.Choice<>(desk, Harm.class, "harm", letters(ReviewKey.HARMS), model::harm);
        comment = area("review.comment", "mark-comment-field");
        correction = area("review.correction", "mark-correction-field");
        missing = area("review.missing", "missing-field");
        head.setAlignment(Pos.CENTER_LEFT);
        markPart.getChildren().addAll(head, quoted, kinds, named("review.issue", ""), issues, named("review.severity", ""), severities, named("review.harm", ""), harms,
                named("review.comment", ReviewKey.WORDS.printed()), comment, named("review.correction", ReviewKey.CORRECTION.printed()), correction);
        VBox whole = new VBox(6, named("review.whole", ReviewKey.GRADES.printed()));
        whole.getStyleClass().add("whole-answer");
        for (Aspect aspect : Aspect.values()) {
            whole.getChildren().add(gradeRow(aspect));
        }
        whole.getChildren().addAll(named("review.missing", ReviewKey.MISSING.printed()), missing);
        noMark.setText(desk.say("review.noMark"));
        noMark.getStyleClass().add("no-mark");
        getChildren().addAll(noMark, markPart, whole, counts);
        Live.watch(this, model.reading(), now -> show());
        Live.watch(this, model.chosen(), now -> show());
        Live.watch(this, model.grading(), now -> gradeRows.forEach((aspect, row) -> row.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("now"), aspect == now)));
        sceneProperty().subscribe((old, now) -> {
            if (now == null) {
                commit();
            }
        });
    }

    private static List<String> letters(KeyCode[] keys) {
        return Arrays.stream(keys).map(KeyCode::getName).toList();
    }

    private HBox named(String key, String printed) {
        HBox row = new HBox(6, Controls.label(desk.say(key), "muted", "small"));
        if (!printed.isEmpty()) {
            row.getChildren().add(Controls.label(printed, "key-letter"));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private TextArea area(String key, String style) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.setAccessibleText(desk.say(key));
        area.getStyleClass().addAll("review-words", style);
        area.textProperty().addListener((property, old, now) -> {
            if (!echo) {
                boolean ofAnswer = style.equals("missing-field");
                missingDirty |= ofAnswer;
                dirty |= !ofAnswer;
                desk.runner().debounce("review.words", PAUSE_MS, this::commit);
            }
        });
        area.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit();
            }
        });
        area.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, event -> composing = !event.getComposed().isEmpty());
        area.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (swallow) {
                event.consume();
            }
            swallow = false;
        });
        area.addEventFilter(KeyEvent.KEY_RELEASED, event -> swallow = false);
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            swallow = false;
            if (composing) {
                return;
            }
            boolean leaves = event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER && ReviewKey.plain(event) && !event.isShiftDown();
            if (leaves) {
                commit();
                backToText.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
                area.replaceSelection("\n");
                event.consume();
            } else if (event.getCode() == KeyCode.TAB && ReviewKey.plain(event)) {
                (event.isShiftDown() ? previous(area) : following(area)).requestFocus();
                event.consume();
            }
        });
        return area;
    }

    private TextArea following(TextArea area) {
        return area == comment ? correction : area == correction ? missing : markPart.isVisible() ? comment : missing;
    }

    private TextArea previous(TextArea area) {
        return area == missing && markPart.isVisible() ? correction : area == correction ? comment : missing;
    }

    private HBox gradeRow(Aspect aspect) {
        Label name = Controls.label(desk.say(aspect));
        name.setStyle("-fx-min-width: 6em; -fx-pref-width: 6em;");
        HBox row = new HBox(4, name);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("grade-row");
        ToggleButton[] buttons = new ToggleButton[AnswerGrade.HIGHEST];
        for (int i = 0; i < buttons.length; i++) {
            int grade = i + 1;
            ToggleButton button = new ToggleButton(String.valueOf(grade));
            button.setAccessibleText(desk.say(aspect) + " " + grade);
            button.getStyleClass().addAll("review-option", "grade-option");
            button.setFocusTraversable(false);
            button.setOnAction(event -> model.grade(aspect, button.isSelected() ? grade : 0));
            buttons[i] = button;
            row.getChildren().add(button);
        }
        grades.put(aspect, buttons);
        gradeRows.put(aspect, row);
        return row;
    }

    void focusComment() {
        focus(comment, markPart.isVisible());
    }

    void focusCorrection() {
        focus(correction, markPart.isVisible());
    }

    void focusMissing() {
        focus(missing, true);
    }

    private void focus(TextArea area, boolean may) {
        if (may) {
            area.requestFocus();
            area.end();
            swallow = true;
        }
    }

    /// Takes over what is typed.
    void commit() {
        if (dirty && shownMark != null) {
            dirty = false;
            model.describe(shownMark, comment.getText(), correction.getText());
        }
        if (missingDirty) {
            missingDirty = false;
            model.missing(missing.getText());
        }
    }

    private void show() {
        Reading reading = model.reading().get();
        Optional<Annotation> mark = model.chosenMark();
        String id = mark.map(Annotation::id).orElse(null);
        if (!Objects.equals(id, shownMark)) {
            commit();
            shownMark = id;
            dirty = false;
        }
        setDisable(reading == null);
        Rows.show(noMark, mark.isEmpty());
        Rows.show(markPart, mark.isPresent());
        mark.ifPresent(this::show);
        if (reading != null) {
            grades.forEach((aspect, buttons) -> {
                for (int i = 0; i < buttons.length; i++) {
                    buttons[i].setSelected(reading.grade().of(aspect) == i + 1);
                }
            });
            if (!missingDirty) {
                set(missing, reading.missing());
            }
            counts.getChildren().setAll(Controls.label(desk.say("review.marks", String.valueOf(reading.marks().size())), "muted", "small"));
            for (MarkKind kind : MarkKind.values()) {
                counts.getChildren().add(Rows.row(new KindLine(kind), Controls.label(desk.say(kind), "small", "said-" + kind.key()),
                        Controls.label(String.valueOf(reading.marks(kind).size()), "small")));
            }
        }
    }

    private void show(Annotation mark) {
        String words = model.session().map(session -> session.points().text(mark.span())).orElse("");
        head.getChildren().setAll(new KindLine(mark.kind()), Controls.label(desk.say(mark.kind()), "title", "said-" + mark.kind().key()));
        quoted.setText("“" + (words.length() > 60 ? words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, 60))) + "…" : words) + "”");
        kinds.select(mark.kind());
        issues.select(mark.issue());
        severities.select(mark.severity());
        harms.select(mark.harm());
        if (!dirty) {
            set(comment, mark.comment());
            set(correction, mark.correction());
        }
    }

    private void set(TextArea area, String text) {
        if (!area.getText().equals(text) && !area.getText().strip().equals(text)) {
            echo = true;
            area.setText(text);
            echo = false;
        }
    }
}
