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

    /// A sample, and what had to leave for it to fit.
    ///
    /// @param promptCut whether the end of the question itself left
    /// @param answerCut whether the end of the answer left: what is learned then stops in mid-sentence
    /// @param roundsLeft rounds before the question that left
    public record Made(Sequence sequence, boolean promptCut, boolean answerCut, int roundsLeft) {
    }

    public List<Sequence> of(Conversation conversation) {
        return made(conversation).stream().map(Made::sequence).toList();
    }

    public List<Made> made(Conversation conversation) {
        List<Made> samples = new ArrayList<>();
        List<PastRound> history = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            int[] answer = tokenizer.encodeUntrusted(turn.answer());
            if (answer.length > 0) {
                samples.add(sample(history, turn.question(), answer));
            }
            history.add(new PastRound(turn.question(), turn.answer()));
        }
        return samples;
    }

    private Made sample(List<PastRound> history, String question, int[] answer) {
        int[] ids = tokenizer.encodeUntrusted(ChatFormat.format(history, question));
        int left = 0;
        while (ids.length > promptTokens && left < history.size()) {
            left++;
            ids = tokenizer.encodeUntrusted(ChatFormat.format(history.subList(left, history.size()), question));
        }
        return new Made(Sequence.of(cut(ids, promptTokens), cut(answer, answerTokens), config), ids.length > promptTokens, answer.length > answerTokens, left);
    }

    private static int[] cut(int[] ids, int most) {
        return ids.length <= most ? ids : Arrays.copyOf(ids, most);
    }
}
