package org.doctorglm.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.prompt.ChatFormat;
import org.doctorglm.tokenizer.GlmTokenizer;

/// Makes samples of dialogues, with the very text that is asked with later ([ChatFormat]).
///
/// Every answer of a dialogue is a sample whose prompt holds the rounds before it. Where they do not fit, the oldest rounds leave; a question
/// that does not fit by itself is cut at its end, as the repository does.
///
/// @param promptTokens most tokens of a prompt, without `[gMASK] <sop>`
/// @param answerTokens most tokens of an answer, without `<eop>`
public record SampleMaker(GlmTokenizer tokenizer, GlmConfig config, int promptTokens, int answerTokens) {
    public SampleMaker {
        // The places of a network are counted: what does not fit in them cannot be learned.
        int most = config.maxLength() - 3;
        answerTokens = Math.min(answerTokens, most / 2);
        promptTokens = Math.min(promptTokens, most - answerTokens);
    }

    public List<Sequence> of(Conversation conversation) {
        List<Sequence> samples = new ArrayList<>();
        List<PastRound> history = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            int[] answer = tokenizer.encodeUntrusted(turn.answer());
            if (answer.length > 0) {
                samples.add(Sequence.of(prompt(history, turn.question()), cut(answer, answerTokens), config));
            }
            history.add(new PastRound(turn.question(), turn.answer()));
        }
        return samples;
    }

    private int[] prompt(List<PastRound> history, String question) {
        int[] ids = tokenizer.encodeUntrusted(ChatFormat.format(history, question));
        for (int first = 1; ids.length > promptTokens && first <= history.size(); first++) {
            ids = tokenizer.encodeUntrusted(ChatFormat.format(history.subList(first, history.size()), question));
        }
        return cut(ids, promptTokens);
    }

    private static int[] cut(int[] ids, int most) {
        return ids.length <= most ? ids : Arrays.copyOf(ids, most);
    }
}
