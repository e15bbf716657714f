package org.doctorglm.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.model.PackManifest.TensorPlace;

/// The weights of a pack read as numbers, whatever they are stored as: for those who compute with a network in another way than the engines.
///
/// Names and row order are the pack's: rows of `qkv` are all queries, all keys, all values, with the dimensions of a head sorted for one
/// rotate-half ([RowOrder]). Maps a file when it is first read from; closing unmaps all. Thread-safe.
public final class PackWeights implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final ModelPack pack;
    private final Map<String, TensorPlace> places = new HashMap<>();
    private final Map<String, Mapped> mapped = new HashMap<>();

    /// A file in memory.
    private record Mapped(Arena arena, MemorySegment bytes) {
    }

    private PackWeights(ModelPack pack) {
        this.pack = pack;
        pack.manifest().tensors().forEach(place -> places.put(place.name(), place));
    }

    /// @throws IOException when a file of the pack is missing or too short
    public static PackWeights open(ModelPack pack) throws IOException {
        for (TensorPlace place : pack.manifest().tensors()) {
            Path file = pack.folder().resolve(place.file());
            if (Files.size(file) < place.offset() + place.bytes()) {
                throw new EOFException(place.file());
            }
        }
        return new PackWeights(pack);
    }

    private synchronized MemorySegment of(TensorPlace place) {
        Mapped file = mapped.computeIfAbsent(place.file(), this::map);
        return file.bytes().asSlice(place.offset(), place.bytes());
    }

    private Mapped map(String name) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(pack.folder().resolve(name), StandardOpenOption.READ)) {
            return new Mapped(arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException(e);
        }
    }

    /// Unmaps the file of a tensor that is not read again soon: what was touched of it leaves the memory. Not while somebody reads from it.
    public synchronized void release(String name) {
        Mapped file = mapped.remove(place(name).file());
        if (file != null) {
            file.arena().close();
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
        MemorySegment data = of(place);
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
    public synchronized void close() {
        mapped.values().forEach(file -> file.arena().close());
        mapped.clear();
    }
}
