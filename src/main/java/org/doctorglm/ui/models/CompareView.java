package org.doctorglm.ui.models;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.StringConverter;
import org.doctorglm.consultation.PackComparison.Side;
import org.doctorglm.consultation.TextDifference;
import org.doctorglm.consultation.TextDifference.Piece;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.CompareViewModel.Phase;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Two packs answer one question, side by side; where they differ is marked.
final class CompareView extends VBox {
    private final Desk desk;
    private final ModelsViewModel models;
    private final CompareViewModel model;
    private final List<VBox> columns = List.of(new VBox(8), new VBox(8));
    private final HBox problem = new HBox(8);
    private final Label problemWords = Controls.wrapped("", "compare-problem");
    private final Label progress = Controls.label("", "muted", "compare-progress");
    private final Label summary = Controls.wrapped("", "compare-summary");
    private final Button start;
    private final Button stop;

    CompareView(Desk desk, ModelsViewModel models) {
        this.desk = desk;
        this.models = models;
        this.model = models.comparison();
        getStyleClass().addAll("page", "compare");
        setStyle("-fx-max-width: 84em;");
        TextArea question = new TextArea();
        question.textProperty().bindBidirectional(model.question());
        question.setPromptText(desk.say("compare.question"));
        question.setAccessibleText(desk.say("compare.question"));
        question.setWrapText(true);
        question.setPrefRowCount(2);
        question.getStyleClass().add("compare-question");
        start = Controls.primary(desk.say("compare.start"), model::start);
        start.getStyleClass().add("compare-start");
        stop = Controls.button(desk.say("composer.stop"), model::stop, "compare-stop");
        HBox way = new HBox(8, Controls.button(desk.say("compare.back"), model::close, "compare-close"), Controls.gap(), progress, stop, start);
        way.setAlignment(Pos.CENTER_LEFT);
        problem.getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), problemWords);
        problem.getStyleClass().addAll("note", "bad");
        HBox both = new HBox(16, columns.get(0), columns.get(1));
        both.setMinHeight(0);
        columns.forEach(column -> {
            HBox.setHgrow(column, Priority.ALWAYS);
            column.setStyle("-fx-pref-width: 38em;");
            // Its least height is not that of its least width, where every word has a line of its own.
            column.setMinHeight(0);
            column.getStyleClass().add("card");
        });
        getChildren().addAll(Controls.label(desk.say("compare.title"), "headline"), Controls.wrapped(desk.say("compare.words"), "muted"), question, way,
                problem, summary, both);
        Live.watch(this, model.phase(), now -> showAll());
        Live.watch(this, model.read(), now -> showProgress());
        Live.watch(this, model.sides(), this::showAll);
        Live.watch(this, model.question(), now -> showWay());
        for (int side = 0; side < CompareViewModel.SIDES; side++) {
            Live.watch(this, model.pack(side), now -> showAll());
            int mine = side;
            Live.watch(this, model.text(side), now -> {
                if (model.busy()) {
                    columns.get(mine).getChildren().set(1, flow(List.of(new Piece(now, true))));
                }
            });
        }
        Live.watch(this, model.problem(), now -> {
            show(problem, now != null);
            problemWords.setText(now == null ? "" : desk.say(now.reason(), now.detail()));
        });
    }

    private void showWay() {
        show(stop, model.busy());
        start.setDisable(!model.ready());
        show(start, !model.busy());
        showProgress();
    }

    private void showProgress() {
        double read = model.read().get();
        progress.setText(!model.busy() ? "" : desk.say(model.phase().get())
                + (read >= 0 ? " · " + desk.say("compare.reading", Long.toString(Math.round(read * 100))) : ""));
    }

    private void showAll() {
        showWay();
        boolean both = model.sides().size() == CompareViewModel.SIDES;
        TextDifference difference = both ? TextDifference.of(model.sides().get(0).text(), model.sides().get(1).text()) : null;
        summary.setText(difference == null ? "" : desk.say("compare.agreement", LossCardView.percent(difference.agreement())));
        show(summary, both);
        for (int side = 0; side < CompareViewModel.SIDES; side++) {
            columns.get(side).getChildren().setAll(packChoice(side),
                    difference == null ? flow(List.of(new Piece(model.text(side).get(), true))) : flow(side == 0 ? difference.first() : difference.second()),
                    side < model.sides().size() ? figures(model.sides().get(side)) : Controls.label("", "muted"));
        }
    }

    private Node packChoice(int side) {
        ComboBox<PackRow> packs = new ComboBox<>();
        packs.getItems().setAll(models.rows().filtered(row -> row.facts() != null));
        packs.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable PackRow row) {
                return row == null ? "" : row.name() + " · " + row.precision().toUpperCase(Locale.ROOT);
            }

            @Override
            public @Nullable PackRow fromString(String text) {
                return null;
            }
        });
        packs.setValue(model.pack(side).get());
        packs.setAccessibleText(desk.say(side == 0 ? "compare.first" : "compare.second"));
        packs.setMaxWidth(Double.MAX_VALUE);
        packs.setDisable(model.busy());
        packs.setOnAction(event -> model.pack(side).set(packs.getValue()));
        packs.getStyleClass().add("compare-pack");
        return packs;
    }

    private TextFlow flow(List<Piece> pieces) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("compare-text");
        StringBuilder spoken = new StringBuilder();
        for (Piece piece : pieces) {
            Text text = new Text(piece.text());
            text.getStyleClass().add(piece.same() ? "same" : "different");
            // Not by colour alone.
            text.setUnderline(!piece.same());
            flow.getChildren().add(text);
            spoken.append(piece.text());
        }
        flow.setAccessibleText(spoken.toString());
        return flow;
    }

    private Node figures(Side side) {
        String speed = side.timings().decodeTokensPerSecond() > 0 ? desk.formats().rate(side.timings().decodeTokensPerSecond()) + " · " : "";
        Label words = Controls.wrapped(speed + desk.say("answer.firstToken", desk.formats().milliseconds(side.timings().firstTokenMs())) + " · "
                + desk.say("compare.repetition", LossCardView.percent(side.repetition())) + " · "
                + desk.say("compare.length", Integer.toString(side.timings().answerTokens())), "muted", "small", "compare-figures");
        return new VBox(4, words, Controls.wrapped(desk.say(side.reason()), "muted", "small"));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
