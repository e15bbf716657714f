package org.doctorglm.ui.library;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.EntryVersion;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.library.LibraryViewModel.Shown;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What happened to an entry: each version with who, when and what changed, and the way back to any of them.
final class HistoryView extends BorderPane {
    private final Desk desk;
    private final LibraryViewModel model;
    private final Shown shown;
    private final Consumer<Runnable> asReviewer;

    HistoryView(Desk desk, LibraryViewModel model, Shown shown, Consumer<Runnable> asReviewer) {
        this.desk = desk;
        this.model = model;
        this.shown = shown;
        this.asReviewer = asReviewer;
        getStyleClass().add("entry-history");
        Button back = Controls.quiet(Feather.ARROW_LEFT, desk.say("library.back"), model::back);
        back.getStyleClass().add("library-back");
        VBox body = new VBox(12, back, Controls.label(desk.say("library.historyOf", shown.entry().disease().name()), "headline"));
        List<EntryVersion> history = shown.history();
        if (history.isEmpty()) {
            body.getChildren().add(Controls.wrapped(desk.say("library.history.empty"), "muted"));
        }
        for (int i = 0; i < history.size(); i++) {
            body.getChildren().add(card(history.get(i), i == 0));
        }
        if (shown.entry().original() != null && !history.isEmpty()) {
            body.getChildren().add(files());
        }
        setCenter(LibraryView.column(body));
    }

    private Node card(EntryVersion version, boolean newest) {
        HBox head = new HBox(10, Controls.label(desk.say("library.version", Integer.toString(version.number())), "strong"), Controls.chip(desk.say(version.action()), "soft"),
                Controls.label(desk.say("library.note.by", version.author(), desk.formats().dayAndTime(version.at())), "muted"), Controls.gap());
        head.setAlignment(Pos.CENTER_LEFT);
        if (newest) {
            head.getChildren().add(Controls.chip(desk.say("library.now")));
        } else {
            head.getChildren().add(restore(version.number()));
        }
        VBox card = new VBox(8, head);
        card.getStyleClass().addAll("card", "version-card");
        changes(version).forEach(card.getChildren()::add);
        return card;
    }

    private Button restore(int number) {
        Button restore = Controls.button(desk.say("library.restore"), () -> asReviewer.accept(() -> model.restore(number)), "restore-button");
        restore.setGraphic(Controls.icon(Feather.ROTATE_CCW));
        return restore;
    }

    private Node files() {
        HBox row = new HBox(10, Controls.label(desk.say("library.files"), "strong"), Controls.gap(), restore(0));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("card");
        return row;
    }

    private List<Node> changes(EntryVersion version) {
        Disease before = version.before();
        Disease after = version.entry() != null ? version.entry() : shown.entry().original();
        if (before == null || after == null) {
            return List.of();
        }
        return EntryField.changed(before, after).stream().map(field -> change(field, field.text(before), field.text(after))).toList();
    }

    private Node change(EntryField field, String before, String after) {
        boolean list = field.form() == EntryField.Form.LIST || field.form() == EntryField.Form.LINKS;
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("evidence-text-flow");
        for (TextDifference.Piece piece : list ? TextDifference.ofItems(before, after) : TextDifference.ofText(before, after)) {
            Text text = new Text(piece.text());
            text.getStyleClass().add("evidence-text");
            switch (piece.kind()) {
                case SAME -> { }
                // A line through the old words and one under the new ones: told without colour.
                case GONE -> text.getStyleClass().add("gone");
                case COME -> text.getStyleClass().add("come");
            }
            flow.getChildren().add(text);
        }
        VBox box = new VBox(2, Controls.label(desk.say(field), "muted", "small"), flow);
        box.setAccessibleText(desk.say("library.changed", desk.say(field), spoken(before), spoken(after)));
        return box;
    }

    private static String spoken(@Nullable String words) {
        return words == null || words.isBlank() ? "—" : words.replace("\n", "、");
    }
}
