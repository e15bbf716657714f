package org.doctorglm.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/// The bundled font: without it a bare machine draws boxes instead of Chinese.
public final class Fonts {
    /// Family name, as the sheets use it.
    public static final String FAMILY = "Noto Sans CJK SC";

    private static final double ANY_SIZE = 14;
    private static boolean loaded;

    private Fonts() {
    }

    /// Registers both weights with JavaFX. Further calls do nothing.
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (String weight : new String[] {"Regular", "Bold"}) {
            try (InputStream in = Fonts.class.getResourceAsStream("/org/doctorglm/ui/fonts/NotoSansCJKsc-" + weight + ".otf")) {
                if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
                    throw new IllegalStateException("font " + weight);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaded = true;
    }
}
