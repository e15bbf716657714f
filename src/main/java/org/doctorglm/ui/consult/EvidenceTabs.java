package org.doctorglm.ui.consult;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.safety.Statement;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.SelectableText;
import org.doctorglm.ui.control.SelectableText.Run;
import org.doctorglm.ui.control.Shortcut;
import org.jspecify.annotations.Nullable;

/// Symptoms, diagnosis, treatment, prevention (Alt 1–4), and the danger signs, which no tab hides.
final class EvidenceTabs extends VBox {
    private enum Tab {
        SYMPTOMS("symptoms", Shortcut.SYMPTOMS), DIAGNOSIS("diagnosis", Shortcut.DIAGNOSIS),
        TREATMENT("treatment", Shortcut.TREATMENT), PREVENTION("prevention", Shortcut.PREVENTION);

        private final String kind;
        private final Shortcut shortcut;

        Tab(String kind, Shortcut shortcut) {
            this.kind = kind;
            this.shortcut = shortcut;
        }
    }

    private final Desk desk;
    private final IntConsumer back;
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final ToggleGroup group = new ToggleGroup();
    private final SelectableText text = new SelectableText("evidence-text");
    private final VBox urgent = new VBox();
    private Tab tab = Tab.SYMPTOMS;
    private int told;
    private @Nullable CitedEvidence sheet;

    /// @param back is told the number of a statement that was clicked
    EvidenceTabs(Desk desk, IntConsumer back) {
        this.desk = desk;
        this.back = back;
        setSpacing(10);
        HBox row = new HBox();
        row.getStyleClass().add("evidence-tabs");
        for (Tab one : Tab.values()) {
            ToggleButton button = new ToggleButton(desk.say("tab." + one.kind));
            button.getStyleClass().setAll("toggle-button", "evidence-tab");
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(one.shortcut.printed()));
            button.setAccessibleText(desk.say("tab." + one.kind) + " " + one.shortcut.printed());
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> choose(one));
            buttons.add(button);
            row.getChildren().add(button);
        }
        urgent.getStyleClass().add("urgent");
        getChildren().addAll(row, text, urgent);
    }

    void show(CitedEvidence shown) {
        sheet = shown;
        urgent.getChildren().setAll(Controls.label(desk.say("evidence.urgent"), "strong"),
                Controls.wrapped(String.join("、", shown.urgent())));
        urgent.setVisible(!shown.urgent().isEmpty());
        urgent.setManaged(!shown.urgent().isEmpty());
        choose(tab);
    }

    /// @param index from 0
    void choose(int index) {
        choose(Tab.values()[index]);
    }

    private void choose(Tab wanted) {
        tab = wanted;
        group.selectToggle(buttons.get(wanted.ordinal()));
        CitedEvidence shown = sheet;
        if (shown != null) {
            List<Run> runs = runs(shown, wanted);
            text.setRuns(runs.isEmpty() ? List.of(Run.words(desk.say("evidence.noSection"), "")) : runs);
        }
    }

    /// Shows the statement with this number, wherever it stands; 0 for none.
    void tell(int number) {
        told = number;
        CitedEvidence shown = sheet;
        if (shown != null) {
            String section = Statement.of(shown).stream().filter(statement -> statement.number() == number).findFirst().map(Statement::section).orElse("");
            choose(List.of(Tab.values()).stream().filter(one -> one.kind.equals(section)).findFirst().orElse(tab));
        }
    }

    /// The statements of a section, each with its number behind it: a click shows where the answer rests on it.
    private List<Run> runs(CitedEvidence shown, Tab wanted) {
        List<Run> runs = new ArrayList<>();
        for (Statement statement : Statement.of(shown)) {
            if (statement.section().equals(wanted.kind)) {
                int number = statement.number();
                runs.add(Run.words((runs.isEmpty() ? "" : "\n") + statement.text(), number == told ? "told" : ""));
                runs.add(new Run(" [" + number + "]", "cited", true, desk.say("support.back", Integer.toString(number)), () -> back.accept(number)));
            }
        }
        return runs;
    }
}
