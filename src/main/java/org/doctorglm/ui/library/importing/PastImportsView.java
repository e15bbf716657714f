package org.doctorglm.ui.library.importing;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// What was imported before, the last one first: from where, when, how much, and the way back.
final class PastImportsView extends VBox {
    private final Desk desk;
    private final ImportViewModel model;

    PastImportsView(Desk desk, ImportViewModel model) {
        super(12);
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("card", "past-imports");
        getChildren().add(Controls.label(desk.say("import.past"), "title"));
        if (model.past().isEmpty()) {
            getChildren().add(Controls.label(desk.say("import.past.none"), "muted"));
        }
        model.past().forEach(past -> getChildren().add(row(past)));
    }

    private Node row(PastImport past) {
        ImportOrigin origin = past.origin();
        String counts = desk.say("import.past.counts", Integer.toString(origin.entries()), Integer.toString(origin.merged()), Integer.toString(origin.rejected()));
        String source = Stream.of(origin.edition(), origin.licence(), origin.provenance()).filter(text -> !text.isBlank()).collect(Collectors.joining(" · "));
        VBox words = new VBox(2, Controls.wrapped(origin.file(), "strong", "past-file"), Controls.wrapped(origin.date() + " · " + counts, "muted", "small", "past-counts"));
        if (!source.isEmpty()) {
            words.getChildren().add(Controls.wrapped(source, "muted", "small"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Button undo = Controls.button(desk.say("import.undo"), () -> confirm(desk, model, origin.number()), "past-undo");
        undo.setGraphic(Controls.icon(Feather.ROTATE_CCW));
        undo.setAccessibleText(desk.say("import.undoOf", origin.file()));
        HBox row = new HBox(12, words, undo);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Asks, saying what will be there afterwards, and takes the import back.
    static void confirm(Desk desk, ImportViewModel model, int number) {
        model.past().stream().filter(past -> past.origin().number() == number).findFirst().ifPresent(past -> {
            String day = past.former() == null ? "" : past.former().toString();
            desk.layer().confirm(desk.say("import.undo.title", past.origin().file()), desk.say(past.back(), Integer.toString(past.origin().entries()), day),
                    desk.say("import.undo"), desk.say("cancel"), () -> model.undo(number));
        });
    }
}
