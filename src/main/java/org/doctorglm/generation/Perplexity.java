package org.doctorglm.generation;

import java.util.Arrays;
import java.util.List;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// How well a network foresees given answers: mean negative log-likelihood in nats a token, `<eop>` included.
///
/// @param loss nats a token
/// @param tokens tokens counted
public record Perplexity(double loss, long tokens) {
    /// Prompts are cut to their first 600 tokens and answers to 400, as when the published loss of the demo model was measured.
    public static final int PROMPT_TOKENS = 600;
    public static final int ANSWER_TOKENS = 400;

    /// @param prompt whole prompt text, as it is
    public record Sample(String prompt, String answer) {
        /// Ids of the prompt as it is measured: cut, with `[gMASK] <sop>`.
        public int[] promptIds(LoadedModel model) {
            return model.promptIds(cut(model.tokenizer().encodeUntrusted(prompt), PROMPT_TOKENS));
        }

        /// Ids of the answer as it is measured: cut, without `<eop>`.
        public int[] answerIds(LoadedModel model) {
            return cut(model.tokenizer().encodeUntrusted(answer), ANSWER_TOKENS);
        }
    }

    /// Runs on the generation thread (see [Generator#with]).
    public static Perplexity measure(LoadedModel model, List<Sample> samples, Progress progress, Cancellation cancellation)
            throws EngineException {
        double sum = 0;
        long tokens = 0;
        Session session = model.engine().session();
        Integer eos = model.engine().config().eos();
        for (int i = 0; i < samples.size(); i++) {
            int[] prompt = samples.get(i).promptIds(model);
            int[] answer = samples.get(i).answerIds(model);
            Logits before = session.prefill(prompt, answer.length + 1, cancellation);
            Logits[] after = session.steps(answer);
            for (int t = 0; t < answer.length; t++) {
                sum -= (t == 0 ? before : after[t - 1]).logProbability(answer[t]);
            }
            tokens += answer.length;
            if (eos != null) {
                sum -= (answer.length == 0 ? before : after[answer.length - 1]).logProbability(eos);
                tokens++;
            }
            progress.at(i + 1, samples.size());
        }
        return new Perplexity(tokens == 0 ? 0 : sum / tokens, tokens);
    }

    private static int[] cut(int[] ids, int most) {
        return ids.length <= most ? ids : Arrays.copyOf(ids, most);
    }
}
