package org.doctorglm.ui.models;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.checkpoint.AdapterSummary.Missing;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;

/// Asks for exactly what an adapter's configuration does not tell.
final class AdapterQuestions extends VBox {
    private final ImportWizardViewModel wizard;
    private final @Nullable TextField alpha;
    private @Nullable AdapterRows rows;

    AdapterQuestions(Desk desk, ImportWizardViewModel wizard) {
        this.wizard = wizard;
        this.rows = wizard.told().rows();
        this.alpha = wizard.asked().get().contains(Missing.ALPHA) ? new TextField() : null;
        setSpacing(8);
        if (alpha != null) {
            Label label = Controls.wrapped(desk.say("adapter.alpha"));
            label.setLabelFor(alpha);
            Double before = wizard.told().alpha();
            alpha.setText(before == null ? "" : before.toString());
            alpha.setAccessibleText(desk.say("adapter.alpha"));
            alpha.getStyleClass().add("adapter-alpha");
            alpha.setOnAction(event -> tell());
            alpha.focusedProperty().addListener((property, old, now) -> {
                if (!now) {
                    tell();
                }
            });
            getChildren().addAll(label, alpha);
        }
        if (wizard.asked().get().contains(Missing.ROWS)) {
            getChildren().add(Controls.wrapped(desk.say("adapter.rows")));
            ToggleGroup group = new ToggleGroup();
            for (AdapterRows choice : AdapterRows.values()) {
                RadioButton button = new RadioButton(desk.say(choice));
                button.setAccessibleText(desk.say(choice));
                button.setWrapText(true);
                button.getStyleClass().add("rows-" + choice.name().toLowerCase(Locale.ROOT));
                button.setToggleGroup(group);
                button.setSelected(choice == rows);
                button.setOnAction(event -> {
                    rows = choice;
                    tell();
                });
                getChildren().add(button);
            }
        }
    }

    /// Hands on what was told so far, when it is a number.
    private void tell() {
        Double number = null;
        if (alpha != null) {
            try {
                number = Double.valueOf(alpha.getText().strip());
            } catch (NumberFormatException notYet) {
                number = null;
            }
        }
        AdapterOptions now = new AdapterOptions(number, rows);
        if (!now.equals(wizard.told())) {
            wizard.tell(now);
        }
    }
}
