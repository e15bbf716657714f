package org.doctorglm.review;

import java.util.Arrays;
import java.util.OptionalInt;

/// The places of a text in code points and in UTF-16 units, which Java, JavaScript and JavaFX count in. Immutable.
public final class CodePoints {
    private final String text;
    private final int[] units;

    public CodePoints(String text) {
        this.text = text;
        this.units = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0, unit = 0; i < units.length; i++) {
            units[i] = unit;
            unit += unit < text.length() ? Character.charCount(text.codePointAt(unit)) : 0;
        }
    }

    public String text() {
        return text;
    }

    /// How many there are.
    public int count() {
        return units.length - 1;
    }

    public int at(int codePoint) {
        return text.codePointAt(units[codePoint]);
    }

    /// The UTF-16 unit where a code point begins; [#count()] gives the text's length.
    public int unit(int codePoint) {
        return units[codePoint];
    }

    /// @return empty outside the text and inside a surrogate pair
    public OptionalInt ofUnit(int unit) {
        int at = Arrays.binarySearch(units, unit);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    public boolean holds(Span span) {
        return span.end() <= count();
    }

    /// @throws IndexOutOfBoundsException when the span ends behind the text
    public String text(Span span) {
        return text.substring(units[span.start()], units[span.end()]);
    }
}
