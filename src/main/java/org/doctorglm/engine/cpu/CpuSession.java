package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.PromptLayout;
import org.doctorglm.engine.PromptSession;
import org.doctorglm.engine.Rotary;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// The session of [CpuEngine]. Not thread-safe.
final class CpuSession extends PromptSession implements AutoCloseable {
    /// Known tokens fed together; bounds the memory of their scores.
    private static final int TOGETHER = 16;

    private final Weights weights;
    private final Kernels kernels;
    private final ForwardPass pass;
    private final int members;
    private final Rotary rotary;
    private final Arena arena = Arena.ofShared();
    private final Product logits;
    private @Nullable Scratch few;
    private @Nullable CacheMemory cache;
    private Changes changes = new Changes(null);

    CpuSession(GlmConfig config, Weights weights, Kernels kernels, Team team) {
        super(config, TOGETHER);
        this.weights = weights;
        this.kernels = kernels;
        this.pass = new ForwardPass(kernels, team, config, weights);
        this.members = team.size();
        this.rotary = new Rotary(config);
        this.logits = Product.of(arena, TOGETHER, config.vocabulary(), false);
    }

    @Override
    protected int reserved() {
        return cache == null ? 0 : cache.capacity();
    }

    @Override
    protected void reserve(int tokens, int keep) {
        CacheMemory old = cache;
        if (old != null && keep == 0) {
            // Should the larger one find no memory, the closed one must not be met again.
            free();
            old = null;
        }
        CacheMemory larger = new CacheMemory(config, prefix(), tokens, weights.half());
        if (old != null) {
            larger.copy(old, keep);
            free();
        }
        cache = larger;
        few = new Scratch(config, rotary, TOGETHER, larger.cells(), members, changes.ranks());
    }

    @Override
    protected void readContext(int[] ids, int tokens, Progress progress, Cancellation cancellation) {
        CacheMemory memory = Objects.requireNonNull(cache);
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
    protected Logits[] feed(int[] ids, int at, PromptLayout prompt) {
        Scratch s = Objects.requireNonNull(few);
        CacheMemory memory = Objects.requireNonNull(cache);
        for (int i = 0; i < ids.length; i++) {
            put(s, i, ids[i], prompt.position(at + i), prompt.block(at + i));
        }
        pass.steps(s, ids.length, memory, memory.prefix() + at, logits);
        Logits[] scores = new Logits[ids.length];
        int vocabulary = config.vocabulary();
        for (int i = 0; i < ids.length; i++) {
            float[] values = new float[vocabulary];
            MemorySegment.copy(logits.y(), ValueLayout.JAVA_FLOAT, (long) i * vocabulary * Float.BYTES, values, 0, vocabulary);
            scores[i] = new Logits(values);
        }
        return scores;
    }

    /// Puts an adapter on, or takes it off; what was read with another network is forgotten.
    void use(@Nullable SideAdapter adapter) {
        Changes old = changes;
        changes = new Changes(adapter);
        pass.use(changes);
        old.close();
        forget();
        free();
    }

    private void free() {
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

    double readBandwidth() {
        return pass.readBandwidth();
    }

    @Override
    public void close() {
        forget();
        free();
        changes.close();
        arena.close();
    }
}
