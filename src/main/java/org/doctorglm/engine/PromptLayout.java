package org.doctorglm.engine;

import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.model.GlmConfig;

/// Where the two parts of a prompt lie and which positions its tokens have.
///
/// Position: 0, 1, 2, … before `<sop>`, then frozen at the mask token. Block position: 0 before `<sop>`, then 1, 2, 3, …
///
/// @param context tokens before the first `<sop>`, the bidirectional part
/// @param mask index of `[gMASK]`, or of `[MASK]` when there is none
public record PromptLayout(int context, int mask) {
    /// @throws EngineException PROMPT when one of the two is missing
    public static PromptLayout of(int[] ids, GlmConfig config) throws EngineException {
        int sop = indexOf(ids, config.bos());
        int mask = indexOf(ids, config.gmask());
        if (mask < 0) {
            mask = indexOf(ids, config.mask());
        }
        if (sop < 1 || mask < 0) {
            throw new EngineException(Reason.PROMPT, "[gMASK] " + config.gmask() + ", <sop> " + config.bos());
        }
        for (int id : ids) {
            if (id < 0 || id >= config.vocabulary()) {
                throw new EngineException(Reason.BAD_ID, id + "/" + config.vocabulary());
            }
        }
        return new PromptLayout(sop, mask);
    }

    public int position(int index) {
        return index < context ? index : mask;
    }

    public int block(int index) {
        return index < context ? 0 : index - context + 1;
    }

    private static int indexOf(int[] ids, int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
