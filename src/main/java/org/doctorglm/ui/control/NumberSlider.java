package org.doctorglm.ui.control;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.DoubleConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.doctorglm.ui.text.Formats;

/// A name, a slider and a number box that takes typing and the wheel. A double click puts the default back.
public final class NumberSlider extends HBox {
    private final DoubleProperty value = new SimpleDoubleProperty();
    private final Slider slider;
    private final TextField box = new TextField();
    private final Range range;
    private boolean echo;

    /// @param from smallest value
    /// @param to largest value on the slider; also the largest that can be typed
    /// @param step of wheel and arrow keys
    public record Range(double from, double to, double step) {
        double nearest(double wanted) {
            double stepped = from + Math.round((wanted - from) / step) * step;
            // Two decimals are all that is shown; what is shown must be what is used.
            return Math.clamp(Math.round(stepped * 100) / 100.0, from, to);
        }
    }

    public NumberSlider(String name, String explanation, Range range, double start, Runnable reset, DoubleConsumer changed) {
        this.range = range;
        slider = new Slider(range.from(), range.to(), start);
        slider.setBlockIncrement(range.step());
        slider.setAccessibleText(name);
        slider.setAccessibleHelp(explanation);
        slider.setSkin(new ProgressSliderSkin(slider));
        box.setAccessibleText(name);
        Label label = Controls.label(name, "slider-name");
        label.setTooltip(new Tooltip(explanation));
        label.setLabelFor(slider);
        HBox.setHgrow(slider, Priority.ALWAYS);
        getStyleClass().add("slider-row");
        getChildren().addAll(label, slider, box);
        set(start);
        value.addListener((property, old, now) -> changed.accept(now.doubleValue()));
        slider.valueProperty().addListener((property, old, now) -> {
            if (!echo) {
                set(range.nearest(now.doubleValue()));
            }
        });
        box.setOnAction(event -> readBox());
        box.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                readBox();
            }
        });
        box.setOnScroll(event -> {
            set(range.nearest(value.get() + Math.signum(event.getDeltaY()) * range.step()));
            event.consume();
        });
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                reset.run();
            }
        });
        slider.setOnMouseClicked(getOnMouseClicked());
    }

    /// Shows a value that was set elsewhere.
    public void set(double wanted) {
        double now = Math.clamp(wanted, range.from(), range.to());
        echo = true;
        value.set(wanted);
        slider.setValue(now);
        box.setText(Formats.number(wanted));
        echo = false;
    }

    public double get() {
        return value.get();
    }

    private void readBox() {
        try {
            String typed = box.getText().strip().replace(',', '.').replace('。', '.');
            double wanted = Double.parseDouble(typed);
            if (wanted != value.get()) {
                set(range.nearest(wanted));
            }
        } catch (NumberFormatException notANumber) {
            box.setText(Formats.number(value.get()));
        }
    }
}
