package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.doctorglm.checkpoint.LowRank;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.SideAdapter;
import org.jspecify.annotations.Nullable;

/// An adapter beside the network, in memory that the kernels read.
final class Changes implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Map<String, Change> changes = new HashMap<>();
    private final List<Weights.Prefix> prefix = new ArrayList<>();
    private final Set<Integer> ranks = new TreeSet<>();

    /// @param down `[rank, columns]`
    /// @param up `[outputs, rank]`
    record Change(Matrix down, Matrix up) {
        int rank() {
            return down.outputs();
        }
    }

    Changes(@Nullable SideAdapter adapter) {
        if (adapter == null) {
            return;
        }
        adapter.changes().forEach((name, change) -> changes.put(name, change(change)));
        for (SideAdapter.Prefix layer : adapter.prefix()) {
            prefix.add(new Weights.Prefix(layer.tokens(), floats(layer.keys()), floats(layer.values())));
        }
    }

    private Change change(LowRank change) {
        ranks.add(change.rank());
        return new Change(Matrix.of(arena, MatrixType.FLOAT32, floats(change.down()), change.rank(), change.columns(), MemorySegment.NULL),
                Matrix.of(arena, MatrixType.FLOAT32, floats(change.up()), change.outputs(), change.rank(), MemorySegment.NULL));
    }

    private MemorySegment floats(float[] values) {
        MemorySegment memory = arena.allocate((long) values.length * Float.BYTES, 64);
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, values.length);
        return memory;
    }

    /// @param matrix for example `layers.3.qkv`
    @Nullable Change of(String matrix) {
        return changes.get(matrix);
    }

    /// Of each layer, empty when the adapter has none.
    List<Weights.Prefix> prefix() {
        return prefix;
    }

    /// The widths between its factors.
    Set<Integer> ranks() {
        return ranks;
    }

    @Override
    public void close() {
        arena.close();
    }
}
