package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// Reader for safetensors: 8 bytes header length (little-endian), a JSON header, then the raw tensors.
///
/// The file is mapped, not loaded. Every number of the header is checked against the file before use, so that a forged header
/// leads to a [CheckpointException] and never to a read outside the file.
/// Layout: <https://github.com/huggingface/safetensors>, "Format".
public final class SafetensorsReader extends MappedCheckpoint {
    /// The limit that the format's own reader has.
    static final long MAX_HEADER_BYTES = 100_000_000;

    private SafetensorsReader() {
    }

    /// Opens `model.safetensors`, or all shards named by `model.safetensors.index.json`.
    public static SafetensorsReader openFolder(Path folder) throws IOException {
        return open(Shards.SAFETENSORS.of(folder));
    }

    /// Opens files that belong together, whatever their names are.
    public static SafetensorsReader open(List<Path> files) throws IOException {
        SafetensorsReader reader = new SafetensorsReader();
        reader.addAll(files);
        return reader;
    }

    @Override
    void add(Path file, MemorySegment mapped) throws IOException {
        if (mapped.byteSize() < 8) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        long headerBytes = mapped.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES || headerBytes > mapped.byteSize() - 8) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        JsonNode header = Shards.parse(file, mapped.asSlice(8, headerBytes).toArray(ValueLayout.JAVA_BYTE));
        if (!header.isObject()) {
            throw new CheckpointException(Reason.DAMAGED, file, "header");
        }
        MemorySegment data = mapped.asSlice(8 + headerBytes);
        for (Map.Entry<String, JsonNode> property : header.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                tensor(file, property.getKey(), property.getValue(), data);
            }
        }
    }

    private void tensor(Path file, String name, JsonNode node, MemorySegment data) throws CheckpointException {
        DataType type;
        try {
            type = DataType.valueOf(node.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            putUnreadable(file, name, node.path("dtype").asText());
            return;
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
        try {
            long bytes = Math.multiplyExact(info.elements(), type.bytes());
            if (end < begin || end > data.byteSize() || end - begin != bytes) {
                throw new CheckpointException(Reason.DAMAGED, file, name);
            }
            put(file, name, StridedTensor.whole(data.asSlice(begin, bytes), info));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
    }

    private static long natural(JsonNode number, Path file, String name) throws CheckpointException {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new CheckpointException(Reason.DAMAGED, file, name);
        }
        return number.longValue();
    }
}
