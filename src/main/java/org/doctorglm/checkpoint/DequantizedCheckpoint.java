package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// Shows the released INT8 and INT4 checkpoints of ChatGLM-6B as if their matrices were 32-bit floats, row by row while they are read.
///
/// A quantised matrix `X.weight` (I8) has one scale a row in `X.weight_scale` (F16): a weight is `q · scale`. With 8 bits the matrix has its
/// full width. With 4 bits it has half of it: each byte holds two two's-complement nibbles, **the even column in the high one**. Which of the
/// two it is, is told by the width that the network needs. All other tensors pass through.
/// Source: `quantization.py` of THUDM/chatglm-6b (`QuantizedLinear`, `compress_int4_weight`).
public final class DequantizedCheckpoint extends CheckpointFilter {
    private static final String SCALE = "_scale";

    private final ToLongFunction<String> columns;
    private String scaled = "";
    private float[] scales = {};

    /// Closes `stored` when it is closed.
    ///
    /// @param columns width of a matrix, by its name
    public DequantizedCheckpoint(Checkpoint stored, ToLongFunction<String> columns) {
        super(stored);
        this.columns = columns;
    }

    /// Without the scales.
    @Override
    public Set<String> names() {
        Set<String> all = stored.names();
        return all.stream().filter(n -> !(n.endsWith(SCALE) && all.contains(n.substring(0, n.length() - SCALE.length()))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @throws CheckpointException MISSING_TENSOR for integers without scales, WRONG_SHAPE when the width is that of neither layout
    @Override
    public TensorInfo info(String name) throws CheckpointException {
        Layout layout = layout(name);
        return layout == null ? stored.info(name) : layout.info();
    }

    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        Layout layout = layout(name);
        if (layout == null) {
            stored.readRows(name, firstRow, rows, target);
            return;
        }
        int width = Math.toIntExact(layout.info().rowLength());
        int packedWidth = layout.nibbles() ? width / 2 : width;
        float[] packed = new float[rows * packedWidth];
        stored.readRows(name, firstRow, rows, packed);
        float[] scale = scales(name, layout.info().shape().getFirst());
        for (int row = 0; row < rows; row++) {
            float step = scale[Math.toIntExact(firstRow + row)];
            for (int i = 0; i < packedWidth; i++) {
                int value = (int) packed[row * packedWidth + i];
                if (layout.nibbles()) {
                    target[row * width + 2 * i] = (value >> 4) * step;
                    target[row * width + 2 * i + 1] = (value << 28 >> 28) * step;
                } else {
                    target[row * width + i] = value * step;
                }
            }
        }
    }

    private @Nullable Layout layout(String name) throws CheckpointException {
        TensorInfo info = stored.info(name);
        if (info.type() != DataType.I8) {
            return null;
        }
        if (!stored.names().contains(name + SCALE)) {
            throw new CheckpointException(Reason.MISSING_TENSOR, file(), name + SCALE);
        }
        long width = columns.applyAsLong(name);
        boolean nibbles = info.rowLength() * 2 == width;
        if (info.shape().size() != 2 || !nibbles && info.rowLength() != width) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), name + " " + info.shape());
        }
        return new Layout(new TensorInfo(DataType.F32, List.of(info.shape().getFirst(), width)), nibbles);
    }

    /// Scales of one matrix; the last one's are kept, as a matrix is read from its first row to its last.
    private float[] scales(String name, long rows) throws CheckpointException {
        if (!scaled.equals(name)) {
            TensorInfo info = stored.info(name + SCALE);
            if (info.elements() != rows || info.shape().isEmpty() || info.shape().getFirst() != rows) {
                throw new CheckpointException(Reason.WRONG_SHAPE, file(), name + SCALE + " " + info.shape());
            }
            float[] read = stored.read(name + SCALE);
            for (float scale : read) {
                if (!Float.isFinite(scale) || scale < 0) {
                    throw new CheckpointException(Reason.DAMAGED, file(), name + SCALE + " " + scale);
                }
            }
            scales = read;
            scaled = name;
        }
        return scales;
    }

    private Path file() {
        return stored.files().getFirst();
    }

    /// @param info of the matrix as it is shown
    /// @param nibbles whether a byte holds two weights
    private record Layout(TensorInfo info, boolean nibbles) {
    }
}
