package org.doctorglm.engine.onnx.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;

/// Rows of the embedding, read from the mapped weights. A network with tied head shares the head's matrix, whatever its precision.
public final class Embedding implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final int hidden;
    private final MatrixType type;
    private final MemorySegment weights;
    private final float[] row;

    public Embedding(ModelPack pack) throws IOException {
        PackManifest manifest = pack.manifest();
        this.hidden = manifest.config().hidden();
        this.row = new float[hidden];
        TensorPlace place = find(manifest, "embedding.weight").or(() -> find(manifest, "head.weight"))
                .orElseThrow(() -> new IllegalArgumentException("head.weight"));
        this.type = MatrixType.of(place.type());
        try (FileChannel channel = FileChannel.open(pack.folder().resolve(place.file()), StandardOpenOption.READ)) {
            this.weights = channel.map(FileChannel.MapMode.READ_ONLY, place.offset(), place.bytes(), arena);
        }
        if (place.bytes() != type.bytes(manifest.config().vocabulary(), hidden)) {
            // A forged manifest must not lead to rows behind the matrix.
            arena.close();
            throw new IllegalArgumentException(place.name());
        }
    }

    private static Optional<TensorPlace> find(PackManifest manifest, String name) {
        return manifest.tensors().stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /// Writes the row of `id` into `target` from `at` on.
    public void write(int id, FloatBuffer target, int at) {
        switch (type) {
            case MatrixType.Float32 ignored -> MemorySegment.copy(weights, FLOAT, (long) id * hidden * 4, row, 0, hidden);
            case MatrixType.Float16 ignored -> {
                for (int i = 0; i < hidden; i++) {
                    row[i] = Float.float16ToFloat(weights.get(HALF, ((long) id * hidden + i) * 2));
                }
            }
            case MatrixType.Tiled(Quantizer quantizer) -> {
                byte[] tile = new byte[quantizer.tileBytes(hidden)];
                MemorySegment.copy(weights, ValueLayout.JAVA_BYTE, (long) (id / Quantizer.TILE) * tile.length, tile, 0, tile.length);
                quantizer.weights(tile, id % Quantizer.TILE, hidden, row, 0);
            }
        }
        target.put(at, row);
    }

    @Override
    public void close() {
        arena.close();
    }
}
