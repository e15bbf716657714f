package org.doctorglm.engine.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;
import org.jspecify.annotations.Nullable;

/// Rows of the embedding, read from the mapped weights. A network with tied head shares the head's matrix, whatever its precision.
final class Embedding implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final int hidden;
    private final @Nullable Quantizer quantizer;
    private final MemorySegment weights;
    private final MemorySegment scales;
    private final MemorySegment zeros;
    private final float[] row;

    Embedding(ModelPack pack) throws IOException {
        PackManifest manifest = pack.manifest();
        this.hidden = manifest.config().hidden();
        this.quantizer = manifest.quantiser();
        this.row = new float[hidden];
        boolean own = manifest.tensors().stream().anyMatch(t -> t.name().equals("embedding.weight"));
        String name = own ? "embedding" : "head";
        MemorySegment file;
        try (FileChannel channel = FileChannel.open(pack.weights(), StandardOpenOption.READ)) {
            file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        this.weights = slice(file, manifest, name + ".weight");
        this.scales = slice(file, manifest, name + ".scales");
        this.zeros = slice(file, manifest, name + ".zeros");
        requireRows(manifest.config().vocabulary());
    }

    private static MemorySegment slice(MemorySegment file, PackManifest manifest, String name) {
        return manifest.tensors().stream().filter(t -> t.name().equals(name)).findFirst()
                .map((TensorPlace t) -> file.asSlice(t.offset(), t.bytes())).orElse(MemorySegment.NULL);
    }

    /// A forged manifest must not lead to rows behind the matrix.
    private void requireRows(long rows) {
        boolean sound = quantizer == null ? weights.byteSize() == rows * hidden * 4
                : weights.byteSize() == rows * quantizer.rowBytes(hidden) && scales.byteSize() == rows * quantizer.blocks(hidden) * 4
                && zeros.byteSize() == rows * quantizer.zeroBytes(hidden);
        if (!sound) {
            arena.close();
            throw new IllegalArgumentException("embedding");
        }
    }

    /// Writes the row of `id` into `target` from `at` on.
    void write(int id, FloatBuffer target, int at) {
        if (quantizer == null) {
            MemorySegment.copy(weights, FLOAT, (long) id * hidden * 4, row, 0, hidden);
        } else {
            byte[] packed = new byte[quantizer.rowBytes(hidden)];
            MemorySegment.copy(weights, ValueLayout.JAVA_BYTE, (long) id * packed.length, packed, 0, packed.length);
            float[] rowScales = new float[quantizer.blocks(hidden)];
            MemorySegment.copy(scales, FLOAT, (long) id * rowScales.length * 4, rowScales, 0, rowScales.length);
            byte[] rowZeros = new byte[quantizer.zeroBytes(hidden)];
            MemorySegment.copy(zeros, ValueLayout.JAVA_BYTE, (long) id * rowZeros.length, rowZeros, 0, rowZeros.length);
            quantizer.dequantize(packed, rowScales, rowZeros, hidden, row, 0);
        }
        target.put(at, row);
    }

    @Override
    public void close() {
        arena.close();
    }
}
