package org.doctorglm.ui.library;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.EntryNote;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.library.LibraryFilter.From;
import org.doctorglm.ui.library.LibraryViewModel.Shown;
import org.kordamp.ikonli.feather.Feather;

/// One entry to be read, with all its parts, its neighbours and the hospital's own note. Where it comes from is never scrolled away.
final class EntryView extends BorderPane {
    private static final int NOTE_ROWS = 4;

    private final Desk desk;
    private final LibraryViewModel model;
    private final Shown shown;
    private final Consumer<Runnable> asReviewer;

    /// @param asReviewer runs what is stored with a name
    EntryView(Desk desk, LibraryViewModel model, Shown shown, Consumer<Runnable> asReviewer) {
        this.desk = desk;
        this.model = model;
        this.shown = shown;
        this.asReviewer = asReviewer;
        getStyleClass().add("entry-view");
        Disease disease = shown.entry().disease();
        VBox body = new VBox(14, head());
        EntryWords.parts(desk, disease).stream().filter(part -> !part.isEmpty()).forEach(part -> body.getChildren().add(new PartView(desk, part, "")));
        links(body, "library.confused", disease.confusedWith());
        links(body, "library.related", disease.background().related());
        body.getChildren().add(note());
        setCenter(LibraryView.column(body));
        setBottom(foot());
    }

    private Node head() {
        Disease disease = shown.entry().disease();
        VBox names = new VBox(2, Controls.wrapped(disease.name(), "headline", "library-name"), Controls.wrapped(EntryWords.facts(desk, disease), "muted"));
        if (!disease.aliases().isEmpty()) {
            names.getChildren().add(Controls.wrapped(desk.say("library.aliases", String.join("、", disease.aliases())), "muted", "small"));
        }
        FlowPane marks = new FlowPane(6, 6, Controls.chip(desk.say(shown.entry().origin())));
        if (shown.entry().edited()) {
            marks.getChildren().add(Controls.chip(desk.say(From.EDITED), "soft"));
        }
        if (shown.entry().hidden()) {
            marks.getChildren().add(Controls.chip(desk.say(From.HIDDEN), "warn"));
        }
        return new VBox(10, names, marks, actions());
    }

    private Node actions() {
        boolean reviewed = shown.entry().review() != null;
        Button review = Controls.button(desk.say(reviewed ? "library.withdraw" : "library.stand"), () -> asReviewer.accept(() -> model.review(!reviewed)), "review-button");
        review.setGraphic(Controls.icon(Feather.CHECK_CIRCLE));
        Button edit = Controls.primary(desk.say("library.edit"), model::edit);
        edit.setGraphic(Controls.icon(Feather.EDIT_2));
        edit.getStyleClass().add("edit-button");
        Button compare = Controls.button(desk.say("library.compare"), model::compare, "compare-entries");
        compare.setGraphic(Controls.icon(Feather.COLUMNS));
        Button history = Controls.button(desk.say("library.history", Integer.toString(shown.history().size())), model::history, "history-button");
        history.setGraphic(Controls.icon(Feather.CLOCK));
        FlowPane row = new FlowPane(8, 8, edit, review, compare, history, more());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private MenuButton more() {
        MenuButton more = new MenuButton(desk.say("library.more"));
        more.getStyleClass().add("entry-more");
        more.setAccessibleText(desk.say("library.more"));
        boolean hidden = shown.entry().hidden();
        MenuItem hide = new MenuItem(desk.say(hidden ? "library.show" : "library.hide"));
        hide.setOnAction(event -> asReviewer.accept(() -> model.hide(!hidden)));
        more.getItems().add(hide);
        if (shown.entry().origin() == LibraryEntry.Origin.OWN) {
            MenuItem delete = new MenuItem(desk.say("library.delete"));
            delete.setOnAction(event -> desk.layer().confirm(desk.say("library.delete.title"), desk.say("library.delete.words", shown.entry().disease().name()),
                    desk.say("library.delete"), desk.say("cancel"), model::delete));
            more.getItems().add(delete);
        }
        return more;
    }

    private void links(VBox body, String key, List<String> ids) {
        FlowPane chips = new FlowPane(6, 6);
        for (String id : ids) {
            LibraryEntry linked = shown.linked().get(id);
            if (linked != null) {
                String name = linked.disease().name();
                Button chip = Controls.chipButton(name, desk.say("library.open", name), () -> model.open(id));
                chip.getStyleClass().add("entry-link");
                chips.getChildren().add(chip);
                Button beside = Controls.iconButton(Feather.COLUMNS, desk.say("library.compareWith", name), () -> model.compareWith(id));
                chips.getChildren().add(beside);
            }
        }
        if (!chips.getChildren().isEmpty()) {
            VBox part = new VBox(Controls.label(desk.say(key), "strong", "part-title"), chips);
            part.getStyleClass().add("entry-part");
            body.getChildren().add(part);
        }
    }

    private Node note() {
        EntryNote kept = shown.note();
        TextArea text = new TextArea(kept == null ? "" : kept.text());
        text.setPromptText(desk.say("library.note.prompt"));
        text.setAccessibleText(desk.say("library.note"));
        text.setWrapText(true);
        text.setPrefRowCount(NOTE_ROWS);
        text.getStyleClass().add("entry-note");
        Button save = Controls.button(desk.say("library.note.save"), () -> asReviewer.accept(() -> model.note(text.getText())), "note-save");
        save.disableProperty().bind(text.textProperty().isEqualTo(kept == null ? "" : kept.text()));
        var written = Controls.label(kept == null ? "" : desk.say("library.note.by", kept.author(), desk.formats().dayAndTime(kept.at())), "muted", "small", "note-by");
        HBox row = new HBox(8, written, Controls.gap(), save);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(8, Controls.label(desk.say("library.note"), "strong"), text, row);
        box.getStyleClass().add("card");
        return box;
    }

    private Node foot() {
        boolean reviewed = shown.entry().review() != null;
        var review = Controls.wrapped(EntryWords.review(desk, shown.entry()), reviewed ? "good-text" : "warning-text", "small", "review-words");
        VBox foot = new VBox(2, review, Controls.wrapped(EntryWords.origin(desk, shown.entry()), "muted", "small"));
        foot.getStyleClass().addAll("panel", "evidence-foot");
        return foot;
    }
}
