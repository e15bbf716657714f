package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;
import org.doctorglm.ui.experiment.ExperimentDraft.Missing;
import org.kordamp.ikonli.feather.Feather;

/// A new experiment: what it is about, who answers, what is asked and how, what that costs, and the way to begin.
final class NewExperimentView extends BorderPane {
    private static final int BESIDE = 4;
    /// Of a card, in em.
    private static final double LEAST_WIDTH = 14;

    private final Desk desk;
    private final ExperimentViewModel page;
    private final NewExperimentViewModel model;
    private final VBox cards = new VBox(14);
    private final HBox problem = new HBox(8);
    private final Label problemWords = Controls.wrapped("", "new-problem");
    private final Label cost = Controls.wrapped("", "strong", "new-cost");
    private final ToggleGroup kinds = new ToggleGroup();

    NewExperimentView(Desk desk, ExperimentViewModel page) {
        this.desk = desk;
        this.page = page;
        this.model = page.fresh();
        getStyleClass().add("new-experiment");
        problem.getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), problemWords);
        problem.getStyleClass().addAll("note", "bad");
        problem.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(14, new VBox(4, Controls.label(desk.say("experiments.new"), "headline"), Controls.wrapped(desk.say("experiments.new.words"), "muted")), kinds(), cards);
        content.getStyleClass().add("page");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        setCenter(scroll);
        setBottom(foot());
        Live.watch(this, model.kind(), this::showKind);
        Live.watch(this, model.size(), now -> showCost());
        Live.watch(this, model.seconds(), now -> showCost());
        Live.watch(this, page.refusal(), now -> showProblem());
        Live.watch(this, page.problem(), now -> showProblem());
        Live.watch(this, model.problem(), now -> showProblem());
        Live.watch(this, page.rows(), this::suggest);
        desk.runner().onNextFrame(() -> {
            if (kinds.getSelectedToggle() instanceof RadioButton chosen && getScene() != null) {
                chosen.requestFocus();
            }
        });
    }

    private Node kinds() {
        GridPane grid = new GridPane(10, 10);
        List<VBox> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            RadioButton button = new RadioButton(desk.say(kind));
            String about = desk.words().aspect(kind, "about");
            button.getStyleClass().addAll("strong", "kind-" + kind.name().toLowerCase(Locale.ROOT));
            button.setAccessibleText(desk.say(kind) + ". " + about);
            button.setWrapText(true);
            button.setUserData(kind);
            button.setToggleGroup(kinds);
            VBox card = new VBox(4, button, Controls.wrapped(about, "muted", "small"));
            card.getStyleClass().addAll("precision-card", "kind-card");
            card.setMaxHeight(Double.MAX_VALUE);
            card.setOnMouseClicked(event -> button.fire());
            button.selectedProperty().subscribe(now -> card.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("selected"), now));
            all.add(card);
        }
        // With large letters or in a narrow window fewer stand beside each other.
        grid.widthProperty().subscribe(width -> arrange(grid, all, (int) Math.clamp(width.doubleValue() / (LEAST_WIDTH * cost.getFont().getSize()), 1, BESIDE)));
        // The arrow keys change the choice without an action.
        kinds.selectedToggleProperty().addListener((property, old, now) -> {
            if (now != null) {
                model.kind().set((Kind) now.getUserData());
            }
        });
        return grid;
    }

    private static void arrange(GridPane grid, List<VBox> cards, int columns) {
        if (grid.getColumnConstraints().size() == columns) {
            return;
        }
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < cards.size(); i++) {
            grid.add(cards.get(i), i % columns, i / columns);
        }
    }

    private Node foot() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.name());
        name.setAccessibleText(desk.say("experiments.name"));
        name.getStyleClass().add("experiment-name");
        name.setPrefColumnCount(18);
        Label called = Controls.label(desk.say("experiments.name"), "muted");
        called.setLabelFor(name);
        called.setMinWidth(Label.USE_PREF_SIZE);
        Button cancel = Controls.button(desk.say("cancel"), page::back, "new-cancel");
        Button begin = Controls.primary(desk.say("experiments.begin"), page::begin);
        begin.getStyleClass().add("new-begin");
        HBox row = new HBox(10, called, name, Controls.gap(), cancel, begin);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox foot = new VBox(10, problem, cost, row);
        foot.getStyleClass().add("experiment-foot");
        return foot;
    }

    private void showKind(Kind kind) {
        kinds.getToggles().stream().filter(toggle -> toggle.getUserData() == kind).findFirst().ifPresent(kinds::selectToggle);
        cards.getChildren().clear();
        if (kind == Kind.PLAN) {
            cards.getChildren().add(new PlanCard(desk, model));
        } else {
            cards.getChildren().addAll(new WhoCard(desk, model), new QuestionsCard(desk, model), new ValuesCard(desk, model));
        }
        suggest();
    }

    private void suggest() {
        model.suggest(desk.words().aspect(model.kind().get(), "stem"), page.rows().stream().map(StoredExperiment::name).toList());
    }

    private void showCost() {
        long size = model.size().get();
        long seconds = model.seconds().get();
        String words = size == 0 ? desk.say("experiments.cost.none") : desk.say("experiments.cost", String.valueOf(size));
        cost.setText(words + (seconds > 0 ? " " + desk.say(seconds < 60 ? "experiments.cost.seconds" : seconds < 7200 ? "experiments.cost.minutes" : "experiments.cost.hours",
                String.valueOf(seconds < 60 ? seconds : seconds < 7200 ? Math.round(seconds / 60.0) : Math.round(seconds / 3600.0))) : ""));
    }

    private void showProblem() {
        Missing missing = page.refusal().get();
        Throwable thrown = model.problem().get() != null ? model.problem().get() : page.problem().get();
        problem.setVisible(missing != null || thrown != null);
        problem.setManaged(problem.isVisible());
        problemWords.setText(missing != null ? desk.say(missing) : thrown != null ? new ExperimentWords(desk).of(thrown) : "");
    }
}
