package org.doctorglm.ui.library;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.knowledge.AgeGroup;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.EntryProblem;
import org.doctorglm.knowledge.Frequency;
import org.doctorglm.knowledge.Sex;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// Editing an entry: a control for each field of [EntryField]. What is wrong stands under its field after saving was tried; Esc gives up.
final class EntryForm extends BorderPane {
    private static final int TEXT_ROWS = 3;
    private static final int MOST_ROWS = 8;

    private final Desk desk;
    private final EntryDraft draft;
    private final Map<EntryField, Label> wrong = new EnumMap<>(EntryField.class);
    private final Map<EntryField, Node> controls = new EnumMap<>(EntryField.class);

    EntryForm(Desk desk, LibraryViewModel model, EntryDraft draft, Consumer<Runnable> asReviewer) {
        this.desk = desk;
        this.draft = draft;
        getStyleClass().add("entry-form");
        VBox fields = new VBox(12, Controls.label(desk.say("library.editing"), "headline"), Controls.wrapped(desk.say("library.editing.words"), "muted"));
        for (EntryField field : EntryField.values()) {
            fields.getChildren().add(row(field));
        }
        setCenter(LibraryView.column(fields));
        Button save = Controls.primary(desk.say("library.save"), () -> asReviewer.accept(model::save));
        save.getStyleClass().add("entry-save");
        Button cancel = Controls.button(desk.say("cancel"), model::back, "entry-cancel");
        HBox foot = new HBox(8, Controls.gap(), cancel, save);
        foot.getStyleClass().addAll("panel", "evidence-foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        setBottom(foot);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.back();
                event.consume();
            }
        });
        Live.watch(this, model.problems(), () -> showProblems(model.problems()));
    }

    private Node row(EntryField field) {
        Node control = switch (field.form()) {
            case LINE -> line(field);
            case TEXT, LIST, LINKS -> area(field);
            case CHOICE -> choice(field);
        };
        control.setAccessibleText(desk.say(field));
        control.getStyleClass().add("field-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Label problem = Controls.wrapped("", "danger-text", "small", "field-problem");
        problem.setVisible(false);
        problem.setManaged(false);
        wrong.put(field, problem);
        controls.put(field, control);
        HBox title = new HBox(8, Controls.label(desk.say(field), "strong"), Controls.label(hint(field), "muted", "small"));
        title.setAlignment(Pos.BASELINE_LEFT);
        return new VBox(4, title, control, problem);
    }

    private String hint(EntryField field) {
        return switch (field.form()) {
            case LIST -> desk.say("library.hint.list");
            case LINKS -> desk.say("library.hint.links");
            case LINE, TEXT, CHOICE -> "";
        };
    }

    private Node line(EntryField field) {
        TextField text = new TextField(draft.text(field));
        text.textProperty().addListener((property, old, now) -> draft.with(field, now));
        return text;
    }

    private Node area(EntryField field) {
        TextArea text = new TextArea(draft.text(field));
        text.setWrapText(true);
        int lines = (int) draft.text(field).lines().count();
        text.setPrefRowCount(Math.clamp(lines, TEXT_ROWS, MOST_ROWS));
        text.textProperty().addListener((property, old, now) -> draft.with(field, now));
        // Tab leads to the next field, as in a line; a tab character has no place in an entry.
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                text.requestFocusTraversal(event.isShiftDown() ? javafx.scene.TraversalDirection.PREVIOUS : javafx.scene.TraversalDirection.NEXT);
                event.consume();
            }
        });
        return text;
    }

    private Node choice(EntryField field) {
        Enum<?>[] values = field == EntryField.SEX ? Sex.values() : field == EntryField.AGES ? AgeGroup.values() : Frequency.values();
        List<String> keys = Stream.concat(Stream.of(""), Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT))).toList();
        ComboBox<String> box = new ComboBox<>();
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String key) {
                int at = key == null ? 0 : keys.indexOf(key);
                return at <= 0 ? desk.say("library.anyone") : desk.say(values[at - 1]);
            }

            @Override
            public @Nullable String fromString(String text) {
                return null;
            }
        });
        box.getItems().setAll(keys);
        box.setValue(draft.text(field));
        box.valueProperty().addListener((property, old, now) -> draft.with(field, now == null ? "" : now));
        return box;
    }

    private void showProblems(List<EntryProblem> problems) {
        wrong.values().forEach(label -> label.setText(""));
        for (EntryProblem problem : problems) {
            Label label = wrong.get(ProblemWords.field(problem));
            String words = ProblemWords.of(desk, problem);
            label.setText(label.getText().isEmpty() ? words : label.getText() + "\n" + words);
        }
        wrong.values().forEach(label -> {
            label.setVisible(!label.getText().isEmpty());
            label.setManaged(label.isVisible());
        });
        if (!problems.isEmpty()) {
            controls.get(ProblemWords.field(problems.getFirst())).requestFocus();
        }
    }
}
