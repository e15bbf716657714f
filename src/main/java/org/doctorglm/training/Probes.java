package org.doctorglm.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.ChatFormat;
import org.doctorglm.tokenizer.GlmTokenizer;

/// Asks the probes of a network as it is now; the likeliest answers, so that two looks differ by the network alone.
///
/// @param most tokens of an answer
public record Probes(List<Probe> probes, GlmTokenizer tokenizer, GlmConfig config, int most) {
    public Probes {
        probes = List.copyOf(probes);
    }

    List<Probe.Answer> ask(TrainableNetwork network, Cancellation cancellation) throws TrainingException {
        List<Probe.Answer> answers = new ArrayList<>();
        for (Probe probe : probes) {
            int[] answer = network.greedy(prompt(probe.question()), most, cancellation);
            answers.add(new Probe.Answer(probe, text(answer), answer.length, answer.length < most));
        }
        return answers;
    }

    /// A question as it is asked in a consultation, up to `[gMASK] <sop>`.
    int[] prompt(String question) {
        int[] text = tokenizer.encodeUntrusted(ChatFormat.format(List.of(), question));
        int[] prompt = Arrays.copyOf(text, text.length + 2);
        prompt[text.length] = config.gmask();
        prompt[text.length + 1] = config.bos();
        return prompt;
    }

    String text(int[] answer) {
        return tokenizer.decode(answer);
    }
}
