package org.doctorglm.ui.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.training.GuardSettings;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFigures;
import org.doctorglm.training.RunFolder.Command;
import org.doctorglm.training.RunState;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Step five: the run while it goes on. The numbers that matter large, the curves, what the probes are answered.
final class TrainStep extends VBox {
    private static final int ROUNDS = 3;

    private final Desk desk;
    private final TrainingViewModel model;
    private final VBox head = new VBox(12);
    private final CurveChart chart;
    private final VBox legend = new VBox(4);
    private final VBox answers = new VBox(10);

    TrainStep(Desk desk, TrainingViewModel model) {
        super(16);
        this.desk = desk;
        this.model = model;
        chart = new CurveChart(desk.say("train.curves"));
        VBox.setVgrow(chart, Priority.ALWAYS);
        head.getStyleClass().add("card");
        VBox curves = new VBox(8, Controls.label(desk.say("train.curves"), "title"), chart, legend);
        curves.getStyleClass().add("card");
        curves.setPrefWidth(620);
        HBox.setHgrow(curves, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(answers);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox probes = new VBox(10, Controls.label(desk.say("train.probes"), "title"), scroll);
        probes.getStyleClass().add("card");
        probes.setPrefWidth(420);
        probes.setMinWidth(280);
        HBox lower = new HBox(16, curves, probes);
        VBox.setVgrow(lower, Priority.ALWAYS);
        lower.setPrefHeight(460);
        getChildren().addAll(head, lower);
        Live.watch(this, model.run(), now -> show());
        Live.watch(this, model.runs(), this::show);
        Live.watch(this, model.watched().figures(), now -> show());
        Live.watch(this, model.watched().expected(), now -> show());
    }

    private void show() {
        RunRow row = model.run().get();
        if (row == null) {
            return;
        }
        RunFigures figures = Optional.ofNullable(model.watched().figures().get()).orElseGet(() -> RunFigures.of(List.of()));
        HBox top = new HBox(16, numbers(row, figures), buttons(row));
        top.setMinHeight(0);
        head.getChildren().setAll(top);
        Node note = note(row, figures);
        if (note != null) {
            head.getChildren().add(note);
        }
        chart.show(new CurveChart.Curves(figures.train(), figures.heldOut(), row.file().steps(),
                row.best().map(best -> new RunFigures.Point(best.step(), best.loss())), alarms(figures)));
        legend.getChildren().setAll(lines(row, figures));
        answers.getChildren().setAll(rounds(figures));
    }

    private Figures numbers(RunRow row, RunFigures figures) {
        Figures numbers = new Figures();
        HBox.setHgrow(numbers, Priority.ALWAYS);
        numbers.add(Numbers.count(figures.step()) + " / " + Numbers.count(row.file().steps()), desk.say("train.steps", state(row)));
        Optional<Double> heldOut = figures.heldOut().isEmpty() ? Optional.empty() : Optional.of(figures.heldOut().getLast().value());
        numbers.add(heldOut.map(Numbers::loss).orElse("–"), row.best().map(best -> desk.say("train.best", Numbers.loss(best.loss()), Numbers.count(best.step())))
                .orElseGet(() -> desk.say("train.heldOut")));
        numbers.add(Double.isNaN(figures.loss()) ? "–" : Numbers.loss(figures.loss()), desk.say("train.loss"));
        numbers.add(Math.round(figures.tokensPerSecond()) + "", desk.say("train.speed", figures.stepMillis() > 0 ? desk.formats().milliseconds(figures.stepMillis()) : "–"));
        if (row.state() == RunState.TRAINING && figures.stepMillis() > 0) {
            numbers.add(desk.formats().seconds(figures.millisLeft(row.file().steps())), desk.say("train.left"));
        }
        return numbers;
    }

    private String state(RunRow row) {
        if (row.asked().isPresent()) {
            return desk.say(row.asked().get() == Command.PAUSE ? "train.pausing" : "train.stopping");
        }
        return model.watched().expected().get() ? desk.say("train.coming") : desk.say(row.state());
    }

    private Node buttons(RunRow row) {
        HBox buttons = new HBox(8);
        buttons.setMinWidth(USE_PREF_SIZE);
        if (row.state() == RunState.TRAINING) {
            boolean asked = row.asked().isPresent();
            var pause = Controls.button(desk.say("train.pause"), () -> model.watched().pause(row), "train-pause");
            var stop = Controls.button(desk.say("train.stop"), () -> model.watched().stop(row), "train-stop");
            pause.setDisable(asked);
            stop.setDisable(asked);
            buttons.getChildren().addAll(pause, stop);
        } else if (row.state() == RunState.QUEUED) {
            buttons.getChildren().add(Controls.button(desk.say("train.dequeue"), () -> model.watched().dequeue(row), "train-dequeue"));
            if (model.trainingNow().isEmpty() && !model.watched().expected().get()) {
                var start = Controls.primary(desk.say("train.queue.start"), model.watched()::startQueue);
                start.getStyleClass().add("train-queue-start");
                buttons.getChildren().add(start);
            }
        } else if (row.state().mayGoOn() && !model.watched().expected().get()) {
            var resume = Controls.primary(desk.say("train.resume"), () -> model.watched().resume(row));
            resume.getStyleClass().add("train-resume");
            buttons.getChildren().add(resume);
            if (model.trainingNow().isPresent()) {
                buttons.getChildren().add(Controls.button(desk.say("train.enqueue"), () -> model.watched().enqueue(row), "train-enqueue"));
            }
        }
        var again = Controls.quiet(Feather.COPY, desk.say("train.again"), () -> model.likeThis(row));
        again.getStyleClass().add("train-again");
        buttons.getChildren().add(again);
        return buttons;
    }

    private @Nullable Node note(RunRow row, RunFigures figures) {
        String words = switch (row.state()) {
            case GUARD -> desk.say("train.note.guard", signals(figures));
            case GUARD_PAUSED -> desk.say("train.note.guardPaused", signals(figures));
            case DISK_FULL -> desk.say("train.note.disk");
            case FAILED -> row.failure().map(failure -> desk.say(failure.reason(), failure.detail())).orElse("");
            case QUEUED -> queued(row);
            case INTERRUPTED -> model.watched().expected().get() ? "" : desk.say("train.note.interrupted");
            case TRAINING -> figures.batch().map(batch -> desk.say("train.note.shrunk", batch.toString())).orElse("");
            case FINISHED, PAUSED, STOPPED -> "";
        };
        Throwable problem = model.watched().problem().get();
        String all = problem == null ? words : TrainingWords.of(desk, problem);
        if (all.isEmpty()) {
            return null;
        }
        boolean waits = problem == null && row.state() == RunState.QUEUED && model.trainingNow().isPresent();
        HBox note = new HBox(8, Controls.icon(waits ? Feather.CLOCK : Feather.ALERT_TRIANGLE), Controls.wrapped(all, "train-note"));
        boolean bad = problem != null || row.state() == RunState.GUARD || row.state() == RunState.FAILED;
        note.getStyleClass().add("note");
        if (!waits) {
            note.getStyleClass().add(bad ? "bad" : "warn");
        }
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }

    private String queued(RunRow row) {
        Optional<RunRow> now = model.trainingNow();
        if (now.isEmpty()) {
            return model.watched().expected().get() ? "" : desk.say("train.note.queuedIdle");
        }
        long before = model.before(row);
        return before == 0 ? desk.say("train.note.queuedNext", now.get().name()) : desk.say("train.note.queued", now.get().name(), Numbers.count(before));
    }

    /// What the guard said last, in words.
    private String signals(RunFigures figures) {
        long last = figures.alarms().isEmpty() ? -1 : figures.alarms().getLast().step();
        return String.join(desk.say("training.and"), figures.alarms().stream().filter(alarm -> alarm.step() == last).map(alarm -> desk.say(alarm.alarm().signal()))
                .distinct().toList());
    }

    private List<CurveChart.Mark> alarms(RunFigures figures) {
        return figures.alarms().stream().filter(alarm -> alarm.step() > 0)
                .map(alarm -> new CurveChart.Mark(alarm.step(), alarm.alarm().severe())).toList();
    }

    private List<Node> lines(RunRow row, RunFigures figures) {
        List<Node> lines = new ArrayList<>();
        HBox keys = new HBox(18, key("train", "train.loss"), key("held-out", "train.heldOut"), key("best", "train.pinned"), key("alarm", "train.alarms"));
        lines.add(keys);
        List<RunEvent.Alarmed> alarms = figures.alarms().stream().filter(alarm -> alarm.step() > 0).toList();
        if (!alarms.isEmpty()) {
            RunEvent.Alarmed last = alarms.getLast();
            lines.add(Controls.wrapped(desk.say("train.alarmed", Numbers.count(last.step()), desk.say(last.alarm().signal()), String.valueOf(alarms.size())),
                    last.alarm().severe() ? "danger-text" : "warning-text", "small", "train-alarm"));
        }
        lines.add(Controls.wrapped(desk.say("train.of", row.file().data(), row.file().model(), desk.say("recipe.name." + row.file().recipe().get("recipe")),
                Numbers.count(row.file().samples()), Numbers.count(row.file().heldOut())), "muted", "small"));
        return lines;
    }

    private Node key(String style, String words) {
        var line = new javafx.scene.layout.Region();
        line.getStyleClass().addAll("curve-key", style);
        HBox key = new HBox(6, line, Controls.label(desk.say(words), "muted", "small"));
        key.setAlignment(Pos.CENTER_LEFT);
        return key;
    }

    private List<Node> rounds(RunFigures figures) {
        List<Node> nodes = new ArrayList<>();
        for (RunEvent.Probed round : figures.answers().stream().limit(ROUNDS).toList()) {
            nodes.add(Controls.label(round.step() == 0 ? desk.say("train.probes.base") : desk.say("train.probes.at", Numbers.count(round.step())), "muted", "small"));
            round.answers().forEach(answer -> nodes.add(answer(answer)));
        }
        if (nodes.isEmpty()) {
            nodes.add(Controls.wrapped(desk.say("train.probes.none"), "muted"));
        }
        return nodes;
    }

    private Node answer(Probe.Answer answer) {
        double repetition = Repetition.of(List.of(answer.text()));
        boolean wrong = answer.probe().expected() != null && !answer.text().contains(String.valueOf(answer.probe().expected()));
        boolean bad = repetition > GuardSettings.USUAL.repetition() || answer.text().isBlank();
        VBox box = new VBox(2, Controls.wrapped(answer.probe().question(), "muted", "small"),
                Controls.wrapped(answer.text().isBlank() ? desk.say("experiment.noAnswer") : answer.text()));
        String facts = desk.say("train.answer", String.valueOf(answer.tokens()), String.format(Locale.ROOT, "%.2f", repetition))
                + (answer.ended() ? "" : " · " + desk.say("train.answer.cut")) + (wrong ? " · " + desk.say("train.answer.wrong") : "");
        box.getChildren().add(Controls.wrapped(facts, "small", bad ? "danger-text" : wrong ? "warning-text" : "muted"));
        box.getStyleClass().addAll("probe", bad ? "bad" : "sound");
        return box;
    }
}
