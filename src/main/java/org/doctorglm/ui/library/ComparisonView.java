package org.doctorglm.ui.library;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.library.LibraryViewModel.Shown;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Two diseases side by side, part by part. Short phrases that both have are marked, so that what tells them apart stands out.
final class ComparisonView extends BorderPane {
    private final Desk desk;

    ComparisonView(Desk desk, LibraryViewModel model, Shown shown) {
        this.desk = desk;
        getStyleClass().add("comparison");
        LibraryEntry other = model.other().get();
        Button back = Controls.quiet(Feather.ARROW_LEFT, desk.say("library.back"), model::back);
        back.getStyleClass().add("library-back");
        VBox body = new VBox(12, back);
        if (other == null) {
            body.getChildren().addAll(Controls.label(desk.say("library.compareTitle", shown.entry().disease().name()), "headline"),
                    Controls.wrapped(desk.say("library.compare.choose"), "muted"), suggestions(model, shown));
        } else {
            body.getChildren().add(grid(shown.entry(), other));
        }
        setCenter(LibraryView.column(body));
    }

    private Node suggestions(LibraryViewModel model, Shown shown) {
        FlowPane chips = new FlowPane(6, 6);
        shown.entry().disease().confusedWith().stream().map(shown.linked()::get).filter(java.util.Objects::nonNull).forEach(linked -> {
            Button chip = Controls.chipButton(linked.disease().name(), desk.say("library.compareWith", linked.disease().name()), () -> model.open(linked.id()));
            chip.getStyleClass().add("compare-suggestion");
            chips.getChildren().add(chip);
        });
        return chips;
    }

    private Node grid(LibraryEntry left, LibraryEntry right) {
        GridPane grid = new GridPane(24, 16);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.addRow(0, name(left), name(right));
        List<EntryWords.Part> ofLeft = EntryWords.parts(desk, left.disease());
        List<EntryWords.Part> ofRight = EntryWords.parts(desk, right.disease());
        int row = 1;
        for (int i = 0; i < ofLeft.size(); i++) {
            if (!ofLeft.get(i).isEmpty() || !ofRight.get(i).isEmpty()) {
                grid.addRow(row++, part(ofLeft.get(i), ofRight.get(i)), part(ofRight.get(i), ofLeft.get(i)));
            }
        }
        return grid;
    }

    private Node name(LibraryEntry entry) {
        VBox box = new VBox(2, Controls.wrapped(entry.disease().name(), "headline", "compared-name"),
                Controls.wrapped(EntryWords.facts(desk, entry.disease()), "muted", "small"),
                Controls.wrapped(EntryWords.review(desk, entry), entry.review() == null ? "warning-text" : "good-text", "small"),
                Controls.wrapped(EntryWords.origin(desk, entry), "muted", "small"));
        GridPane.setValignment(box, VPos.TOP);
        return box;
    }

    private Node part(EntryWords.Part own, EntryWords.@Nullable Part beside) {
        PartView view = new PartView(desk, own, desk.say("library.none"));
        Set<String> shared = new HashSet<>(beside == null ? List.of() : beside.items());
        view.lookupAll(".chip").forEach(node -> {
            if (node instanceof javafx.scene.control.Label chip && shared.contains(chip.getText())) {
                chip.getStyleClass().addAll("soft", "shared");
                chip.setGraphic(Controls.icon(Feather.LINK));
                chip.setAccessibleText(desk.say("library.shared", chip.getText()));
            }
        });
        GridPane.setValignment(view, VPos.TOP);
        return view;
    }
}
