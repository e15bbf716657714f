package org.doctorglm.safety;

import java.util.List;

/// What the rules say of an answer.
///
/// @param sentences in the order of the answer
/// @param statements of the sheet that the numbers stand for
/// @param flags danger signs of the question of which the answer does not say that they need help at once
public record AnswerMarks(List<SentenceMark> sentences, List<Statement> statements, List<RedFlag> flags) {
    public AnswerMarks {
        sentences = List.copyOf(sentences);
        statements = List.copyOf(statements);
        flags = List.copyOf(flags);
    }

    /// Share of the sentences that claim something which rest on the reference; 0 where nothing is claimed.
    public double support() {
        long claimed = sentences.stream().filter(mark -> mark.support() != SentenceMark.Support.NOTHING_CLAIMED).count();
        long supported = sentences.stream().filter(mark -> mark.support() == SentenceMark.Support.SUPPORTED).count();
        return claimed == 0 ? 0 : (double) supported / claimed;
    }

    /// Whether some sentence is of this concern.
    public boolean concerns(SentenceMark.Concern.Kind kind) {
        return sentences.stream().anyMatch(mark -> mark.concerns().stream().anyMatch(concern -> concern.kind() == kind));
    }
}
