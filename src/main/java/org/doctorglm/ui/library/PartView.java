package org.doctorglm.ui.library;

import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.SelectableText;

/// One part of an entry: title, short phrases as chips, sentences that can be selected.
final class PartView extends VBox {
    /// @param empty words for a part with nothing in it, empty to show only the title
    PartView(Desk desk, EntryWords.Part part, String empty) {
        getStyleClass().add("entry-part");
        boolean urgent = part.field() == EntryField.URGENT && !part.items().isEmpty();
        if (urgent) {
            getStyleClass().add("urgent");
        }
        getChildren().add(Controls.label(part.title(), "strong", "part-title"));
        if (urgent) {
            getChildren().add(Controls.wrapped(String.join("、", part.items())));
        } else if (part.field() == EntryField.LAY) {
            part.items().forEach(item -> getChildren().add(Controls.wrapped(desk.say("library.quote", item), "part-line")));
        } else if (!part.items().isEmpty()) {
            FlowPane chips = new FlowPane(6, 6);
            part.items().forEach(item -> chips.getChildren().add(Controls.chip(item)));
            getChildren().add(chips);
        }
        if (!part.text().isBlank()) {
            SelectableText text = new SelectableText("evidence-text");
            text.setText(part.text());
            getChildren().add(text);
        }
        if (part.isEmpty() && !empty.isEmpty()) {
            getChildren().add(Controls.label(empty, "muted"));
        }
    }
}
