package org.doctorglm.ui.review;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.review.Standings;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.RankingViewModel.Pair;
import org.doctorglm.ui.review.RankingViewModel.State;

/// Which of two answers is better, without knowing whose they are; the standings below are folded until somebody asks.
final class RankingView extends BorderPane {
    private final Desk desk;
    private final RankingViewModel model;
    private final VBox body = new VBox(16);
    private final VBox standings = new VBox(10);
    private final TitledPane fold;
    private final TextField reason = new TextField();
    private final HBox sides = new HBox(14);

    RankingView(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.model = review.ranking();
        getStyleClass().add("ranking");
        setFocusTraversable(true);
        body.getStyleClass().add("page");
        reason.setPromptText(desk.say("review.ranking.reason"));
        reason.setAccessibleText(desk.say("review.ranking.reason"));
        reason.textProperty().bindBidirectional(model.reason());
        reason.getStyleClass().add("ranking-reason");
        reason.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER) {
                requestFocus();
                event.consume();
            }
        });
        fold = new TitledPane(desk.say("review.standings"), standings);
        fold.setExpanded(false);
        fold.setAnimated(false);
        fold.getStyleClass().addAll("finding-pane", "standings-pane");
        setCenter(Rows.scrolled(body));
        body.widthProperty().addListener(change -> fit());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Live.watch(this, model.state(), this::show);
    }

    private void show(State state) {
        Pair pair = state.now();
        body.getChildren().clear();
        if (pair == null) {
            body.getChildren().add(Rows.empty(desk.say(state.done() > 0 ? "review.ranking.done" : "review.ranking.none"), desk.say("review.ranking.none.words")));
        } else {
            // Equal columns tell the texts their width, and so their height.
            sides.getChildren().setAll(side("1", pair.left().text(), () -> model.decide(1, 2), "ranking-left"), side("2", pair.right().text(), () -> model.decide(2, 1), "ranking-right"));
            fit();
            HBox foot = Rows.row(Controls.button("0  " + desk.say("review.ranking.tie"), () -> model.decide(1, 1), "ranking-tie"), reason);
            HBox.setHgrow(reason, Priority.ALWAYS);
            body.getChildren().addAll(Rows.row(Controls.wrapped(pair.question(), "title"), Controls.gap(),
                    Controls.label(desk.say("review.ranking.progress", String.valueOf(state.done()), String.valueOf(state.open().size())), "muted", "small")), sides, foot,
                    Rows.hints(List.of("1", desk.say("review.ranking.left"), "2", desk.say("review.ranking.right"), "0", desk.say("review.ranking.tie"), "R",
                            desk.say("review.ranking.reason"))));
        }
        if (state.standings().comparisons() > 0) {
            showStandings(state.standings());
            body.getChildren().add(fold);
        }
    }

    private void fit() {
        double half = Math.max(100, Math.floor((body.getWidth() - body.getInsets().getLeft() - body.getInsets().getRight() - sides.getSpacing()) / 2));
        sides.getChildren().forEach(side -> ((VBox) side).setPrefWidth(half));
    }

    private Node side(String key, String words, Runnable better, String style) {
        Label text = Controls.wrapped(words, "ranking-text");
        VBox side = Rows.card(text, Controls.button(key + "  " + desk.say("review.ranking.better"), better, style));
        side.setPrefWidth(100);
        side.setMinHeight(0);
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    private void showStandings(Standings now) {
        GridPane grid = new GridPane(18, 7);
        grid.getStyleClass().add("standings-table");
        String[] heads = {"review.standings.model", "review.standings.wins", "review.standings.compared", "review.standings.strength", "review.figure.interval"};
        for (int i = 0; i < heads.length; i++) {
            grid.add(Controls.label(desk.say(heads[i]), "muted", "small"), i, 0);
        }
        int line = 1;
        for (Standings.Row row : now.rows()) {
            grid.add(Controls.label(row.group().isEmpty() ? desk.say("review.unnamed") : row.group(), "strong"), 0, line);
            grid.add(Controls.label(String.format(Locale.ROOT, "%.1f", row.wins())), 1, line);
            grid.add(Controls.label(String.valueOf(row.compared())), 2, line);
            grid.add(Controls.label(now.determined() ? String.format(Locale.ROOT, "%+.2f", row.strength()) : "–"), 3, line);
            grid.add(Controls.label(row.interval() == null ? "" : String.format(Locale.ROOT, "[%+.2f … %+.2f]", row.interval().low(), row.interval().high()), "muted"), 4, line);
            line++;
        }
        standings.getChildren().setAll(Controls.wrapped(desk.say(now.determined() ? "review.standings.words" : "review.standings.undetermined",
                String.valueOf(now.comparisons())), "muted", "small"), grid);
    }

    private void key(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || !ReviewKey.plain(event)) {
            return;
        }
        int digit = ReviewKey.digit(event.getCode());
        if (digit == 1) {
            model.decide(1, 2);
        } else if (digit == 2) {
            model.decide(2, 1);
        } else if (digit == 0) {
            model.decide(1, 1);
        } else if (event.getCode() == KeyCode.R && model.state().get().now() != null) {
            // At the next beat, so that the letter itself is not typed.
            desk.runner().onNextFrame(reason::requestFocus);
        } else {
            return;
        }
        event.consume();
    }
}
