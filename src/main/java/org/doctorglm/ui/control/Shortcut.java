package org.doctorglm.ui.control;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/// Every shortcut of the program; the numbers of the places leave room for those to come. The sheet of keys is made from this list.
public enum Shortcut {
    OVERVIEW(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN),
    CONSULT(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN),
    LIBRARY(KeyCode.DIGIT2, KeyCombination.SHORTCUT_DOWN),
    REVIEW(KeyCode.DIGIT3, KeyCombination.SHORTCUT_DOWN),
    EXPERIMENTS(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN),
    TRAINING(KeyCode.DIGIT5, KeyCombination.SHORTCUT_DOWN),
    MODELS(KeyCode.DIGIT6, KeyCombination.SHORTCUT_DOWN),
    SETTINGS(KeyCode.DIGIT7, KeyCombination.SHORTCUT_DOWN),
    NEW_CONSULTATION(KeyCode.N, KeyCombination.SHORTCUT_DOWN),
    SEARCH(KeyCode.K, KeyCombination.SHORTCUT_DOWN),
    SEND(KeyCode.ENTER),
    LINE_BREAK(KeyCode.ENTER, KeyCombination.SHIFT_DOWN),
    SEND_ALWAYS(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN),
    STOP(KeyCode.ESCAPE),
    REGENERATE(KeyCode.R, KeyCombination.SHORTCUT_DOWN),
    COPY_ANSWER(KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
    OLDER_VERSION(KeyCode.LEFT, KeyCombination.ALT_DOWN),
    NEWER_VERSION(KeyCode.RIGHT, KeyCombination.ALT_DOWN),
    PROVENANCE(KeyCode.I, KeyCombination.SHORTCUT_DOWN),
    SEND_TO_REVIEW(KeyCode.M, KeyCombination.SHORTCUT_DOWN),
    EXPORT(KeyCode.E, KeyCombination.SHORTCUT_DOWN),
    RENAME(KeyCode.F2),
    SYMPTOMS(KeyCode.DIGIT1, KeyCombination.ALT_DOWN),
    DIAGNOSIS(KeyCode.DIGIT2, KeyCombination.ALT_DOWN),
    TREATMENT(KeyCode.DIGIT3, KeyCombination.ALT_DOWN),
    PREVENTION(KeyCode.DIGIT4, KeyCombination.ALT_DOWN),
    SIDE_PANEL(KeyCode.B, KeyCombination.SHORTCUT_DOWN),
    FOCUS_COMPOSER(KeyCode.L, KeyCombination.SHORTCUT_DOWN),
    LARGER(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN),
    SMALLER(KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN),
    KEYS(KeyCode.F1);

    private final KeyCodeCombination combination;

    Shortcut(KeyCode code, Modifier... modifiers) {
        this.combination = new KeyCodeCombination(code, modifiers);
    }

    public KeyCodeCombination combination() {
        return combination;
    }

    public boolean matches(KeyEvent event) {
        return combination.match(event);
    }

    /// The keys one by one, as they are printed on them: `Ctrl`, `K`.
    public List<String> keys() {
        String name = combination.getName().replace("Shortcut", System.getProperty("os.name", "").startsWith("Mac") ? "⌘" : "Ctrl")
                .replace("Equals", "+").replace("Minus", "−").replace("Left", "←").replace("Right", "→").replace("Esc", "Esc");
        return Arrays.asList(name.split("\\+(?=.)"));
    }

    /// For example `Ctrl K`.
    public String printed() {
        return String.join(" ", keys());
    }
}
