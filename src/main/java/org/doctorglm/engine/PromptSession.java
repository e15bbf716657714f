package org.doctorglm.engine;

import java.util.Arrays;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// What is the same in the sessions of all engines: which prompt is in the cache, how many tokens follow it, and what is refused.
///
/// An engine adds the cache and the two kinds of passes. Not thread-safe.
public abstract class PromptSession implements Session {
    /// The cache grows in these steps, so that a slightly longer prompt does not allocate again.
    private static final int CAPACITY_STEP = 256;

    protected final GlmConfig config;
    private final int together;
    private int[] read = {};
    private @Nullable PromptLayout layout;
    private int length;

    /// @param together known tokens fed in one pass, which bounds the memory of their scores
    protected PromptSession(GlmConfig config, int together) {
        this.config = config;
        this.together = together;
    }

    /// Tokens that the cache holds, 0 while there is none.
    protected abstract int reserved();

    /// Makes the cache larger.
    ///
    /// @param keep tokens at its beginning that are wanted again; with 0 the old cache is given up before the new one is made
    protected abstract void reserve(int tokens, int keep) throws EngineException;

    /// Reads the part of a prompt before `<sop>` into the cache.
    ///
    /// @param tokens of `ids` that are this part
    /// @param progress is told what is read in between; beginning and end are told by the caller
    protected abstract void readContext(int[] ids, int tokens, Progress progress, Cancellation cancellation) throws EngineException;

    /// Feeds some tokens, at most as many as are fed together.
    ///
    /// @param at length of the cache before them
    /// @return scores behind each of them
    protected abstract Logits[] feed(int[] ids, int at, PromptLayout prompt) throws EngineException;

    @Override
    public final Logits prefill(int[] promptIds, int room, Progress progress, Cancellation cancellation) throws EngineException {
        PromptLayout prompt = PromptLayout.of(promptIds, config);
        if (promptIds.length > capacity()) {
            throw new EngineException(Reason.CONTEXT, promptIds.length + "/" + capacity());
        }
        boolean held = holds(promptIds);
        if (!held) {
            // Whatever happens from here on, the old prompt must not be met again.
            forget();
        }
        int tokens = (int) Math.min(capacity(), (long) promptIds.length + Math.max(0, room));
        if (reserved() < tokens) {
            reserve(Math.min(capacity(), (tokens + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP), held ? prompt.context() : 0);
        }
        if (!held) {
            progress.at(0, promptIds.length);
            readContext(promptIds, prompt.context(), progress, cancellation);
            cancellation.throwIfRequested();
            progress.at(promptIds.length, promptIds.length);
            layout = prompt;
            read = promptIds.clone();
        }
        cancellation.throwIfRequested();
        length = prompt.context();
        Logits[] last = steps(Arrays.copyOfRange(promptIds, prompt.context(), promptIds.length));
        return last[last.length - 1];
    }

    /// The prompt must be read again: the network or its cache is another one.
    protected final void forget() {
        read = new int[0];
        layout = null;
        length = 0;
    }

    @Override
    public final Logits step(int id) throws EngineException {
        return steps(new int[] {id})[0];
    }

    @Override
    public final Logits[] steps(int[] ids) throws EngineException {
        Logits[] all = new Logits[ids.length];
        for (int from = 0; from < ids.length; from += together) {
            int[] some = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + together));
            System.arraycopy(checked(some), 0, all, from, some.length);
        }
        return all;
    }

    private Logits[] checked(int[] ids) throws EngineException {
        PromptLayout prompt = layout;
        if (prompt == null) {
            throw new IllegalStateException("no prompt was read");
        }
        if (length + ids.length > reserved()) {
            throw new EngineException(Reason.CONTEXT, (length + ids.length) + "/" + reserved());
        }
        for (int id : ids) {
            if (id < 0 || id >= config.vocabulary()) {
                throw new EngineException(Reason.BAD_ID, id + "/" + config.vocabulary());
            }
        }
        Logits[] scores = feed(ids, length, prompt);
        length += ids.length;
        return scores;
    }

    @Override
    public final boolean holds(int[] promptIds) {
        return promptIds.length > 0 && Arrays.equals(read, promptIds);
    }

    /// The cache is written in place: what lies behind the new length is overwritten by the next token and never read before.
    @Override
    public final void rewind(int newLength) {
        if (layout == null || newLength < layout.context() || newLength > length) {
            throw new IllegalArgumentException(newLength + "/" + length);
        }
        length = newLength;
    }

    @Override
    public final int length() {
        return length;
    }

    @Override
    public final int capacity() {
        return config.maxLength();
    }
}
