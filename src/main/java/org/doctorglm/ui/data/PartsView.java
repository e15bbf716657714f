package org.doctorglm.ui.data;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// A set taken apart into what is learned from and what is held out; and a set mixed with another one by share.
final class PartsView extends VBox {
    private final Desk desk;
    private final PartsViewModel model;

    PartsView(Desk desk, DataViewModel page, Dataset set) {
        super(14);
        this.desk = desk;
        this.model = page.parts();
        getChildren().addAll(split(), mix(page, set));
    }

    private VBox split() {
        Label held = Controls.label("");
        Slider slider = slider(desk.say("data.heldOut"), 0.01, 0.5);
        slider.valueProperty().bindBidirectional(model.heldOut());
        Live.watch(this, model.heldOut(), now -> held.setText(percent(now.doubleValue())));
        Label counts = Controls.wrapped("", "strong", "split-counts");
        Live.watch(this, model.parts(), now -> counts.setText(now == null ? "" : desk.say("data.split.counts", StatisticsView.number(now.train()),
                StatisticsView.number(now.trainTurns()), StatisticsView.number(now.heldOut()), StatisticsView.number(now.heldOutTurns()))));
        Button count = Controls.button(desk.say("data.split.count"), model::count, "split-count");
        Button write = Controls.primary(desk.say("data.split.write"), model::split);
        write.getStyleClass().add("split-write");
        return Fields.card(Controls.label(desk.say("data.split.title"), "title"), Controls.wrapped(desk.say("data.split.words"), "muted"),
                Fields.named(desk.say("data.heldOut"), Fields.row(slider, held)), Fields.named(desk.say("data.seed"), seed("split-seed")), counts, Fields.row(count, write));
    }

    private VBox mix(DataViewModel page, Dataset set) {
        ComboBox<Dataset> other = new ComboBox<>();
        other.getItems().setAll(page.sets().stream().filter(one -> !one.name().equals(set.name())).toList());
        other.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Dataset one) {
                return one == null ? "" : desk.say("data.named", one.name(), StatisticsView.number(one.conversations()));
            }

            @Override
            public @Nullable Dataset fromString(String text) {
                return null;
            }
        });
        other.setValue(model.other().get());
        other.setOnAction(event -> model.other().set(other.getValue()));
        other.setAccessibleText(desk.say("data.mix.other"));
        other.getStyleClass().add("mix-other");
        other.setMaxWidth(Double.MAX_VALUE);
        Label share = Controls.label("");
        Slider slider = slider(desk.say("data.mix.share"), 0.01, 0.9);
        slider.valueProperty().bindBidirectional(model.share());
        Live.watch(this, model.share(), now -> share.setText(percent(now.doubleValue())));
        Label counts = Controls.wrapped("", "strong", "mix-counts");
        Button write = Controls.primary(desk.say("data.mix.write"), model::mix);
        write.getStyleClass().add("mix-write");
        Live.watch(this, model.mixed(), now -> {
            write.setDisable(now == null);
            counts.setText(now == null ? "" : desk.say("data.mix.counts", StatisticsView.number(now.first()), StatisticsView.number(now.second()), percent(now.share())));
        });
        var name = Fields.text(desk.say("data.newName"), model.name(), "mix-name");
        VBox card = Fields.card(Controls.label(desk.say("data.mix.title"), "title"), Controls.wrapped(desk.say("data.mix.words"), "muted"));
        if (other.getItems().isEmpty()) {
            card.getChildren().add(Controls.wrapped(desk.say("data.mix.alone"), "muted"));
            return card;
        }
        card.getChildren().addAll(Fields.named(desk.say("data.mix.other"), other), Fields.named(desk.say("data.mix.share"), Fields.row(slider, share)),
                Fields.named(desk.say("data.seed"), seed("mix-seed")), Fields.named(desk.say("data.newName"), name), counts, Fields.row(write));
        return card;
    }

    private HBox seed(String style) {
        return Fields.row(Fields.shortText(desk.say("data.seed"), model.seed(), style));
    }

    private static Slider slider(String words, double least, double most) {
        Slider slider = new Slider(least, most, least);
        slider.setBlockIncrement(0.01);
        slider.setAccessibleText(words);
        HBox.setHgrow(slider, Priority.ALWAYS);
        return slider;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
