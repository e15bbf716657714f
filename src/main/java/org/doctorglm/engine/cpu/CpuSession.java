package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.PromptLayout;
import org.doctorglm.engine.Rotary;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// The session of [CpuEngine]. Not thread-safe.
final class CpuSession implements Session, AutoCloseable {
    /// Known tokens fed together; bounds the memory of their scores.
    private static final int TOGETHER = 16;
    /// The cache grows in these steps, so that a slightly longer prompt does not allocate again.
    private static final int CAPACITY_STEP = 256;

    private final GlmConfig config;
    private final Weights weights;
    private final Kernels kernels;
    private final ForwardPass pass;
    private final int members;
    private final Rotary rotary;
    private final Arena arena = Arena.ofShared();
    private final Product logits;
    private @Nullable Scratch few;
    private @Nullable CacheMemory cache;
    private int[] read = {};
    private @Nullable PromptLayout layout;
    private int length;
    private Changes changes = new Changes(null);

    CpuSession(GlmConfig config, Weights weights, Kernels kernels, Team team) {
        this.config = config;
        this.weights = weights;
        this.kernels = kernels;
        this.pass = new ForwardPass(kernels, team, config, weights);
        this.members = team.size();
        this.rotary = new Rotary(config);
        this.logits = Product.of(arena, TOGETHER, config.vocabulary(), false);
    }

    @Override
    public Logits prefill(int[] promptIds, int room, Progress progress, Cancellation cancellation) throws EngineException {
        PromptLayout newLayout = PromptLayout.of(promptIds, config);
        if (promptIds.length > capacity()) {
            throw new EngineException(Reason.CONTEXT, promptIds.length + "/" + capacity());
        }
        boolean held = holds(promptIds);
        CacheMemory memory = cacheFor((int) Math.min(capacity(), (long) promptIds.length + Math.max(0, room)), held ? newLayout.context() : 0);
        if (!held) {
            read = new int[0];
            layout = null;
            progress.at(0, promptIds.length);
            readContext(promptIds, newLayout.context(), memory, progress, cancellation);
            cancellation.throwIfRequested();
            progress.at(promptIds.length, promptIds.length);
            layout = newLayout;
            read = promptIds.clone();
        }
        cancellation.throwIfRequested();
        length = newLayout.context();
        Logits[] last = steps(Arrays.copyOfRange(promptIds, newLayout.context(), promptIds.length));
        return last[last.length - 1];
    }

    /// @param keep tokens at the beginning of the cache that are wanted again
    private CacheMemory cacheFor(int tokens, int keep) {
        CacheMemory old = cache;
        if (old != null && old.capacity() >= tokens) {
            return old;
        }
        int rounded = Math.min(capacity(), (tokens + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP);
        CacheMemory larger;
        if (old != null && keep > 0) {
            larger = new CacheMemory(config, prefix(), rounded, weights.half());
            larger.copy(old, keep);
            old.close();
        } else {
            if (old != null) {
                old.close();
            }
            // Should the larger one find no memory, the closed one must not be met again.
            cache = null;
            read = new int[0];
            larger = new CacheMemory(config, prefix(), rounded, weights.half());
        }
        cache = larger;
        if (few != null) {
            few.close();
        }
        few = new Scratch(config, rotary, TOGETHER, larger.cells(), members, changes.ranks());
        return larger;
    }

    private void readContext(int[] ids, int tokens, CacheMemory memory, Progress progress, Cancellation cancellation) {
        try (Scratch s = new Scratch(config, rotary, tokens, memory.cells(), members, changes.ranks())) {
            for (int i = 0; i < tokens; i++) {
                put(s, i, ids[i], i, 0);
            }
            pass.prompt(s, tokens, memory, memory.prefix(), cancellation, done -> progress.at(done, ids.length));
        }
    }

    private void put(Scratch s, int row, int id, int position, int block) {
        kernels.row(weights.embedding().struct(), id, s.row(row));
        s.position(row, position, block);
    }

    @Override
    public Logits step(int id) throws EngineException {
        return steps(new int[] {id})[0];
    }

    @Override
    public Logits[] steps(int[] ids) throws EngineException {
        Logits[] all = new Logits[ids.length];
        for (int from = 0; from < ids.length; from += TOGETHER) {
            feed(ids, from, Math.min(ids.length, from + TOGETHER), all);
        }
        return all;
    }

    private void feed(int[] ids, int from, int to, Logits[] all) throws EngineException {
        if (cache == null || layout == null || few == null) {
            throw new IllegalStateException("no prompt was read");
        }
        int count = to - from;
        if (length + count > cache.capacity()) {
            throw new EngineException(Reason.CONTEXT, (length + count) + "/" + cache.capacity());
        }
        for (int i = 0; i < count; i++) {
            int id = ids[from + i];
            if (id < 0 || id >= config.vocabulary()) {
                throw new EngineException(Reason.BAD_ID, id + "/" + config.vocabulary());
            }
            put(few, i, id, layout.position(length + i), layout.block(length + i));
        }
        pass.steps(few, count, cache, cache.prefix() + length, logits);
        length += count;
        int vocabulary = config.vocabulary();
        for (int i = 0; i < count; i++) {
            float[] values = new float[vocabulary];
            MemorySegment.copy(logits.y(), ValueLayout.JAVA_FLOAT, (long) i * vocabulary * Float.BYTES, values, 0, vocabulary);
            all[from + i] = new Logits(values);
        }
    }

    /// Puts an adapter on, or takes it off; what was read with another network is forgotten.
    void use(@Nullable SideAdapter adapter) {
        Changes old = changes;
        changes = new Changes(adapter);
        pass.use(changes);
        old.close();
        forget();
    }

    private void forget() {
        read = new int[0];
        layout = null;
        length = 0;
        if (cache != null) {
            cache.close();
            cache = null;
        }
        if (few != null) {
            few.close();
            few = null;
        }
    }

    private List<Weights.Prefix> prefix() {
        return changes.prefix().isEmpty() ? weights.prefix() : changes.prefix();
    }

    @Override
    public boolean holds(int[] promptIds) {
        return promptIds.length > 0 && Arrays.equals(read, promptIds);
    }

    /// The cache is written in place: what lies behind the new length is overwritten by the next token and never read before.
    @Override
    public void rewind(int newLength) {
        if (layout == null || newLength < layout.context() || newLength > length) {
            throw new IllegalArgumentException(newLength + "/" + length);
        }
        length = newLength;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int capacity() {
        return config.maxLength();
    }

    double readBandwidth() {
        return pass.readBandwidth();
    }

    @Override
    public void close() {
        forget();
        changes.close();
        arena.close();
    }
}
