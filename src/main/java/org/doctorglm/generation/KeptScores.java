package org.doctorglm.generation;

import java.util.List;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Logits;
import org.doctorglm.sampling.Sampler;
import org.doctorglm.sampling.TokenChoice;

/// The scores that reading a prompt left: one float for each token of the vocabulary.
///
/// @param scores never written to
record KeptScores(LoadedModel model, String prompt, Logits scores) implements NextToken {
    private static final int[] NOTHING_WRITTEN = {};

    /// Whether these are the scores behind this prompt, read by this pack.
    boolean of(String packSha256, String text) {
        return model.pack().sha256().equals(packSha256) && prompt.equals(text);
    }

    @Override
    public List<Likely> likeliest(SamplingSettings settings, int count) {
        List<TokenChoice> choices = new Sampler(settings.withSeed(0), model.breakers()).preview(scores, NOTHING_WRITTEN, count);
        return choices.stream().map(choice -> new Likely(text(choice.id()), choice.before(), choice.after())).toList();
    }

    private String text(int id) {
        Integer end = model.engine().config().eos();
        return end != null && id == end ? "" : model.tokenizer().text(id);
    }
}
