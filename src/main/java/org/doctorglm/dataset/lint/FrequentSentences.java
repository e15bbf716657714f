package org.doctorglm.dataset.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;

/// Sentences of answers that stand in very many dialogues, found with a fixed number of counters (Misra and Gries 1982): a sentence in more
/// than one of [#COUNTERS] is never missed, and a count is at most that much too low.
final class FrequentSentences {
    private static final int COUNTERS = 20_000;
    private static final int SHORTEST = 6;
    private static final int LONGEST = 80;

    private final Map<String, Counter> counters = new HashMap<>();
    private final List<String> inOne = new ArrayList<>();
    private long dialogues;

    private static final class Counter {
        private long count = 1;
        private long last;
    }

    void add(Conversation conversation) {
        dialogues++;
        for (Turn turn : conversation.turns()) {
            inOne.clear();
            sentences(turn.answer(), inOne);
            inOne.forEach(this::count);
        }
    }

    private void count(String sentence) {
        Counter counter = counters.get(sentence);
        if (counter != null) {
            // Once a dialogue.
            counter.count += counter.last == dialogues ? 0 : 1;
            counter.last = dialogues;
            return;
        }
        if (counters.size() >= COUNTERS) {
            counters.values().removeIf(one -> --one.count <= 0);
        }
        if (counters.size() < COUNTERS) {
            Counter fresh = new Counter();
            fresh.last = dialogues;
            counters.put(sentence, fresh);
        }
    }

    static void sentences(String text, List<String> into) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "。！？!?\n，,；;".indexOf(text.charAt(i)) >= 0 || text.charAt(i) == '.' && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                if (i - from >= SHORTEST && i - from <= LONGEST) {
                    String sentence = text.substring(from, i).strip();
                    if (sentence.length() >= SHORTEST) {
                        into.add(sentence);
                    }
                }
                from = i + 1;
            }
        }
    }

    /// @param share of the dialogues, such as 0.01
    /// @param least dialogues
    Map<String, Long> above(double share, long least) {
        Map<String, Long> found = new java.util.LinkedHashMap<>();
        counters.entrySet().stream().filter(entry -> entry.getValue().count >= Math.max(least, share * dialogues))
                .sorted(Comparator.comparingLong((Map.Entry<String, Counter> entry) -> entry.getValue().count).reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().count));
        return found;
    }
}
