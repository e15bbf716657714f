package org.doctorglm.ui.experiment;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;
import org.doctorglm.ui.experiment.ExperimentViewModel.Page;
import org.kordamp.ikonli.feather.Feather;

/// Experiments as a place: the stored ones on the left; a new one, the figures of those that are chosen, or the designer's comparison.
public final class ExperimentView extends BorderPane {
    private final Desk desk;
    private final ExperimentViewModel model;
    private boolean looked;

    public ExperimentView(Desk desk, ExperimentViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("experiments");
        setLeft(new ExperimentListView(desk, model));
        Live.watch(this, model.page(), now -> show());
        Live.watch(this, model.result().names(), this::show);
        Live.watch(this, model.rows(), this::showEmpty);
        Live.watch(this, model.loaded(), now -> show());
        sceneProperty().subscribe(scene -> {
            if (scene != null && !looked) {
                looked = true;
                model.look();
            }
        });
    }

    /// The empty page says something else when there is something to choose.
    private void showEmpty() {
        if (model.page().get() == Page.STORED && model.result().names().isEmpty()) {
            show();
        }
    }

    private void show() {
        Node page = switch (model.page().get()) {
            case NEW -> getCenter() instanceof NewExperimentView view ? view : new NewExperimentView(desk, model);
            case DESIGNER -> getCenter() instanceof DesignerView view ? view : new DesignerView(desk, model.designer());
            case STORED -> model.result().names().isEmpty() ? empty() : getCenter() instanceof ResultView view ? view : new ResultView(desk, model);
        };
        if (page != getCenter()) {
            setCenter(page);
        }
    }

    private Node empty() {
        boolean none = model.rows().isEmpty();
        VBox page = new VBox(12);
        page.setAlignment(Pos.CENTER);
        page.getStyleClass().addAll("page", "experiments-empty");
        if (!model.loaded().get()) {
            return page;
        }
        Label title = Controls.label(desk.say(none ? "experiments.empty.title" : "experiments.choose.title"), "title");
        Label words = Controls.wrapped(desk.say(none ? "experiments.empty" : "experiments.choose"), "muted");
        words.setStyle("-fx-max-width: 40em; -fx-text-alignment: center;");
        page.getChildren().addAll(Controls.icon(Feather.GRID), title, words);
        if (none) {
            HBox ways = new HBox(8);
            ways.setAlignment(Pos.CENTER);
            for (Kind kind : List.of(Kind.COMPARISON, Kind.GRID, Kind.CHECKPOINTS)) {
                Button way = Controls.button(desk.say(kind), () -> {
                    model.fresh().kind().set(kind);
                    model.make();
                }, "experiments-first");
                if (kind == Kind.COMPARISON) {
                    way.getStyleClass().add("primary");
                }
                ways.getChildren().add(way);
            }
            page.getChildren().add(ways);
        }
        Throwable problem = model.problem().get();
        if (problem != null) {
            page.getChildren().add(Controls.wrapped(new ExperimentWords(desk).of(problem), "danger-text"));
        }
        return page;
    }
}
