package org.doctorglm.ui.training;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.training.CostEstimate;
import org.doctorglm.training.MemoryAdvice;
import org.doctorglm.training.MemoryEstimate;
import org.doctorglm.training.StepTimes;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.kordamp.ikonli.feather.Feather;

/// Step four: memory, time, energy and cost before anything is begun; red where it does not fit, with the change that makes it fit.
final class EstimateStep extends VBox {
    private static final double HOUR = 3_600_000;

    private final Desk desk;
    private final DraftViewModel draft;
    private final VBox body = new VBox(16);
    private final VBox run;

    EstimateStep(Desk desk, DraftViewModel draft) {
        super(16);
        this.desk = desk;
        this.draft = draft;
        TextField name = new TextField();
        name.getStyleClass().add("run-name");
        name.setPromptText(desk.say("training.name.prompt"));
        name.setAccessibleText(desk.say("training.name"));
        name.textProperty().bindBidirectional(draft.name());
        name.setMaxWidth(320);
        run = new VBox(6, Controls.label(desk.say("training.name"), "strong"), name, Controls.wrapped(desk.say("training.own"), "muted", "small"));
        run.getStyleClass().add("card");
        getChildren().addAll(body, new KeptCard(desk, draft), run);
        Live.watch(this, draft.check(), now -> show());
        Live.watch(this, draft.checking(), now -> show());
        Live.watch(this, draft.probe(), now -> show());
        Live.watch(this, draft.probing(), now -> show());
        Live.watch(this, draft.prices(), now -> show());
        Live.watch(this, draft.draft(), now -> show());
        Live.watch(this, draft.room(), now -> show());
    }

    private void show() {
        Optional<RunEstimate> found = RunEstimate.of(draft);
        body.getChildren().clear();
        if (found.isEmpty()) {
            body.getChildren().add(Controls.label(desk.say(draft.checking().get() ? "training.checking" : "training.unchecked"), "muted"));
            return;
        }
        RunEstimate estimate = found.get();
        Figures figures = new Figures().add(desk.formats().size(estimate.memory().bytes()), desk.say("estimate.memory", desk.formats().size(estimate.freeMemory())),
                estimate.fits() ? "good-text" : "danger-text");
        figures.add(Numbers.count(estimate.parameters()), desk.say("estimate.parameters", String.format(Locale.ROOT, "%.2f %%", 100 * estimate.share())));
        figures.add(Numbers.count(estimate.steps()), desk.say("estimate.steps"), estimate.steps() > CostEstimate.COLLAPSE_STEPS ? "warning-text" : "body");
        estimate.hours().ifPresent(hours -> figures.add(desk.formats().seconds(hours * HOUR), desk.say("estimate.time"))
                .add(money(estimate.cost(hours).cost()), desk.say("estimate.cost")).add(String.format(Locale.ROOT, "%.2f kWh", estimate.cost(hours).kilowattHours()),
                        desk.say("estimate.energy")));
        figures.add(desk.formats().size(estimate.diskBytes()), desk.say("estimate.disk", desk.formats().size(estimate.freeDisk())),
                estimate.diskBytes() < estimate.freeDisk() ? "body" : "danger-text");
        VBox needs = card("estimate.needs", figures);
        notes(needs, estimate);
        body.getChildren().addAll(needs, new Halves(parts(estimate.memory()), time(estimate)));
    }

    private void notes(VBox into, RunEstimate estimate) {
        if (!estimate.fits()) {
            Optional<MemoryAdvice> advice = estimate.advice();
            HBox note = note("bad", advice.map(a -> desk.say("estimate.advice", TrainingWords.changes(desk, a.changes()), desk.formats().size(a.bytes())))
                    .orElseGet(() -> desk.say("estimate.hopeless")));
            advice.ifPresent(a -> note.getChildren().add(Controls.button(desk.say("estimate.apply"), () -> draft.set(a.changes()), "estimate-apply")));
            into.getChildren().add(note);
        }
        if (estimate.steps() > CostEstimate.COLLAPSE_STEPS) {
            HBox note = note("warn", desk.say("estimate.collapse", Numbers.count(estimate.steps()), Numbers.count(CostEstimate.COLLAPSE_STEPS)));
            note.getChildren().add(Controls.button(desk.say("estimate.limit", Numbers.count(CostEstimate.COLLAPSE_STEPS)),
                    () -> draft.set(Map.of("most-steps", String.valueOf(CostEstimate.COLLAPSE_STEPS))), "estimate-limit"));
            into.getChildren().add(note);
        }
    }

    private static HBox note(String style, String words) {
        HBox note = new HBox(8, Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words), Controls.gap());
        note.getStyleClass().addAll("note", style);
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }

    private VBox parts(MemoryEstimate memory) {
        GridPane grid = new GridPane(24, 6);
        int row = 0;
        for (Map.Entry<String, Long> part : memory.parts().entrySet()) {
            var bytes = Controls.label(desk.formats().size(part.getValue()));
            GridPane.setHalignment(bytes, HPos.RIGHT);
            grid.addRow(row++, Controls.label(desk.say("estimate.part." + part.getKey()), "muted"), bytes);
        }
        return card("estimate.parts", grid);
    }

    private VBox time(RunEstimate estimate) {
        StepTimes probe = draft.probe().get();
        VBox box = card("estimate.time.title", Controls.wrapped(probe == null ? desk.say("estimate.unmeasured")
                : desk.say("estimate.measured", desk.formats().milliseconds(probe.stepMillis()), desk.formats().size(Math.max(0, probe.peakResidentBytes())),
                        Numbers.count(Math.round(estimate.pairsPerHour().orElse(0.0)))), "small", "estimate-probe"));
        var measure = Controls.button(desk.say(draft.probing().get() ? "estimate.probing" : "estimate.probe"), draft::measure, "estimate-measure");
        measure.setDisable(draft.probing().get());
        GridPane prices = new GridPane(10, 8);
        prices.addRow(0, Controls.label(desk.say("estimate.price"), "muted"), price(), currency());
        prices.addRow(1, Controls.label(desk.say("estimate.power"), "muted"), power(), Controls.label("kW", "muted"));
        box.getChildren().addAll(measure, prices, Controls.wrapped(desk.say("estimate.paper"), "muted", "small"));
        return box;
    }

    private TextField price() {
        return number("estimate.price", draft.prices().get().perHour(), now -> new Prices(now, draft.prices().get().currency(), draft.prices().get().kilowatts()));
    }

    private TextField power() {
        return number("estimate.power", draft.prices().get().kilowatts(), now -> new Prices(draft.prices().get().perHour(), draft.prices().get().currency(), now));
    }

    private TextField number(String words, double now, java.util.function.DoubleFunction<Prices> changed) {
        TextField field = field(words, String.format(Locale.ROOT, "%.2f", now));
        field.setOnAction(event -> {
            try {
                double wanted = Double.parseDouble(field.getText().strip().replace(',', '.'));
                if (wanted >= 0 && Double.isFinite(wanted)) {
                    draft.prices().set(changed.apply(wanted));
                    return;
                }
            } catch (NumberFormatException e) {
                // Put back below.
            }
            field.setText(String.format(Locale.ROOT, "%.2f", now));
        });
        return field;
    }

    private TextField currency() {
        TextField field = field("estimate.currency", draft.prices().get().currency());
        field.setOnAction(event -> draft.prices().set(new Prices(draft.prices().get().perHour(), field.getText().strip(), draft.prices().get().kilowatts())));
        return field;
    }

    private TextField field(String words, String text) {
        TextField field = new TextField(text);
        field.setAccessibleText(desk.say(words));
        field.setPrefColumnCount(5);
        // Leaving the field counts as much as Enter.
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now && !field.getText().equals(text)) {
                field.getOnAction().handle(null);
            }
        });
        return field;
    }

    private String money(double sum) {
        return String.format(Locale.ROOT, "%.2f %s", sum, draft.prices().get().currency()).strip();
    }

    private VBox card(String title, Node content) {
        VBox card = new VBox(12, Controls.label(desk.say(title), "title"), content);
        card.getStyleClass().add("card");
        return card;
    }
}
