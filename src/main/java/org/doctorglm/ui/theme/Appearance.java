package org.doctorglm.ui.theme;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;
import javafx.util.Duration;

/// Theme and text size of all scenes that were given to [#dress(Scene)].
///
/// The text size is a sheet of one rule and not a style of the root node, because pop-ups take the sheets of their owner but not its style.
public final class Appearance {
    public static final int SMALLEST_PERCENT = 80;
    public static final int LARGEST_PERCENT = 200;
    /// Size of body text at 100 %, in pixels.
    public static final double BODY = 14;

    private static final double ICON = 15;
    private static final double LARGE_ICON = 20;
    private static final Duration MOTION = Duration.millis(120);

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);
    private final IntegerProperty percent = new SimpleIntegerProperty(100);
    private final List<Scene> scenes = new ArrayList<>();
    /// Held by this object alone: the system's preferences outlive every window and must not keep one.
    private final ChangeListener<ColorScheme> scheme = (property, old, now) -> refresh();

    public Appearance() {
        Fonts.load();
        theme.addListener((property, old, now) -> refresh());
        percent.addListener((property, old, now) -> refresh());
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(scheme));
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// Text size, [#SMALLEST_PERCENT] to [#LARGEST_PERCENT].
    public IntegerProperty percent() {
        return percent;
    }

    /// Makes the text larger or smaller, within the limits.
    public void zoom(int steps) {
        percent.set(Math.clamp(percent.get() + 10L * steps, SMALLEST_PERCENT, LARGEST_PERCENT));
    }

    public void dress(Scene scene) {
        scenes.add(scene);
        refresh();
    }

    /// How long a movement may take: nothing when the system asks for none.
    public static Duration motion() {
        return Platform.getPreferences().isReducedMotion() ? Duration.ZERO : MOTION;
    }

    private String rule(String selector, String property, double pixels) {
        return String.format(Locale.ROOT, "%s { %s: %.2fpx; }%n", selector, property, pixels * percent.get() / 100);
    }

    private void refresh() {
        if (scenes.isEmpty()) {
            return;
        }
        // Reading the foreign sheet takes a tenth of a second: only when it is another one.
        String ground = theme.get().ground();
        if (!ground.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(ground);
        }
        // An icon's em is its own size, so that a size in em would grow with every pass: icons are given in pixels here.
        String size = rule(".root", "-fx-font-size", BODY) + rule(".ikonli-font-icon", "-fx-icon-size", ICON)
                + rule(".rail-place .ikonli-font-icon, .state-note > .ikonli-font-icon", "-fx-icon-size", LARGE_ICON);
        String sheet = "data:text/css;base64," + Base64.getEncoder().encodeToString(size.getBytes(StandardCharsets.UTF_8));
        String base = Appearance.class.getResource("/org/doctorglm/ui/theme/base.css").toExternalForm();
        for (Scene scene : scenes) {
            scene.getStylesheets().setAll(base, theme.get().sheet(), sheet);
        }
    }
}
