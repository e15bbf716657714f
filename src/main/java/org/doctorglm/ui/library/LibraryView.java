package org.doctorglm.ui.library;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.Shortcut;
import org.doctorglm.ui.library.LibraryViewModel.Mode;
import org.doctorglm.ui.library.LibraryViewModel.Outcome;
import org.doctorglm.ui.library.LibraryViewModel.Shown;
import org.doctorglm.ui.library.importing.ImportView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The library: on the left looking for an entry, on the right reading, editing, comparing it, its history, or how far the library reaches.
public final class LibraryView extends SplitPane {
    private static final double DIVIDER = 0.3;

    private final Desk desk;
    private final LibraryViewModel model;
    private final Consumer<String> openDialogue;
    private final EntryListView list;
    private final BorderPane page = new BorderPane();
    private final VBox message = new VBox();

    /// @param openDialogue leads to a consultation, given its id
    public LibraryView(Desk desk, LibraryViewModel model, Consumer<String> openDialogue) {
        this.desk = desk;
        this.model = model;
        this.openDialogue = openDialogue;
        getStyleClass().add("library");
        list = new EntryListView(desk, model);
        SplitPane.setResizableWithParent(list, false);
        page.setTop(message);
        getItems().addAll(list, page);
        setDividerPositions(DIVIDER);
        Live.watch(this, model.mode(), now -> show());
        Live.watch(this, model.shown(), now -> {
            // The import page does not show an entry; rebuilding it would lose what was typed and where it was scrolled to.
            if (model.mode().get() != Mode.IMPORTING) {
                show();
            }
        });
        Live.watch(this, model.other(), now -> {
            if (model.mode().get() == Mode.COMPARING) {
                show();
            }
        });
        Live.watch(this, model.coverage(), now -> {
            if (model.mode().get() == Mode.COVERAGE) {
                show();
            }
        });
        Live.watch(this, model.outcome(), this::say);
        Live.watch(this, model.problems(), () -> say(model.outcome().get()));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (Shortcut.SEARCH.matches(event)) {
                focusSearch();
                event.consume();
            }
        });
        model.refresh();
    }

    public void focusSearch() {
        list.words().requestFocus();
    }

    private void show() {
        Shown shown = model.shown().get();
        EntryDraft draft = model.draft().get();
        Node content = switch (model.mode().get()) {
            case READING -> shown == null ? nothingChosen() : new EntryView(desk, model, shown, this::asReviewer);
            case EDITING -> draft == null ? nothingChosen() : new EntryForm(desk, model, draft, this::asReviewer);
            case HISTORY -> shown == null ? nothingChosen() : new HistoryView(desk, model, shown, this::asReviewer);
            case COMPARING -> shown == null ? nothingChosen() : new ComparisonView(desk, model, shown);
            case COVERAGE -> new CoverageView(desk, model, openDialogue);
            case IMPORTING -> new ImportView(desk, model.imports(), model::back, model::showImported);
        };
        page.setCenter(content);
    }

    private Node nothingChosen() {
        VBox box = new VBox(8, Controls.icon(Feather.BOOK_OPEN), Controls.label(desk.say("library.empty"), "strong"),
                Controls.wrapped(desk.say("library.empty.words"), "muted", "notice"));
        box.setAlignment(Pos.CENTER);
        box.setStyle("-fx-max-width: 44em;");
        return new StackPane(box);
    }

    /// A page that scrolls, in a column that is not too wide to be read.
    static ScrollPane column(VBox content) {
        content.getStyleClass().add("page");
        content.setStyle("-fx-max-width: 62em;");
        StackPane middle = new StackPane(content);
        middle.setAlignment(Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /// Does something that is stored with a name. The name is asked for once and kept.
    private void asReviewer(Runnable change) {
        if (!model.reviewer().isEmpty()) {
            change.run();
            return;
        }
        desk.layer().prompt(desk.say("library.who"), "", desk.say("library.who.do"), desk.say("cancel"), name -> {
            model.setReviewer(name);
            change.run();
        });
    }

    private void say(@Nullable Outcome outcome) {
        message.getChildren().clear();
        boolean typing = model.mode().get() == Mode.EDITING;
        if (!typing && !model.problems().isEmpty()) {
            message.getChildren().add(note(ProblemWords.of(desk, model.problems().getFirst())));
        } else if (outcome == Outcome.NOT_STORED) {
            message.getChildren().add(note(desk.say(outcome)));
        } else if (outcome != null) {
            desk.layer().toast(desk.say(outcome));
            desk.runner().onUi(() -> model.outcome().set(null));
        }
    }

    private Node note(String words) {
        HBox note = new HBox(Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words), Controls.gap(),
                Controls.iconButton(Feather.X, desk.say("close"), () -> {
                    model.problems().clear();
                    model.outcome().set(null);
                }));
        note.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().addAll("note", "bad", "library-problem");
        return note;
    }
}
