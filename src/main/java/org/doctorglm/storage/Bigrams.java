package org.doctorglm.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text for full-text search: Chinese characters into overlapping pairs, everything else into words.
final class Bigrams {
    private Bigrams() {
    }

    /// Text for the index: pairs, words, and each run's last character alone, so that one character can be looked for by its beginning.
    static String index(String text) {
        StringBuilder grams = new StringBuilder();
        for (String run : runs(text)) {
            if (!han(run.codePointAt(0))) {
                grams.append(run).append(' ');
                continue;
            }
            int[] characters = run.codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                grams.appendCodePoint(characters[i]);
                if (i + 1 < characters.length) {
                    grams.appendCodePoint(characters[i + 1]);
                }
                grams.append(' ');
            }
        }
        return grams.toString();
    }

    /// FTS5 expression that asks for all words of a query; empty when it has none.
    static String query(String words) {
        List<String> terms = new ArrayList<>();
        for (String run : runs(words)) {
            int[] characters = run.codePoints().toArray();
            if (!han(characters[0]) || characters.length == 1) {
                terms.add('"' + run + "\"*");
                continue;
            }
            StringBuilder phrase = new StringBuilder("\"");
            for (int i = 0; i + 1 < characters.length; i++) {
                phrase.appendCodePoint(characters[i]).appendCodePoint(characters[i + 1]).append(' ');
            }
            terms.add(phrase.toString().strip() + '"');
        }
        return String.join(" AND ", terms);
    }

    /// Runs of Chinese characters and runs of other letters and digits, in lower case.
    static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean inHan = false;
        for (int codePoint : text.toLowerCase(Locale.ROOT).codePoints().toArray()) {
            boolean letter = Character.isLetterOrDigit(codePoint);
            if (!run.isEmpty() && (!letter || han(codePoint) != inHan)) {
                runs.add(run.toString());
                run.setLength(0);
            }
            if (letter) {
                run.appendCodePoint(codePoint);
                inHan = han(codePoint);
            }
        }
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }

    private static boolean han(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }
}
