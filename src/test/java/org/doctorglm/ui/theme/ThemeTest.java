package org.doctorglm.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
    private static final Path SHEETS = Path.of("src/main/resources/org/doctorglm/ui/theme");
    private static final Pattern COLOUR = Pattern.compile("(-dg-[a-z-]+):\\s*([^;]+);");
    private static final Pattern USE = Pattern.compile("-dg-[a-z-]+");
    private static final String[][] TEXT_ON_GROUND = {
        {"text", "bg"}, {"text", "surface"}, {"text", "raised"}, {"text", "soft"}, {"text", "question"}, {"text", "selection"},
        {"muted", "bg"}, {"muted", "surface"}, {"muted", "raised"}, {"muted", "soft"}, {"accent", "surface"}, {"accent", "soft"}, {"accent", "bg"},
        {"on-accent", "accent"}, {"warning", "warning-fill"}, {"warning", "surface"}, {"danger", "danger-fill"}, {"danger", "surface"},
        {"surface", "danger"}, {"good", "surface"}};

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "contrast"})
    void text_has_enough_contrast_on_every_ground_it_stands_on(String sheet) throws IOException {
        Map<String, String> colours = colours(sheet);
        for (String[] pair : TEXT_ON_GROUND) {
            double ratio = ratio(Color.web(colours.get("-dg-" + pair[0])), Color.web(colours.get("-dg-" + pair[1])));
            assertThat(ratio).as(sheet + ": " + pair[0] + " on " + pair[1]).isGreaterThanOrEqualTo(4.5);
        }
        assertThat(ratio(Color.web(colours.get("-dg-line")), Color.web(colours.get("-dg-surface")))).as("lines that carry meaning").isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "contrast"})
    void a_theme_defines_exactly_the_colours_that_the_base_sheet_uses(String sheet) throws IOException {
        TreeSet<String> used = new TreeSet<>();
        USE.matcher(Files.readString(SHEETS.resolve("base.css"))).results().forEach(found -> used.add(found.group()));
        assertThat(colours(sheet).keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void an_unknown_name_means_the_theme_of_the_system() {
        assertThat(Theme.of("sepia")).isEqualTo(Theme.SYSTEM);
        assertThat(Theme.of("dark")).isEqualTo(Theme.DARK);
    }

    private static Map<String, String> colours(String sheet) throws IOException {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(Files.readString(SHEETS.resolve(sheet + ".css")));
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    /// WCAG 2.2, definition of contrast ratio.
    private static double ratio(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
