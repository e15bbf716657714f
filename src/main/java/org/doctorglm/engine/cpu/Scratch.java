package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.doctorglm.engine.Rotary;
import org.doctorglm.model.GlmConfig;

/// Memory of one pass over up to `rows` tokens. The wide parts hold only a chunk of them, so that a long prompt needs little more than a short one.
final class Scratch implements AutoCloseable {
    /// Tokens that pass a matrix together: enough to read each weight once for many tokens.
    static final int CHUNK = 256;

    private final Arena arena = Arena.ofShared();
    private final Rotary rotary;
    private final int hidden;
    private final int rows;
    private final int chunk;
    final MemorySegment x;
    final MemorySegment queries;
    final MemorySegment cos;
    final MemorySegment sin;
    final MemorySegment attended;
    final MemorySegment scores;
    final Activations normed;
    final Activations mixed;
    final Activations active;
    final Product qkv;
    final Product dense;
    final Product inner;
    private final Map<Integer, Narrow> narrow = new HashMap<>();

    /// Between the two factors of a low-rank change.
    record Narrow(Product product, Activations input) {
    }

    Scratch(GlmConfig config, Rotary rotary, int rows, int cells, int members, Set<Integer> ranks) {
        this.rotary = rotary;
        this.hidden = config.hidden();
        this.rows = rows;
        this.chunk = Math.min(rows, CHUNK);
        this.x = floats(rows, hidden);
        this.queries = floats(rows, config.heads() * CacheMemory.padded(config));
        this.cos = floats(rows, rotary.width());
        this.sin = floats(rows, rotary.width());
        this.attended = floats(chunk, hidden);
        this.scores = floats(4 * members, cells);
        this.normed = new Activations(arena, x, chunk, hidden);
        this.mixed = new Activations(arena, attended, chunk, hidden);
        this.qkv = Product.of(arena, chunk, 3 * hidden, false);
        this.dense = Product.of(arena, chunk, hidden, false);
        this.inner = Product.of(arena, chunk, config.inner(), true);
        this.active = new Activations(arena, inner.y(), chunk, config.inner());
        for (int rank : ranks) {
            Product product = Product.of(arena, chunk, rank, false);
            narrow.put(rank, new Narrow(product, new Activations(arena, product.y(), chunk, rank)));
        }
    }

    /// @param rank one of those given at the beginning
    Narrow narrow(int rank) {
        return java.util.Objects.requireNonNull(narrow.get(rank));
    }

    private MemorySegment floats(long count, long width) {
        return arena.allocate(count * width * Float.BYTES, 64);
    }

    int rows() {
        return rows;
    }

    int chunk() {
        return chunk;
    }

    /// Row of the residual stream.
    MemorySegment row(int index) {
        return x.asSlice((long) index * hidden * Float.BYTES);
    }

    void position(int row, int position, int block) {
        rotary.write(position, block, cos.asByteBuffer().order(java.nio.ByteOrder.nativeOrder()).asFloatBuffer(),
                sin.asByteBuffer().order(java.nio.ByteOrder.nativeOrder()).asFloatBuffer(), row * rotary.width());
    }

    static MemorySegment at(MemorySegment floats, long index) {
        return floats.asSlice(index * ValueLayout.JAVA_FLOAT.byteSize());
    }

    @Override
    public void close() {
        arena.close();
    }
}
