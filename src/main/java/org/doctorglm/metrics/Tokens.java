package org.doctorglm.metrics;

import java.util.ArrayList;
import java.util.List;

/// How a text is cut before it is counted. The DoctorGLM repository's base (ChatGLM-6B, `ptuning/main.py`) counts BLEU by characters and ROUGE
/// by the words of a Chinese dictionary (jieba); both are counted by characters here, so ROUGE is higher than theirs and not comparable with it.
public enum Tokens {
    /// Each character that is no white space.
    CHARACTERS {
        @Override
        public List<String> of(String text) {
            return text.codePoints().filter(point -> !Character.isWhitespace(point)).mapToObj(Character::toString).toList();
        }
    },
    /// Chinese by characters, runs of other letters and digits as words, in lower case; each mark alone.
    MIXED {
        @Override
        public List<String> of(String text) {
            List<String> tokens = new ArrayList<>();
            StringBuilder word = new StringBuilder();
            text.codePoints().forEach(point -> {
                boolean letter = Character.isLetterOrDigit(point) && !Character.isIdeographic(point);
                if (letter) {
                    word.appendCodePoint(Character.toLowerCase(point));
                    return;
                }
                flush(word, tokens);
                if (!Character.isWhitespace(point)) {
                    tokens.add(Character.toString(point));
                }
            });
            flush(word, tokens);
            return List.copyOf(tokens);
        }
    };

    public abstract List<String> of(String text);

    private static void flush(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) {
            tokens.add(word.toString());
            word.setLength(0);
        }
    }
}
