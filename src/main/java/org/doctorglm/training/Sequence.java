package org.doctorglm.training;

import java.util.Arrays;
import org.doctorglm.model.GlmConfig;

/// One sample as training sees it.
///
/// Fed are prompt, `[gMASK] <sop>` and the answer; learned are the answer and `<eop>`, each from the token before it. The tokens before `<sop>`
/// see one another in both directions, the rest is causal; `<sop>` is the first whose next token is learned.
///
/// @param ids fed tokens
/// @param context tokens before `<sop>`
/// @param labels wanted next token of each fed token from `<sop>` on: `ids.length - context` of them
public record Sequence(int[] ids, int context, int[] labels) {
    public Sequence {
        if (context < 1 || context >= ids.length || labels.length != ids.length - context) {
            throw new IllegalArgumentException(ids.length + " ids, context " + context + ", labels " + labels.length);
        }
    }

    /// @param prompt ids of the prompt text, without `[gMASK] <sop>`
    /// @param answer ids of the answer, without `<eop>`
    public static Sequence of(int[] prompt, int[] answer, GlmConfig config) {
        int[] ids = Arrays.copyOf(prompt, prompt.length + 2 + answer.length);
        ids[prompt.length] = config.gmask();
        ids[prompt.length + 1] = config.bos();
        System.arraycopy(answer, 0, ids, prompt.length + 2, answer.length);
        Integer eos = config.eos();
        if (eos == null) {
            // Nothing may end an answer of such a network: its last token is not learned from.
            return new Sequence(Arrays.copyOf(ids, ids.length - 1), prompt.length + 1, answer.clone());
        }
        int[] labels = Arrays.copyOf(answer, answer.length + 1);
        labels[answer.length] = eos;
        return new Sequence(ids, prompt.length + 1, labels);
    }

    public int length() {
        return ids.length;
    }

    /// First position of the fed token (see `engine.PromptLayout`): counted before `<sop>`, then frozen at the mask token.
    public int position(int index) {
        return index < context ? index : context - 1;
    }

    /// Second position: 0 before `<sop>`, then 1, 2, 3, …
    public int block(int index) {
        return index < context ? 0 : index - context + 1;
    }

    /// Whether the fed token `from` sees the fed token `to`.
    public boolean sees(int from, int to) {
        return to < context || to <= from;
    }
}
