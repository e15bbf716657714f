package org.doctorglm.export;

import java.util.Locale;
import java.util.ResourceBundle;

/// The fixed words of an exported document in one language. A document has a language of its own: it is read where the program is not.
public final class ExportWords {
    private final ResourceBundle bundle;

    private ExportWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// Chinese unless the language is English.
    public static ExportWords of(Locale locale) {
        Locale wanted = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
        return new ExportWords(ResourceBundle.getBundle("org.doctorglm.export.words", wanted,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    public String get(String key) {
        return bundle.getString(key);
    }
}
