package org.doctorglm.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// One row of the paper's Table 1, as its dialogues come in.
public final class DepartmentStatistics {
    private static final int SHOWN = 10;
    private static final int MOST_TERMS = 20_000;

    private final String name;
    private final long[] languages = new long[Language.values().length];
    private final Lengths questions = new Lengths();
    private final Lengths answers = new Lengths();
    private final Map<MedicalTerms.Kind, Map<String, Long>> terms = new EnumMap<>(MedicalTerms.Kind.class);
    private long conversations;
    private long chats;
    private long turns;
    private long bytes;

    DepartmentStatistics(String name) {
        this.name = name;
    }

    void add(Conversation conversation, @Nullable ToIntFunction<String> tokens, MedicalTerms dictionary) {
        conversations++;
        chats += conversation.turns().size() > 1 ? 1 : 0;
        turns += conversation.turns().size();
        languages[Language.of(conversation.turns()).ordinal()]++;
        StringBuilder all = new StringBuilder();
        for (Turn turn : conversation.turns()) {
            bytes += turn.question().getBytes(StandardCharsets.UTF_8).length + turn.answer().getBytes(StandardCharsets.UTF_8).length;
            if (tokens != null) {
                questions.add(tokens.applyAsInt(turn.question()));
                answers.add(tokens.applyAsInt(turn.answer()));
            }
            if (dictionary != MedicalTerms.NONE) {
                all.append(turn.question()).append('\n').append(turn.answer()).append('\n');
            }
        }
        if (dictionary != MedicalTerms.NONE) {
            // Once a dialogue, however often it is said.
            dictionary.named(all.toString()).stream().distinct().forEach(named -> {
                Map<String, Long> counts = terms.computeIfAbsent(named.kind(), kind -> new HashMap<>());
                if (counts.size() < MOST_TERMS || counts.containsKey(named.term())) {
                    counts.merge(named.term(), 1L, Long::sum);
                }
            });
        }
    }

    public String name() {
        return name;
    }

    public long conversations() {
        return conversations;
    }

    /// Dialogues of more than one round.
    public long chats() {
        return chats;
    }

    /// Questions with their answers.
    public long turns() {
        return turns;
    }

    /// Of the texts in UTF-8, without anything around them.
    public long bytes() {
        return bytes;
    }

    public Language language() {
        return Language.most(languages);
    }

    /// Tokens of questions; empty without a tokenizer.
    public Lengths questions() {
        return questions;
    }

    public Lengths answers() {
        return answers;
    }

    /// How many dialogues name a term, the most frequent ten of a kind.
    public Map<String, Long> terms(MedicalTerms.Kind kind) {
        Map<String, Long> best = new LinkedHashMap<>();
        terms.getOrDefault(kind, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).limit(SHOWN)
                .forEach(entry -> best.put(entry.getKey(), entry.getValue()));
        return best;
    }
}
