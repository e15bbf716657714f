package org.doctorglm.engine;

import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// A prompt that was read and the tokens that followed. One thread at a time.
///
/// The prompt's tokens before the first `<sop>` see one another in both directions; `<sop>` and what follows see what is before them
/// (prefix-LM). So a prompt is read in one pass, and its keys and values serve only the identical prompt.
public interface Session {
    /// Reads a prompt; if it is the one read last, its keys and values are used again.
    ///
    /// @param promptIds with `[gMASK] <sop>` (or `[MASK] <sop>`) in it; what stands behind the first `<sop>` is fed token by token
    /// @param room tokens that will follow at most
    /// @param progress tokens read of those that must be read; called at least at the start and the end, and not at all when nothing must be read
    /// @return scores behind the last id
    /// @throws EngineException PROMPT when the control ids are missing or the context is too small
    /// @throws java.util.concurrent.CancellationException when cancelled, within the pass too
    Logits prefill(int[] promptIds, int room, Progress progress, Cancellation cancellation) throws EngineException;

    /// Without looking at the progress.
    default Logits prefill(int[] promptIds, int room, Cancellation cancellation) throws EngineException {
        return prefill(promptIds, room, Progress.NONE, cancellation);
    }

    /// Whether this prompt is the one read last, so that [#prefill] need not read it again.
    boolean holds(int[] promptIds);

    /// Feeds one token.
    Logits step(int id) throws EngineException;

    /// Feeds several known tokens in one pass.
    ///
    /// @return scores behind each of them
    Logits[] steps(int[] ids) throws EngineException;

    /// Forgets the tokens behind the first `length`; the next token takes their place.
    ///
    /// @param length at least that of the part before `<sop>`, at most [#length()]
    /// @throws IllegalArgumentException outside these bounds
    void rewind(int length);

    /// Tokens in the cache.
    int length();

    /// Most tokens a prompt and its answer may have together.
    int capacity();
}
