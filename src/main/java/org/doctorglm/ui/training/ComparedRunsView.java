package org.doctorglm.ui.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.training.RunFolder;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.training.ComparisonViewModel.Compared;
import org.kordamp.ikonli.feather.Feather;

/// Held-out losses of up to four runs over their steps, and what became of each.
final class ComparedRunsView extends BorderPane {
    /// An empty column that takes the room behind the figures, so that words below them have the whole width.
    private static final int LAST = 7;

    private final Desk desk;
    private final ComparisonViewModel model;
    private final CurveChart chart;
    private final VBox notes = new VBox(8);
    private final GridPane table = new GridPane(26, 4);

    ComparedRunsView(Desk desk, ComparisonViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("compared-runs");
        chart = new CurveChart(desk.say("compared.curves"));
        VBox.setVgrow(chart, Priority.ALWAYS);
        var back = Controls.button(desk.say("compared.back"), model::hide, "compared-back");
        HBox head = new HBox(8, Controls.label(desk.say("compared.curves"), "title"), Controls.gap(), back);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox curves = new VBox(10, head, notes, chart);
        curves.getStyleClass().add("card");
        VBox.setVgrow(curves, Priority.ALWAYS);
        for (int column = 0; column <= LAST; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setHgrow(column < LAST ? Priority.NEVER : Priority.ALWAYS);
            table.getColumnConstraints().add(width);
        }
        VBox figures = new VBox(10, Controls.label(desk.say("compared.figures"), "title"), table);
        figures.getStyleClass().add("card");
        figures.setMinHeight(USE_PREF_SIZE);
        VBox page = new VBox(16, curves, figures);
        page.getStyleClass().add("page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        setCenter(scroll);
        Live.watch(this, model.compared(), this::show);
        Live.watch(this, model.problem(), now -> show());
    }

    private void show() {
        List<Compared> runs = List.copyOf(model.compared());
        chart.show(runs.stream().map(run -> new CurveChart.Series(run.figures().heldOut(), run.sign())).toList());
        notes.getChildren().clear();
        Throwable problem = model.problem().get();
        if (problem != null) {
            notes.getChildren().add(note(TrainingWords.of(desk, problem), "bad"));
        }
        if (runs.stream().map(run -> run.row().file().dataSha256()).distinct().count() > 1) {
            notes.getChildren().add(note(desk.say("compared.otherData"), "warn"));
        }
        List<String> silent = runs.stream().filter(run -> run.figures().heldOut().isEmpty()).map(run -> run.row().name()).toList();
        if (!silent.isEmpty()) {
            notes.getChildren().add(Controls.wrapped(desk.say("compared.silent", String.join(desk.say("training.and"), silent)), "muted", "small"));
        }
        fill(runs);
    }

    private static Node note(String words, String style) {
        HBox note = new HBox(8, Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words, "compared-note"));
        note.getStyleClass().addAll("note", style);
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }

    private void fill(List<Compared> runs) {
        table.getChildren().clear();
        int column = 1;
        for (String key : List.of("compared.run", "compared.state", "compared.steps", "compared.best", "compared.last", "compared.loss")) {
            Label head = Controls.label(desk.say(key), "muted", "small");
            table.add(head, column, 0);
            if (column >= 3 && column <= 6) {
                GridPane.setHalignment(head, HPos.RIGHT);
            }
            column++;
        }
        Map<String, String> alike = alike(runs);
        int line = 1;
        for (Compared run : runs) {
            RunRow row = run.row();
            table.add(run.sign().key(), 0, line);
            table.add(Controls.label(row.name(), "strong"), 1, line);
            table.add(Controls.label(desk.say(row.state())), 2, line);
            number(Numbers.count(run.figures().step()) + " / " + Numbers.count(row.file().steps()), 3, line);
            number(row.best().map(this::best).orElse("–"), 4, line);
            number(run.last().map(Numbers::loss).orElse("–"), 5, line);
            number(Double.isNaN(run.figures().loss()) ? "–" : Numbers.loss(run.figures().loss()), 6, line);
            table.add(Controls.wrapped(differences(row, alike), "small", "muted"), 1, line + 1, LAST, 1);
            line += 2;
        }
    }

    private void number(String words, int column, int line) {
        Label label = Controls.label(words);
        GridPane.setHalignment(label, HPos.RIGHT);
        table.add(label, column, line);
    }

    private String best(RunFolder.Best best) {
        return desk.say("compared.bestAt", Numbers.loss(best.loss()), Numbers.count(best.step()));
    }

    /// Values that all runs have.
    private static Map<String, String> alike(List<Compared> runs) {
        Map<String, String> alike = new TreeMap<>();
        if (!runs.isEmpty()) {
            alike.putAll(runs.getFirst().row().file().recipe());
            runs.forEach(run -> alike.entrySet().removeIf(value -> !value.getValue().equals(run.row().file().recipe().get(value.getKey()))));
        }
        return alike;
    }

    /// What sets a run apart from the others.
    private String differences(RunRow row, Map<String, String> alike) {
        String words = row.file().recipe().entrySet().stream().filter(value -> !alike.containsKey(value.getKey()) && !value.getKey().equals("recipe"))
                .map(value -> desk.say("recipe." + value.getKey()) + " " + (value.getValue().isEmpty() ? "–" : value.getValue()))
                .collect(Collectors.joining(" · "));
        return words.isEmpty() ? desk.say("compared.same") : desk.say("compared.differs", words);
    }
}
