package org.doctorglm.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// Reader for what `torch.save` writes of a state dictionary: a zip archive with `NAME/data.pkl` (names, shapes, strides), `NAME/data/KEY`
/// (one storage each, stored and therefore read in place) and, from torch 2.1 on, `NAME/byteorder`.
///
/// The pickle is untrusted and read by [PickleReader], which never runs anything. Every view is checked against its storage, and every
/// storage against its entry. Layout: pytorch, `torch/serialization.py` and `caffe2/serialize/inline_container.h`.
public final class TorchZipReader extends MappedCheckpoint {
    private static final String PICKLE = "data.pkl";

    private TorchZipReader() {
    }

    /// Opens `pytorch_model.bin`, or all shards named by `pytorch_model.bin.index.json`.
    public static TorchZipReader openFolder(Path folder) throws IOException {
        return open(Shards.TORCH.of(folder));
    }

    /// Opens files that belong together, whatever their names are.
    public static TorchZipReader open(List<Path> files) throws IOException {
        TorchZipReader reader = new TorchZipReader();
        reader.addAll(files);
        return reader;
    }

    @Override
    void add(Path file, MemorySegment mapped) throws IOException {
        if (mapped.byteSize() < 4 || mapped.get(ValueLayout.JAVA_BYTE, 0) != 'P' || mapped.get(ValueLayout.JAVA_BYTE, 1) != 'K') {
            // Before torch 1.6 a file was a bare pickle.
            boolean bare = mapped.byteSize() > 1 && mapped.get(ValueLayout.JAVA_BYTE, 0) == (byte) 0x80;
            throw new CheckpointException(bare ? Reason.UNSUPPORTED : Reason.DAMAGED, file, bare ? "torch < 1.6" : "zip");
        }
        Map<String, MemorySegment> entries = StoredZip.entries(file, mapped);
        String root = root(file, entries);
        MemorySegment order = entries.get(root + "byteorder");
        if (order != null && (order.byteSize() > 16 || !new String(order.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8).equals("little"))) {
            throw new CheckpointException(Reason.UNSUPPORTED, file, "byteorder");
        }
        MemorySegment pickle = entry(file, entries, root + PICKLE);
        if (pickle.byteSize() > PickleReader.MAX_BYTES) {
            throw new CheckpointException(Reason.DAMAGED, file, PICKLE + " " + pickle.byteSize());
        }
        for (Map.Entry<?, ?> value : PickleReader.read(file, pickle.toArray(ValueLayout.JAVA_BYTE)).entrySet()) {
            if (value.getKey() instanceof String name && value.getValue() instanceof PickleObjects.Tensor tensor) {
                add(file, entries, root, name, tensor);
            }
        }
    }

    private static String root(Path file, Map<String, MemorySegment> entries) throws CheckpointException {
        List<String> pickles = entries.keySet().stream().filter(n -> n.equals(PICKLE) || n.endsWith("/" + PICKLE)).toList();
        if (pickles.size() != 1) {
            throw new CheckpointException(Reason.DAMAGED, file, PICKLE);
        }
        return pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
    }

    private void add(Path file, Map<String, MemorySegment> entries, String root, String name, PickleObjects.Tensor tensor)
            throws CheckpointException {
        PickleObjects.Storage storage = tensor.storage();
        DataType type = storage.kind().type();
        String shown = StoredZip.printable(name);
        if (type == null) {
            putUnreadable(file, name, storage.kind().path());
            return;
        }
        MemorySegment bytes = entry(file, entries, root + "data/" + storage.key());
        if (storage.elements() > bytes.byteSize() / type.bytes()) {
            throw new CheckpointException(Reason.DAMAGED, file, shown);
        }
        try {
            put(file, name, new StridedTensor(bytes.asSlice(0, storage.elements() * type.bytes()),
                    new TensorInfo(type, tensor.shape()), tensor.offset(), tensor.strides()));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(Reason.DAMAGED, file, shown + " " + e.getMessage());
        }
    }

    private static MemorySegment entry(Path file, Map<String, MemorySegment> entries, String name) throws CheckpointException {
        MemorySegment entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(Reason.DAMAGED, file, StoredZip.printable(name));
        }
        return entry;
    }
}
