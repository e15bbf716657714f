package org.doctorglm.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Factories of the small nodes. None leaves its node without an accessible text.
public final class Controls {
    private Controls() {
    }

    public static FontIcon icon(Feather glyph) {
        FontIcon icon = FontIcon.of(glyph);
        icon.setMouseTransparent(true);
        return icon;
    }

    /// A button that shows only an icon; the words are its tooltip and its accessible text.
    public static Button iconButton(Feather glyph, String words, Runnable action) {
        Button button = new Button(null, icon(glyph));
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(event -> action.run());
        return button;
    }

    public static ToggleButton iconToggle(Feather glyph, String words) {
        ToggleButton toggle = new ToggleButton(null, icon(glyph));
        toggle.getStyleClass().add("icon-toggle");
        toggle.setAccessibleText(words);
        toggle.setTooltip(new Tooltip(words));
        return toggle;
    }

    public static Button button(String words, Runnable action, String... styles) {
        Button button = new Button(words);
        button.getStyleClass().addAll(styles);
        button.setAccessibleText(words);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    public static Button primary(String words, Runnable action) {
        return button(words, action, "primary");
    }

    /// A button without a border, for actions that must not compete with text.
    public static Button quiet(Feather glyph, String words, Runnable action) {
        Button button = button(words, action, "quiet");
        button.setGraphic(icon(glyph));
        return button;
    }

    public static Button chipButton(String words, String accessible, Runnable action) {
        Button chip = button(words, action, "chip");
        chip.setAccessibleText(accessible);
        return chip;
    }

    public static Label label(String words, String... styles) {
        Label label = new Label(words);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A label that breaks its lines instead of cutting them.
    public static Label wrapped(String words, String... styles) {
        Label label = label(words, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label chip(String words, String... styles) {
        Label label = label(words, "chip");
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Empty space that takes what is left of a row.
    public static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
