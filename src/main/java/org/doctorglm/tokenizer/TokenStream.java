package org.doctorglm.tokenizer;

import java.util.Arrays;
import java.util.regex.Pattern;

/// Turns ids into text while they arrive. Text once given out never changes: what a later token could still alter
/// (half a UTF-8 character, a comma whose neighbour is unknown, blanks at the end) is held back.
///
/// Afterwards the rules of ChatGLM's published code hold: half-width `,!:;?` beside a Chinese character become full-width,
/// `[[训练时间]]` becomes `2023年`, blanks around the answer go. One stream serves one answer on one thread.
public final class TokenStream {
    private static final String TRAINING_TIME = "[[训练时间]]";
    private static final String HALF = ",!:;?";
    private static final String FULL = "，！：；？";
    private static final String HAN = "[\\u4e00-\\u9fff]";
    private static final Pattern AFTER = Pattern.compile("(?<=" + HAN + ")[,!:;?]");
    private static final Pattern BEFORE = Pattern.compile("[,!:;?](?=" + HAN + ")");

    private final GlmTokenizer tokenizer;
    private int[] ids = new int[64];
    private int count;
    private int given;

    public TokenStream(GlmTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// Adds a token.
    ///
    /// @return text that is now certain, possibly empty
    public String add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
        int[] all = Arrays.copyOf(ids, count);
        if (tokenizer.torn(all)) {
            return "";
        }
        String raw = GlmText.fromLayout(tokenizer.decode(all)).stripLeading();
        return give(polish(raw.substring(0, certain(raw))));
    }

    /// Ends the answer.
    ///
    /// @return the text that was held back
    public String finish() {
        return give(text());
    }

    /// The whole text so far, as it would be if no token followed.
    public String text() {
        return polish(GlmText.fromLayout(tokenizer.decode(Arrays.copyOf(ids, count))).strip());
    }

    private String give(String text) {
        if (text.length() <= given) {
            return "";
        }
        String delta = text.substring(given);
        given = text.length();
        return delta;
    }

    /// Length of the beginning that no later token can change.
    private static int certain(String raw) {
        int end = raw.length();
        while (end > 0 && (Character.isWhitespace(raw.charAt(end - 1)) || HALF.indexOf(raw.charAt(end - 1)) >= 0)) {
            end--;
        }
        for (int length = Math.min(TRAINING_TIME.length() - 1, end); length > 0; length--) {
            if (TRAINING_TIME.startsWith(raw.substring(end - length, end))) {
                return end - length;
            }
        }
        return end;
    }

    static String polish(String text) {
        String dated = text.replace(TRAINING_TIME, "2023年");
        String after = AFTER.matcher(dated).replaceAll(m -> full(m.group()));
        return BEFORE.matcher(after).replaceAll(m -> full(m.group()));
    }

    private static String full(String half) {
        return String.valueOf(FULL.charAt(HALF.indexOf(half)));
    }
}
