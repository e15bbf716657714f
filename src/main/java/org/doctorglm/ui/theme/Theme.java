package org.doctorglm.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/// The looks to choose from.
public enum Theme {
    LIGHT, DARK, CONTRAST,
    /// Light or dark, as the desktop says.
    SYSTEM;

    /// The theme that stands for this one now; never [#SYSTEM].
    Theme resolved() {
        return switch (this) {
            case LIGHT, DARK, CONTRAST -> this;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? DARK : LIGHT;
        };
    }

    /// Sheet that defines the colours.
    String sheet() {
        return Theme.class.getResource("/org/doctorglm/ui/theme/" + resolved().name().toLowerCase(Locale.ROOT) + ".css").toExternalForm();
    }

    /// The foreign sheet that ours stands on.
    String ground() {
        return switch (resolved()) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK, CONTRAST, SYSTEM -> new PrimerDark().getUserAgentStylesheet();
        };
    }

    /// @return the theme of that name, [#SYSTEM] when there is none
    public static Theme of(String name) {
        for (Theme theme : values()) {
            if (theme.name().equalsIgnoreCase(name)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
