package org.doctorglm.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of one language. Chinese is the default bundle, English the other one.
public final class Messages {
    private static final String BUNDLE = "org.doctorglm.ui.text.messages";

    private final Language language;
    private final ResourceBundle bundle;

    public Messages(Language language) {
        this.language = language;
        Locale locale = language == Language.CHINESE ? Locale.ROOT : language.locale();
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public Language language() {
        return language;
    }

    /// Whether texts that come in both languages are shown in Chinese.
    public boolean chinese() {
        return language == Language.CHINESE;
    }

    /// @param arguments for the placeholders `{0}`, `{1}`; numbers are best passed as text in the form wanted
    public String get(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    /// The words of a closed choice: key `Type.NAME`, with the enclosing types before it.
    public String of(Enum<?> value, Object... arguments) {
        return get(key(value), arguments);
    }

    /// A second sentence of a closed choice: key `Type.NAME.aspect`.
    public String aspect(Enum<?> value, String aspect, Object... arguments) {
        return get(key(value) + "." + aspect, arguments);
    }

    private static String key(Enum<?> value) {
        Class<?> type = value.getDeclaringClass();
        String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        return name + "." + value.name();
    }
}
