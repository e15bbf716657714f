package org.doctorglm.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetStatistics;
import org.doctorglm.dataset.DepartmentStatistics;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Lengths;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.training.Recipe;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.text.Formats;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where a set comes from, and the columns of the paper's Table 1, claimed beside counted.
final class StatisticsView extends VBox {
    private static final int ROWS = 24;

    private final Desk desk;
    private final DataViewModel model;
    private final Dataset set;
    private final VBox counted = new VBox(14);

    StatisticsView(Desk desk, DataViewModel model, Dataset set) {
        super(14);
        this.desk = desk;
        this.model = model;
        this.set = set;
        getChildren().addAll(origin(), counted);
        Live.watch(this, model.statistics(), this::show);
    }

    private Node origin() {
        VBox card = Fields.card(Controls.label(desk.say("data.from"), "title"));
        fact(card, "data.licence", set.details().licence());
        fact(card, "data.provenance", set.details().provenance());
        fact(card, "data.origin", desk.say(set.details().origin()));
        fact(card, "data.made", desk.formats().dayAndTime(set.made()));
        Derivation derivation = set.derivation();
        if (derivation != null) {
            List<String> parents = derivation.parents().stream().map(parent -> desk.say("data.parent", parent.name(), Formats.shortHash(parent.sha256()))).toList();
            fact(card, "data.step", desk.say(derivation.kind()) + (parents.isEmpty() ? "" : " · " + String.join(" · ", parents)));
            if (!parents.isEmpty()) {
                Button undo = Controls.button(desk.say("data.undo"), () -> model.undo(set.name()), "data-undo");
                undo.setGraphic(Controls.icon(Feather.ROTATE_CCW));
                card.getChildren().add(Fields.row(undo, Controls.wrapped(desk.say("data.undo.words"), "muted", "small")));
            }
        }
        for (SourceFile file : set.files().stream().limit(4).toList()) {
            fact(card, "data.file", desk.say("data.file.words", file.name(), file.format(), Long.toString(file.conversations()), Long.toString(file.rejected()), Formats.shortHash(file.sha256())));
        }
        if (set.files().size() > 4) {
            card.getChildren().add(Controls.label(desk.say("import.more", Integer.toString(set.files().size() - 4)), "muted"));
        }
        return card;
    }

    private void fact(VBox card, String key, String words) {
        card.getChildren().add(Fields.named(desk.say(key), Controls.wrapped(words.isBlank() ? desk.say("data.unsaid") : words)));
    }

    private void show(@Nullable DatasetStatistics statistics) {
        counted.getChildren().clear();
        if (statistics == null) {
            Button count = Controls.primary(desk.say("data.count"), model::count);
            count.getStyleClass().add("data-count");
            counted.getChildren().add(Fields.card(Controls.label(desk.say("data.table"), "title"), Controls.wrapped(desk.say("data.count.words"), "muted"), Fields.row(count)));
            return;
        }
        counted.getChildren().add(table(statistics));
        Lengths answers = Lengths.of(statistics.departments().stream().map(DepartmentStatistics::answers).toList());
        if (answers.count() > 0) {
            Lengths questions = Lengths.of(statistics.departments().stream().map(DepartmentStatistics::questions).toList());
            HBox charts = new HBox(14, new LengthChart(desk, desk.say("data.chart.questions"), questions, Recipe.PAPER_LORA.promptTokens()),
                    new LengthChart(desk, desk.say("data.chart.answers"), answers, Recipe.PAPER_LORA.answerTokens()));
            charts.getChildren().forEach(chart -> {
                HBox.setHgrow(chart, Priority.ALWAYS);
                ((VBox) chart).setPrefWidth(300);
            });
            counted.getChildren().add(charts);
        } else {
            counted.getChildren().add(Controls.wrapped(desk.say("data.chart.none"), "muted"));
        }
    }

    private Node table(DatasetStatistics statistics) {
        GridPane grid = new GridPane(22, 8);
        grid.getStyleClass().add("data-table");
        for (int column = 0; column < 8; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setHalignment(column >= 4 && column != 6 ? HPos.RIGHT : HPos.LEFT);
            width.setHgrow(column == 0 ? Priority.ALWAYS : Priority.NEVER);
            grid.getColumnConstraints().add(width);
        }
        List<Node> head = new ArrayList<>();
        for (String key : List.of("data.col.department", "data.col.language", "data.col.qa", "data.col.chat", "data.col.number", "data.col.rounds", "data.col.synthetic", "data.col.size")) {
            head.add(Controls.label(desk.say(key), "strong"));
        }
        grid.addRow(0, head.toArray(Node[]::new));
        int row = 1;
        for (DepartmentStatistics department : statistics.departments().stream().limit(ROWS).toList()) {
            grid.addRow(row++, cells(department, department.name().isEmpty() ? desk.say("data.nodepartment") : department.name()));
        }
        Node[] all = cells(statistics.all(), desk.say("data.all"));
        for (Node cell : all) {
            cell.getStyleClass().add("strong");
        }
        grid.addRow(row, all);
        VBox card = Fields.card(Controls.label(desk.say("data.table"), "title"), grid);
        if (statistics.departments().size() > ROWS) {
            card.getChildren().add(Controls.label(desk.say("data.more", Integer.toString(statistics.departments().size() - ROWS)), "muted", "small"));
        }
        card.getChildren().add(claimed());
        return card;
    }

    private Label claimed() {
        long claimed = set.details().claimed();
        if (claimed < 0) {
            return Controls.wrapped(desk.say("data.claimed.none"), "muted", "small");
        }
        long missing = claimed - set.conversations();
        return Controls.wrapped(desk.say("data.claimed", number(claimed), number(set.conversations()), String.format(Locale.ROOT, "%+d", -missing)),
                missing == 0 ? "muted" : "warning-text", "small");
    }

    private Node[] cells(DepartmentStatistics row, String name) {
        String language = set.details().language().isEmpty() ? row.language().code() : set.details().language();
        return new Node[] {Controls.wrapped(name), Controls.label(language), mark(row.chats() < row.conversations()), mark(row.chats() > 0), Controls.label(number(row.conversations())),
                Controls.label(number(row.turns())), Controls.label(desk.say(set.details().origin())), Controls.label(desk.formats().size(row.bytes()))};
    }

    private Label mark(boolean there) {
        Label label = Controls.label(there ? "✓" : "–");
        label.setAccessibleText(desk.say(there ? "data.yes" : "data.no"));
        return label;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
