package org.doctorglm.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// Reader for safetensors: 8 bytes header length (little-endian), a JSON header, then the raw tensors.
///
/// The file is mapped, not loaded, and the header is read in place, token by token. Every number of it is checked against the file before
/// use, so that a forged header leads to a [CheckpointException] and never to a read outside the file or to memory that a file of this
/// size cannot need. Layout: <https://github.com/huggingface/safetensors>, "Format".
public final class SafetensorsReader extends MappedCheckpoint {
    /// The limit that the format's own reader has.
    static final long MAX_HEADER_BYTES = 100_000_000;
    private static final int MOST_TENSORS = 100_000;
    private static final JsonFactory JSON = JsonFactory.builder().enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

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
        MemorySegment data = mapped.asSlice(8 + headerBytes);
        List<SafetensorsEntry> entries = entries(file, mapped.asSlice(8, headerBytes));
        for (SafetensorsEntry entry : entries) {
            tensor(file, entry, data);
        }
        apart(file, entries);
    }

    /// The header as it stands; what its numbers mean is checked later.
    private static List<SafetensorsEntry> entries(Path file, MemorySegment header) throws CheckpointException {
        List<SafetensorsEntry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(new ByteBufferBackedInputStream(header.asByteBuffer()))) {
            require(json.nextToken() == JsonToken.START_OBJECT, file, "header");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("__metadata__")) {
                    json.skipChildren();
                } else {
                    entries.add(SafetensorsEntry.read(file, name, json));
                }
                require(entries.size() <= MOST_TENSORS, file, "header " + entries.size());
            }
            while (json.nextToken() != null) {
                require(false, file, "header");
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            // The bytes are in memory: whatever fails, their content is the cause.
            throw new CheckpointException(Reason.DAMAGED, file, "JSON");
        }
        return entries;
    }

    private void tensor(Path file, SafetensorsEntry entry, MemorySegment data) throws CheckpointException {
        String shown = StoredZip.printable(entry.name());
        DataType type;
        try {
            type = DataType.valueOf(entry.type());
        } catch (IllegalArgumentException e) {
            putUnreadable(file, entry.name(), StoredZip.printable(entry.type()));
            return;
        }
        require(entry.shape() != null && entry.offsets() != null && entry.offsets().size() == 2, file, shown);
        TensorInfo info = new TensorInfo(type, java.util.Objects.requireNonNull(entry.shape()));
        try {
            long bytes = Math.multiplyExact(info.elements(), type.bytes());
            require(entry.end() >= entry.begin() && entry.end() <= data.byteSize() && entry.end() - entry.begin() == bytes, file, shown);
            put(file, entry.name(), StridedTensor.whole(data.asSlice(entry.begin(), bytes), info));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new CheckpointException(Reason.DAMAGED, file, shown);
        }
    }

    /// No byte belongs to two tensors.
    private static void apart(Path file, List<SafetensorsEntry> entries) throws CheckpointException {
        List<SafetensorsEntry> sorted = entries.stream().filter(e -> e.offsets() != null && e.offsets().size() == 2 && e.end() > e.begin())
                .sorted(Comparator.comparingLong(SafetensorsEntry::begin)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            require(sorted.get(i).begin() >= sorted.get(i - 1).end(), file, StoredZip.printable(sorted.get(i).name()));
        }
    }

    static void require(boolean sound, Path file, String detail) throws CheckpointException {
        if (!sound) {
            throw new CheckpointException(Reason.DAMAGED, file, detail);
        }
    }
}
