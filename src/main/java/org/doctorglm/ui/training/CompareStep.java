package org.doctorglm.ui.training;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.training.LocalTraining.Gain;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.training.OutcomeViewModel.Blind;
import org.jspecify.annotations.Nullable;

/// Step six: how far a checkpoint brought the network on what it did not learn from, and the same questions to both.
final class CompareStep extends VBox {
    private final Desk desk;
    private final OutcomeViewModel outcome;
    private final VBox figures = new VBox(12);
    private final VBox answers = new VBox(10);
    private final HBox busy = new HBox(8);
    private final Label tally = Controls.label("", "strong", "blind-tally");

    CompareStep(Desk desk, OutcomeViewModel outcome, CheckpointPicker picker) {
        super(16);
        this.desk = desk;
        this.outcome = outcome;
        VBox measured = new VBox(12, Controls.label(desk.say("compare.measured"), "title"), picker, figures);
        measured.getStyleClass().add("card");
        TextField own = new TextField();
        own.getStyleClass().add("compare-own");
        own.setPromptText(desk.say("compare.own"));
        own.setAccessibleText(desk.say("compare.own"));
        HBox.setHgrow(own, Priority.ALWAYS);
        var ask = Controls.button(desk.say("compare.ask"), () -> outcome.compare(own.getText()), "compare-ask");
        own.setOnAction(event -> ask.fire());
        var probes = Controls.button(desk.say("compare.probes"), () -> outcome.compare(""), "compare-probes");
        CheckBox blind = new CheckBox(desk.say("compare.blind"));
        blind.getStyleClass().add("compare-blind");
        blind.selectedProperty().bindBidirectional(outcome.blind());
        HBox way = new HBox(8, own, ask, probes, blind);
        way.setAlignment(Pos.CENTER_LEFT);
        VBox questions = new VBox(12, Controls.label(desk.say("compare.answers"), "title"), way, busy, tally, answers);
        questions.getStyleClass().add("card");
        getChildren().addAll(measured, new MetricsCard(desk, outcome), questions);
        Live.watch(this, outcome.gain(), this::showGain);
        Live.watch(this, outcome.answers(), this::showAnswers);
        Live.watch(this, outcome.busy(), now -> {
            way.setDisable(now != null);
            figures.setDisable(now != null);
            busy.getChildren().clear();
            if (now != null) {
                busy.getChildren().addAll(Controls.label(desk.say("compare.running"), "muted", "small"),
                        Controls.button(desk.say("cancel"), now::cancel, "compare-cancel"));
                busy.setAlignment(Pos.CENTER_LEFT);
            }
        });
    }

    private void showGain(@Nullable Gain gain) {
        var measure = Controls.button(desk.say("compare.measure"), outcome::measure, "compare-measure");
        if (gain == null) {
            figures.getChildren().setAll(measure, Controls.wrapped(desk.say("compare.measure.words"), "muted", "small"));
            return;
        }
        boolean better = gain.change().high() < 0;
        boolean worse = gain.change().low() > 0;
        Figures row = new Figures().add(Numbers.loss(gain.base()), desk.say("compare.base")).add(Numbers.loss(gain.tuned()), desk.say("compare.tuned"))
                .add(String.format(Locale.ROOT, "%.1f %%", 100 * gain.fall()), desk.say("compare.fall"), better ? "good-text" : worse ? "danger-text" : "body")
                .add(String.format(Locale.ROOT, "%+.3f … %+.3f", gain.change().low(), gain.change().high()), desk.say("compare.change"))
                .add(Numbers.count(gain.samples()), desk.say("compare.samples", Numbers.count(gain.tokens())));
        figures.getChildren().setAll(row, Controls.wrapped(desk.say(better ? "compare.better" : worse ? "compare.worse" : "compare.open"),
                better ? "good-text" : worse ? "danger-text" : "muted", "compare-verdict"));
    }

    private void showAnswers() {
        answers.getChildren().clear();
        showTally();
        if (outcome.answers().isEmpty()) {
            answers.getChildren().add(Controls.wrapped(desk.say("compare.none"), "muted"));
        }
        for (Blind pair : outcome.answers()) {
            answers.getChildren().add(new VBox(6, Controls.wrapped(pair.compared().question(), "strong"), new Halves(side(pair, 1), side(pair, 2))));
            if (hidden(pair)) {
                HBox choice = new HBox(8, Controls.button(desk.say("compare.left"), () -> outcome.choose(pair, 1), "blind-left"),
                        Controls.button(desk.say("compare.right"), () -> outcome.choose(pair, 2), "blind-right"),
                        Controls.button(desk.say("compare.neither"), () -> outcome.choose(pair, Blind.NEITHER), "blind-neither"));
                answers.getChildren().add(choice);
            }
        }
    }

    private void showTally() {
        long tuned = chosen(true);
        long base = chosen(false);
        long neither = outcome.answers().stream().filter(pair -> pair.chosen() == Blind.NEITHER).count();
        tally.setText(desk.say("compare.tally", String.valueOf(tuned), String.valueOf(base), String.valueOf(neither)));
        tally.setVisible(tuned + base + neither > 0);
        tally.setManaged(tally.isVisible());
    }

    private long chosen(boolean wanted) {
        return outcome.answers().stream().filter(pair -> pair.chosen() == 1 || pair.chosen() == 2).filter(pair -> pair.tuned(pair.chosen()) == wanted).count();
    }

    private boolean hidden(Blind pair) {
        return outcome.blind().get() && pair.chosen() == 0;
    }

    private VBox side(Blind pair, int number) {
        String whose = hidden(pair) ? desk.say(number == 1 ? "compare.one" : "compare.two") : desk.say(pair.tuned(number) ? "compare.tuned" : "compare.base");
        String text = pair.text(number);
        VBox side = new VBox(4, Controls.label(whose, pair.chosen() == number ? "accent-text" : "muted", "small"),
                Controls.wrapped(text.isBlank() ? desk.say("experiment.noAnswer") : text, "compared"));
        side.getStyleClass().addAll("probe", "sound");
        return side;
    }
}
