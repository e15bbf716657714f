package org.doctorglm.ui.consult;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.NumberSlider;

/// How the next answer is drawn: presets, a slider for each value, the seed. Values are used from the next answer on.
final class SamplingView extends VBox {
    private final Desk desk;
    private final SamplingViewModel model;
    private final Map<Dial, NumberSlider> sliders = new EnumMap<>(Dial.class);
    private final Map<SamplingPreset, ToggleButton> presets = new EnumMap<>(SamplingPreset.class);
    private final VBox warnings = new VBox(4);
    private final TextField seed = new TextField();
    private final ToggleButton random;
    private final ToggleButton fixed;

    SamplingView(Desk desk, SamplingViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("panel", "sampling");
        SegmentedButton row = new SegmentedButton();
        for (SamplingPreset preset : SamplingPreset.values()) {
            ToggleButton button = new ToggleButton(desk.say(preset));
            button.setAccessibleText(desk.say("sampling.preset", desk.say(preset)));
            button.getStyleClass().add("preset-" + preset.name().toLowerCase(Locale.ROOT));
            button.setOnAction(event -> model.choose(preset));
            presets.put(preset, button);
            row.getButtons().add(button);
        }
        FlowPane head = new FlowPane(10, 6, Controls.label(desk.say("sampling.title"), "title"), row);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
        for (Dial dial : Dial.values()) {
            NumberSlider slider = new NumberSlider(desk.say(dial), desk.words().aspect(dial, "help"), dial.range(),
                    dial.read(model.settings().get()), () -> model.reset(dial), value -> model.set(dial, value));
            slider.getStyleClass().add("dial-" + dial.name().toLowerCase(Locale.ROOT));
            sliders.put(dial, slider);
            getChildren().add(slider);
        }
        random = new ToggleButton(desk.say("seed.random"));
        fixed = new ToggleButton(desk.say("seed.fixed"));
        getChildren().addAll(seedRow(), warnings);
        Live.watch(this, model.settings(), now -> show());
    }

    private HBox seedRow() {
        random.setAccessibleText(desk.say("seed.random.accessible"));
        fixed.setAccessibleText(desk.say("seed.fixed.accessible"));
        random.setOnAction(event -> model.setSeed(SamplingSettings.RANDOM_SEED));
        fixed.setOnAction(event -> model.setSeed(42));
        SegmentedButton both = new SegmentedButton(random, fixed);
        seed.setAccessibleText(desk.say("seed.value"));
        seed.setOnAction(event -> readSeed());
        seed.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                readSeed();
            }
        });
        HBox row = new HBox(Controls.label(desk.say("seed.name"), "slider-name"), both, Controls.gap(), seed);
        row.getStyleClass().add("slider-row");
        return row;
    }

    private void readSeed() {
        try {
            if (model.seedFixed()) {
                model.setSeed(Long.parseLong(seed.getText().strip()));
            }
        } catch (NumberFormatException notANumber) {
            show();
        }
    }

    private void show() {
        SamplingSettings now = model.settings().get();
        sliders.forEach((dial, slider) -> {
            double value = dial.read(now);
            if (slider.get() != value) {
                slider.set(value);
            }
        });
        presets.forEach((preset, button) -> button.setSelected(preset == model.preset().get()));
        random.setSelected(!model.seedFixed());
        fixed.setSelected(model.seedFixed());
        seed.setDisable(!model.seedFixed());
        seed.setText(model.seedFixed() ? Long.toString(now.seed()) : "—");
        warnings.getChildren().clear();
        for (Dial dial : model.unwise()) {
            warnings.getChildren().add(Controls.wrapped(desk.words().aspect(dial, "unwise"), "warning-text", "small"));
        }
        if (now.greedy()) {
            warnings.getChildren().add(Controls.wrapped(desk.say("sampling.greedy"), "muted", "small"));
        }
    }
}
