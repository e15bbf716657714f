package org.doctorglm.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class FontsTest {
    private static final double SIZE = 20;
    private static final Path TEXTS = Path.of("src/main/resources/org/doctorglm/ui/text");

    @BeforeAll
    static void load() throws Exception {
        FxToolkit.registerPrimaryStage();
        Fonts.load();
    }

    @Test
    void a_chinese_character_is_as_wide_as_the_font_is_large() {
        for (FontWeight weight : new FontWeight[] {FontWeight.NORMAL, FontWeight.BOLD}) {
            Font font = Font.font(Fonts.FAMILY, weight, SIZE);
            assertThat(font.getFamily()).isEqualTo(Fonts.FAMILY);
            assertThat(width(font, "高")).isCloseTo(SIZE, within(0.01));
        }
    }

    /// JavaFX would draw a missing glyph from another font of the machine, so that the font's own table is asked.
    @Test
    void no_character_of_the_window_is_missing() throws IOException {
        StringBuilder all = new StringBuilder("‹›·…×−←→⌘");
        for (String file : List.of("messages.properties", "messages_en.properties")) {
            Files.readAllLines(TEXTS.resolve(file)).stream().filter(line -> !line.startsWith("#")).forEach(all::append);
        }
        Font font = Font.font(Fonts.FAMILY, SIZE);
        GlyphTable table = GlyphTable.of("Regular");
        all.chars().distinct().filter(c -> c > ' ').forEach(c -> {
            String one = Character.toString(c);
            assertThat(table.has(c)).as(one).isTrue();
            assertThat(width(font, one)).as(one).isPositive();
        });
    }

    private static double width(Font font, String words) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
