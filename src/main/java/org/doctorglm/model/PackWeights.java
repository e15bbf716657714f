package org.doctorglm.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.model.PackManifest.TensorPlace;

/// The weights of a pack read as numbers, whatever they are stored as: for those who compute with a network in another way than the engines.
///
/// Names and row order are the pack's: rows of `qkv` are all queries, all keys, all values, with the dimensions of a head sorted for one
/// rotate-half ([RowOrder]). Maps the files; closing it unmaps. Thread-safe.
public final class PackWeights implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MappedTensors files;
    private final Map<String, TensorPlace> places = new HashMap<>();

    private PackWeights(ModelPack pack, Arena arena) throws IOException {
        this.arena = arena;
        files = new MappedTensors(pack, arena);
        pack.manifest().tensors().forEach(place -> places.put(place.name(), place));
    }

    public static PackWeights open(ModelPack pack) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new PackWeights(pack, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    public boolean has(String name) {
        return places.containsKey(name);
    }

    /// @throws IllegalArgumentException when the pack has no such tensor
    public TensorPlace place(String name) {
        TensorPlace place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }

    /// A whole tensor, row-major.
    public float[] read(String name) {
        TensorPlace place = place(name);
        int rows = Math.toIntExact(place.shape().getFirst());
        float[] values = new float[Math.multiplyExact(rows, rowLength(place))];
        readRows(name, 0, rows, values, 0);
        return values;
    }

    /// Whole rows of a tensor; a row is everything behind the first axis.
    ///
    /// @param target receives `rows` times the row length from `at` on
    public void readRows(String name, int first, int rows, float[] target, int at) {
        TensorPlace place = place(name);
        MemorySegment data = files.of(place);
        int length = rowLength(place);
        switch (MatrixType.of(place.type())) {
            case MatrixType.Float32 ignored -> MemorySegment.copy(data, FLOAT, 4L * first * length, target, at, rows * length);
            case MatrixType.Float16 ignored -> {
                for (int i = 0; i < rows * length; i++) {
                    target[at + i] = Float.float16ToFloat(data.get(SHORT, 2L * ((long) first * length + i)));
                }
            }
            case MatrixType.Tiled(Quantizer quantizer) -> untile(quantizer, data, length, first, rows, target, at);
        }
    }

    private static void untile(Quantizer quantizer, MemorySegment data, int columns, int first, int rows, float[] target, int at) {
        byte[] tile = new byte[quantizer.tileBytes(columns)];
        int loaded = -1;
        for (int row = first; row < first + rows; row++) {
            if (row / Quantizer.TILE != loaded) {
                loaded = row / Quantizer.TILE;
                MemorySegment.copy(data, ValueLayout.JAVA_BYTE, (long) loaded * tile.length, tile, 0, tile.length);
            }
            quantizer.weights(tile, row % Quantizer.TILE, columns, target, at + (row - first) * columns);
        }
    }

    private static int rowLength(TensorPlace place) {
        return place.shape().stream().skip(1).mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
    }

    @Override
    public void close() {
        arena.close();
    }
}
