package org.doctorglm.ui.library;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// How far the library reaches: recent questions that found nothing, and the entries that served most.
final class CoverageView extends BorderPane {
    private static final int MOST = 50;
    private static final double BAR_EM = 14;

    private final Desk desk;
    private final LibraryViewModel model;
    private final Consumer<String> openDialogue;

    CoverageView(Desk desk, LibraryViewModel model, Consumer<String> openDialogue) {
        this.desk = desk;
        this.model = model;
        this.openDialogue = openDialogue;
        getStyleClass().add("coverage");
        Button back = Controls.quiet(Feather.ARROW_LEFT, desk.say("library.back"), model::back);
        back.getStyleClass().add("library-back");
        VBox body = new VBox(14, back, Controls.label(desk.say("library.coverage"), "headline"));
        Coverage coverage = model.coverage().get();
        if (coverage == null) {
            body.getChildren().add(Controls.label(desk.say("library.coverage.reading"), "muted"));
        } else {
            body.getChildren().add(Controls.wrapped(coverage.questions() == 0 ? desk.say("library.coverage.none")
                    : desk.say("library.coverage.words", Integer.toString(coverage.questions()), Integer.toString(coverage.missed().size()),
                    Long.toString(Math.round(100.0 * coverage.missed().size() / coverage.questions()))), "coverage-words"));
            body.getChildren().addAll(missed(coverage), used(coverage));
        }
        setCenter(LibraryView.column(body));
    }

    private Node missed(Coverage coverage) {
        VBox card = new VBox(6, Controls.label(desk.say("library.coverage.missed"), "title"));
        card.getStyleClass().add("card");
        if (coverage.missed().isEmpty()) {
            card.getChildren().add(Controls.label(desk.say("library.none"), "muted"));
        }
        coverage.missed().stream().limit(MOST).forEach(missed -> {
            String line = missed.question().lines().findFirst().orElse("");
            Button open = Controls.quiet(Feather.MESSAGE_SQUARE, line, () -> openDialogue.accept(missed.dialogueId()));
            open.getStyleClass().add("missed-question");
            open.setMinWidth(0);
            open.setMaxWidth(Double.MAX_VALUE);
            open.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(open, Priority.ALWAYS);
            var when = Controls.label(desk.formats().moment(missed.askedAt()), "muted", "small");
            when.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(8, open, when);
            row.setAlignment(Pos.CENTER_LEFT);
            card.getChildren().add(row);
        });
        return card;
    }

    private Node used(Coverage coverage) {
        VBox card = new VBox(6, Controls.label(desk.say("library.coverage.used"), "title"));
        card.getStyleClass().add("card");
        if (coverage.used().isEmpty()) {
            card.getChildren().add(Controls.label(desk.say("library.none"), "muted"));
        }
        int most = coverage.used().stream().mapToInt(Coverage.Used::questions).max().orElse(1);
        coverage.used().stream().limit(MOST).forEach(used -> {
            Button name = Controls.quiet(Feather.BOOK_OPEN, used.name(), () -> model.open(used.entryId()));
            name.getStyleClass().add("used-entry");
            HBox row = new HBox(8, name, Controls.gap(), bar((double) used.questions() / most),
                    Controls.label(desk.say("library.coverage.times", used.questions()), "muted", "used-times"));
            row.setAlignment(Pos.CENTER_LEFT);
            card.getChildren().add(row);
        });
        return card;
    }

    private static Node bar(double share) {
        Region fill = new Region();
        fill.getStyleClass().add("fill");
        fill.setStyle("-fx-max-width: " + BAR_EM * share + "em;");
        StackPane bar = new StackPane(fill);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("share-bar", "after");
        bar.setStyle("-fx-min-width: " + BAR_EM + "em; -fx-max-width: " + BAR_EM + "em;");
        return bar;
    }
}
