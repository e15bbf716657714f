package org.doctorglm.ui.library;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.library.LibraryFilter.From;
import org.doctorglm.ui.library.LibraryFilter.Reviewed;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Looking for an entry: words, three filters, and what fits. Arrow down leads from the words into the list, Enter opens the first entry.
final class EntryListView extends VBox {
    /// Stands for all departments; no department is called so.
    private static final String ALL = "";

    private final Desk desk;
    private final LibraryViewModel model;
    private final TextField words = new TextField();
    private final ListView<LibraryEntry> list = new ListView<>();
    private final ComboBox<String> department = new ComboBox<>();
    private final ComboBox<Reviewed> reviewed = new ComboBox<>();
    private final ComboBox<From> from = new ComboBox<>();
    private boolean following;
    private String followed = "";

    EntryListView(Desk desk, LibraryViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("entry-list-pane");
        var count = Controls.label("", "muted", "small", "library-count");
        HBox head = new HBox(4, Controls.label(desk.say("place.library"), "title"), count, Controls.gap(),
                action(Feather.PLUS, "library.create", "library-create", model::create),
                action(Feather.UPLOAD, "library.import", "library-import", model::showImport),
                action(Feather.PIE_CHART, "library.coverage", "library-coverage", model::showCoverage));
        head.setAlignment(Pos.CENTER_LEFT);
        typeWords();
        filters();
        list.getStyleClass().addAll("pick-list", "entry-list");
        list.setAccessibleText(desk.say("library.list"));
        var placeholder = Controls.wrapped(desk.say("library.reading"), "muted");
        list.setPlaceholder(placeholder);
        list.setCellFactory(view -> new EntryCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (now != null && !following) {
                model.open(now.id());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, words, department, new HBox(6, reviewed, from), list);
        Live.watch(this, model.rows(), () -> {
            // Before the first entries are read nothing has been looked for in vain.
            placeholder.setText(desk.say(model.total() == 0 ? "library.reading" : "library.nothing"));
            count.setVisible(model.total() > 0);
            count.setText(desk.say("library.count", Integer.toString(model.rows().size()), Integer.toString(model.total())));
            follow();
        });
        Live.watch(this, model.departments(), this::fillDepartments);
        Live.watch(this, model.shown(), now -> follow());
        // Leaving a form by a click beside it would lose what was typed.
        Live.watch(this, model.mode(), now -> setDisable(now == LibraryViewModel.Mode.EDITING));
    }

    private Button action(Feather glyph, String key, String style, Runnable action) {
        Button button = Controls.iconButton(glyph, desk.say(key), action);
        button.getStyleClass().add(style);
        return button;
    }

    TextField words() {
        return words;
    }

    private void typeWords() {
        words.setPromptText(desk.say("library.search"));
        words.setAccessibleText(desk.say("library.search"));
        words.getStyleClass().add("library-search");
        words.setText(model.filter().get().words());
        words.textProperty().addListener((property, old, now) -> apply());
        words.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                list.getSelectionModel().selectFirst();
                list.requestFocus();
                event.consume();
            }
        });
    }

    private void filters() {
        LibraryFilter now = model.filter().get();
        choice(department, desk.say("library.department"), value -> value.equals(ALL) ? desk.say("library.allDepartments") : value);
        choice(reviewed, desk.say("library.review"), desk::say);
        choice(from, desk.say("library.from"), desk::say);
        department.getStyleClass().add("library-department");
        reviewed.getStyleClass().add("library-reviewed");
        from.getStyleClass().add("library-from");
        reviewed.getItems().setAll(Reviewed.values());
        from.getItems().setAll(From.values());
        fillDepartments();
        reviewed.setValue(now.reviewed());
        from.setValue(now.from());
        Stream.of(department, reviewed, from).forEach(box -> box.valueProperty().addListener((property, old, value) -> apply()));
    }

    private <T> void choice(ComboBox<T> box, String says, java.util.function.Function<T, String> words) {
        box.setAccessibleText(says);
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        });
    }

    private void fillDepartments() {
        String chosen = model.filter().get().department();
        following = true;
        department.getItems().setAll(Stream.concat(Stream.of(ALL), model.departments().stream()).toList());
        department.setValue(chosen == null ? ALL : chosen);
        following = false;
    }

    private void apply() {
        if (following) {
            return;
        }
        String where = department.getValue();
        LibraryFilter now = new LibraryFilter(words.getText(), where == null || where.equals(ALL) ? null : where, reviewed.getValue(), from.getValue());
        if (!now.equals(model.filter().get())) {
            model.filter(now);
        }
    }

    /// Marks the entry on screen, if it is listed.
    private void follow() {
        LibraryViewModel.Shown shown = model.shown().get();
        List<LibraryEntry> rows = model.rows();
        following = true;
        list.setItems(model.rows());
        list.getSelectionModel().clearSelection();
        for (int i = 0; shown != null && i < rows.size(); i++) {
            if (rows.get(i).id().equals(shown.entry().id())) {
                list.getSelectionModel().select(i);
                reveal(i, shown.entry().id());
            }
        }
        following = false;
    }

    /// Brings the row of an entry that was opened from elsewhere on screen; a list that is being looked through stays where it is.
    private void reveal(int row, String id) {
        if (!followed.equals(id) && !list.isFocused()) {
            list.scrollTo(Math.max(0, row - 2));
        }
        followed = id;
    }

    private final class EntryCell extends ListCell<LibraryEntry> {
        private final VBox box = new VBox(2);

        @Override
        protected void updateItem(@Nullable LibraryEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(entry == null || empty ? null : box);
            if (entry == null || empty) {
                return;
            }
            HBox line = new HBox(6, Controls.label(entry.disease().name(), "entry-name"), Controls.gap());
            line.setAlignment(Pos.CENTER_LEFT);
            marks(entry).forEach(line.getChildren()::add);
            String under = Stream.of(entry.disease().icd10(), entry.disease().english()).filter(word -> word != null && !word.isBlank())
                    .collect(java.util.stream.Collectors.joining(" · "));
            box.getChildren().setAll(line, Controls.label(under, "muted", "small"));
            setAccessibleText(entry.disease().name() + " " + under + " " + EntryWords.review(desk, entry));
            setPrefWidth(0);
        }

        private List<javafx.scene.Node> marks(LibraryEntry entry) {
            return Stream.of(mark(entry.hidden(), Feather.EYE_OFF, From.HIDDEN), mark(entry.edited(), Feather.EDIT_2, From.EDITED),
                    mark(entry.origin() == LibraryEntry.Origin.IMPORTED, Feather.DOWNLOAD, From.IMPORTED),
                    mark(entry.origin() == LibraryEntry.Origin.OWN, Feather.HOME, From.OWN),
                    mark(entry.review() != null, Feather.CHECK_CIRCLE, Reviewed.YES)).filter(java.util.Objects::nonNull).toList();
        }

        private javafx.scene.@Nullable Node mark(boolean there, Feather glyph, Enum<?> words) {
            if (!there) {
                return null;
            }
            var label = Controls.label("", "entry-mark");
            label.setGraphic(Controls.icon(glyph));
            label.setTooltip(new javafx.scene.control.Tooltip(desk.say(words)));
            label.setAccessibleText(desk.say(words));
            return label;
        }
    }
}
