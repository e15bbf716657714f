package org.doctorglm.ui.text;

import java.util.Locale;

/// The languages of the window.
public enum Language {
    CHINESE("zh", Locale.SIMPLIFIED_CHINESE, "简体中文"),
    ENGLISH("en", Locale.ENGLISH, "English");

    private final String code;
    private final Locale locale;
    private final String ownName;

    Language(String code, Locale locale, String ownName) {
        this.code = code;
        this.locale = locale;
        this.ownName = ownName;
    }

    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    /// The name in the language itself, so that everybody finds the way back.
    public String ownName() {
        return ownName;
    }

    /// @return the language of the code, Chinese when it is unknown
    public static Language of(String code) {
        return ENGLISH.code.equals(code) ? ENGLISH : CHINESE;
    }
}
