package org.doctorglm.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a text into words as BERT does before it looks into its vocabulary (Devlin et al. 2018, `BasicTokenizer` of the released code):
/// control characters go, every Chinese character and every mark of punctuation is a word of its own, white space parts the others.
///
/// @param lowerCase small letters only
/// @param stripAccents é is e
/// @param splitChinese each Chinese character by itself
public record BertText(boolean lowerCase, boolean stripAccents, boolean splitChinese) {
    /// As a vocabulary without any configuration is read.
    public static final BertText UNCASED = new BertText(true, true, true);

    /// @return words in their order, none of them empty
    public List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : spaced(text).split(" ")) {
            if (!word.isEmpty()) {
                split(folded(word), words);
            }
        }
        return words;
    }

    /// Without what cannot be seen, a space for every white one and around every Chinese character.
    private String spaced(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (white(point)) {
                clean.append(' ');
            } else if (splitChinese && chinese(point)) {
                clean.append(' ').appendCodePoint(point).append(' ');
            } else if (point != 0xFFFD && !control(point)) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    private String folded(String word) {
        String small = lowerCase ? word.toLowerCase(Locale.ROOT) : word;
        return stripAccents ? Normalizer.normalize(small, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "") : small;
    }

    private static void split(String word, List<String> words) {
        int from = 0;
        for (int at = 0; at < word.length(); ) {
            int point = word.codePointAt(at);
            int next = at + Character.charCount(point);
            if (punctuation(point)) {
                if (from < at) {
                    words.add(word.substring(from, at));
                }
                words.add(word.substring(at, next));
                from = next;
            }
            at = next;
        }
        if (from < word.length()) {
            words.add(word.substring(from));
        }
    }

    private static boolean white(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> point == '\t' || point == '\n' || point == '\r';
        };
    }

    private static boolean control(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /// The blocks that the released code names; kana and hangul are words of several characters to it.
    private static boolean chinese(int point) {
        return point >= 0x4E00 && point <= 0x9FFF || point >= 0x3400 && point <= 0x4DBF || point >= 0x20000 && point <= 0x2A6DF
                || point >= 0x2A700 && point <= 0x2CEAF || point >= 0xF900 && point <= 0xFAFF || point >= 0x2F800 && point <= 0x2FA1F;
    }

    /// Every ASCII mark that is no letter, digit or space, $ and + too, and what Unicode calls punctuation.
    private static boolean punctuation(int point) {
        if (point >= 33 && point <= 47 || point >= 58 && point <= 64 || point >= 91 && point <= 96 || point >= 123 && point <= 126) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION, Character.END_PUNCTUATION,
                 Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
