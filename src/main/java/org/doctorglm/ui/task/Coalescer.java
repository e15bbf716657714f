package org.doctorglm.ui.task;

import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Merges what arrives between two frames and hands it on once a frame.
///
/// 2000 single hand-overs to the JavaFX thread stall it for most of a second, merged ones do not show up in a measurement.
/// [#offer(Object)] may be called from any thread, the sink runs on the JavaFX thread.
public final class Coalescer<T> {
    private final Frames frames;
    private final BinaryOperator<T> merge;
    private final Consumer<T> sink;
    private @Nullable T pending;

    /// @param merge older and newer value to the one that stands for both
    public Coalescer(Frames frames, BinaryOperator<T> merge, Consumer<T> sink) {
        this.frames = frames;
        this.merge = merge;
        this.sink = sink;
    }

    public void offer(T value) {
        boolean first;
        synchronized (this) {
            first = pending == null;
            pending = first ? value : merge.apply(Objects.requireNonNull(pending), value);
        }
        if (first) {
            frames.onNextFrame(this::flush);
        }
    }

    private void flush() {
        T value;
        synchronized (this) {
            value = pending;
            pending = null;
        }
        if (value != null) {
            sink.accept(value);
        }
    }
}
