package org.doctorglm.tokenizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text rules that ChatGLM puts around SentencePiece.
final class GlmText {
    private static final int LONGEST_BLANK = 80;
    private static final Pattern LAYOUT = Pattern.compile("<n>|<\\|tab\\|>|<\\|blank_(\\d{1,2})\\|>");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private GlmText() {
    }

    /// Line breaks, tabs and runs of 2 to 80 blanks become pieces of their own.
    static String toLayout(String text) {
        String lines = text.replace("\n", "<n>").replace("\t", "<|tab|>");
        return BLANKS.matcher(lines).replaceAll(run -> {
            StringBuilder pieces = new StringBuilder();
            int left = run.group().length();
            while (left >= LONGEST_BLANK) {
                pieces.append("<|blank_").append(LONGEST_BLANK).append("|>");
                left -= LONGEST_BLANK;
            }
            pieces.append(left > 1 ? "<|blank_" + left + "|>" : " ".repeat(left));
            return Matcher.quoteReplacement(pieces.toString());
        });
    }

    /// Reverses [#toLayout(String)].
    static String fromLayout(String text) {
        return LAYOUT.matcher(text).replaceAll(piece -> Matcher.quoteReplacement(switch (piece.group()) {
            case "<n>" -> "\n";
            case "<|tab|>" -> "\t";
            default -> " ".repeat(Integer.parseInt(piece.group(1)));
        }));
    }

    /// Whether a piece only lays text out (and so may come from a user's text) or steers the network.
    static boolean isLayout(String piece) {
        return LAYOUT.matcher(piece).matches();
    }

    /// Bytes of a character in UTF-8.
    static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
