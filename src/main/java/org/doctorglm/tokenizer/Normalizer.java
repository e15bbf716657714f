package org.doctorglm.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SentencePiece's normalisation: rules of the [CharsMap], blanks joined and written as `▁`, one `▁` put before the text.
/// User-defined pieces pass untouched.
final class Normalizer {
    private static final char BLANK = '▁';

    private final CharsMap rules;
    private final Set<String> untouched;
    private final int longestUntouched;
    private final boolean dummyPrefix;
    private final boolean removeExtra;

    Normalizer(CharsMap rules, Set<String> untouched, boolean dummyPrefix, boolean removeExtra) {
        this.rules = rules;
        this.untouched = untouched;
        this.longestUntouched = untouched.stream().mapToInt(String::length).max().orElse(0);
        this.dummyPrefix = dummyPrefix;
        this.removeExtra = removeExtra;
    }

    String normalize(String text, boolean trusted) {
        // An unpaired surrogate cannot be written in UTF-8: it becomes U+FFFD, as in SentencePiece.
        String input = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] utf8 = input.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(input.length() + 1);
        boolean afterBlank = removeExtra;
        int at = 0;
        int chars = 0;
        while (at < utf8.length) {
            String piece;
            int bytes;
            String known = untouchedAt(input, chars, trusted);
            long rule;
            if (known != null) {
                piece = known;
                bytes = known.getBytes(StandardCharsets.UTF_8).length;
            } else if ((rule = rules.longest(utf8, at)) >= 0) {
                piece = rules.replacement((int) rule);
                bytes = (int) (rule >>> 32);
            } else {
                piece = Character.toString(input.codePointAt(chars));
                bytes = GlmText.utf8Length(input.codePointAt(chars));
            }
            chars += charsOf(input, chars, bytes);
            at += bytes;
            int begin = 0;
            while (afterBlank && begin < piece.length() && piece.charAt(begin) == ' ') {
                begin++;
            }
            if (begin < piece.length()) {
                if (out.isEmpty() && dummyPrefix) {
                    out.append(BLANK);
                }
                out.append(piece.substring(begin).replace(' ', BLANK));
                afterBlank = removeExtra && piece.endsWith(" ");
            }
        }
        int end = out.length();
        while (removeExtra && end > 0 && out.charAt(end - 1) == BLANK) {
            end--;
        }
        return out.substring(0, end);
    }

    private @Nullable String untouchedAt(String input, int from, boolean trusted) {
        char first = input.charAt(from);
        if (first != '<' && first != '[') {
            return null;
        }
        for (int length = Math.min(longestUntouched, input.length() - from); length > 0; length--) {
            String candidate = input.substring(from, from + length);
            if (untouched.contains(candidate) && (trusted || GlmText.isLayout(candidate))) {
                return candidate;
            }
        }
        return null;
    }

    private static int charsOf(String input, int from, int bytes) {
        int chars = 0;
        for (int left = bytes; left > 0; ) {
            int codePoint = input.codePointAt(from + chars);
            left -= GlmText.utf8Length(codePoint);
            chars += Character.charCount(codePoint);
        }
        return chars;
    }
}
