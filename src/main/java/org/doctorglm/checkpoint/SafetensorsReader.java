package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// Reader for safetensors: 8 bytes header length (little-endian), a JSON header, then the raw tensors.
///
/// The file is mapped, not loaded. Every number of the header is checked against the file before use, so that a forged header
/// leads to a [CheckpointException] and never to a read outside the file.
/// Layout: <https://github.com/huggingface/safetensors>, "Format".
public final class SafetensorsReader implements Checkpoint {
    /// The limit that the format's own reader has.
    static final long MAX_HEADER_BYTES = 100_000_000;
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Arena arena = Arena.ofShared();
    private final List<Path> files = new ArrayList<>();
    private final Map<String, Entry> tensors = new LinkedHashMap<>();

    private SafetensorsReader() {
    }

    /// Opens `model.safetensors`, or all shards named by `model.safetensors.index.json`.
    public static SafetensorsReader openFolder(Path folder) throws IOException {
        SafetensorsReader reader = new SafetensorsReader();
        try {
            for (Path file : filesOf(folder)) {
                reader.add(file);
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        Path single = folder.resolve(SINGLE);
        if (Files.isRegularFile(single)) {
            return List.of(single);
        }
        Path index = folder.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new CheckpointException(Reason.NO_WEIGHTS, folder, SINGLE);
        }
        JsonNode map = parse(index, Files.readAllBytes(index)).path("weight_map");
        List<Path> shards = new ArrayList<>();
        for (JsonNode shard : map) {
            Path file = shard(folder, index, shard.asText());
            if (!shards.contains(file)) {
                shards.add(file);
            }
        }
        if (shards.isEmpty()) {
            throw new CheckpointException(Reason.DAMAGED, index, "weight_map");
        }
        return shards;
    }

    /// A forged index must not lead out of the folder.
    private static Path shard(Path folder, Path index, String name) throws CheckpointException {
        try {
            Path file = folder.resolve(name);
            Path parent = file.toAbsolutePath().normalize().getParent();
            if (folder.toAbsolutePath().normalize().equals(parent) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // No system has a file of that name.
        }
        throw new CheckpointException(Reason.DAMAGED, index, name);
    }

    private static JsonNode parse(Path file, byte[] json) throws CheckpointException {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            // The bytes are in memory: whatever fails, their content is the cause.
            throw new CheckpointException(Reason.DAMAGED, file, "JSON");
        }
    }

    private void add(Path file) throws IOException {
        MemorySegment mapped;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        if (mapped.byteSize() < 8) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        long headerBytes = mapped.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES || headerBytes > mapped.byteSize() - 8) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        JsonNode header = parse(file, mapped.asSlice(8, headerBytes).toArray(ValueLayout.JAVA_BYTE));
        if (!header.isObject()) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        MemorySegment data = mapped.asSlice(8 + headerBytes);
        for (Map.Entry<String, JsonNode> property : header.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                tensors.put(property.getKey(), entry(file, property.getKey(), property.getValue(), data));
            }
        }
        files.add(file);
    }

    private static Entry entry(Path file, String name, JsonNode node, MemorySegment data) throws CheckpointException {
        DataType type;
        try {
            type = DataType.valueOf(node.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            // Kept as a name only: the file may hold tensors that nobody asks for.
            return new Entry(file, null, node.path("dtype").asText(), MemorySegment.NULL);
        }
        List<Long> shape = new ArrayList<>();
        if (!node.path("shape").isArray() || node.path("data_offsets").size() != 2) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
        for (JsonNode length : node.path("shape")) {
            shape.add(natural(length, file, name));
        }
        long begin = natural(node.path("data_offsets").path(0), file, name);
        long end = natural(node.path("data_offsets").path(1), file, name);
        TensorInfo info = new TensorInfo(type, shape);
        long bytes;
        try {
            bytes = Math.multiplyExact(info.elements(), type.bytes());
        } catch (ArithmeticException e) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
        if (end < begin || end > data.byteSize() || end - begin != bytes) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
        return new Entry(file, info, type.name(), data.asSlice(begin, bytes));
    }

    private static long natural(JsonNode number, Path file, String name) throws CheckpointException {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
        return number.longValue();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public TensorInfo info(String name) throws CheckpointException {
        return usable(name).info();
    }

    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        Usable entry = usable(name);
        DataType type = entry.info().type();
        long from = firstRow * entry.info().rowLength();
        int count = Math.toIntExact(rows * entry.info().rowLength());
        for (int i = 0; i < count; i++) {
            target[i] = type.read(entry.data(), from + i);
        }
    }

    @Override
    public List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() {
        arena.close();
    }

    private Usable usable(String name) throws CheckpointException {
        Entry entry = tensors.get(name);
        if (entry == null) {
            throw new CheckpointException(Reason.MISSING_TENSOR, files.getFirst(), name);
        }
        if (entry.info() == null) {
            throw new CheckpointException(Reason.UNKNOWN_TYPE, entry.file(), name + " " + entry.typeName());
        }
        return new Usable(entry.info(), entry.data());
    }

    private record Entry(Path file, @Nullable TensorInfo info, String typeName, MemorySegment data) {
    }

    private record Usable(TensorInfo info, MemorySegment data) {
    }
}
