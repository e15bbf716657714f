package org.doctorglm.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
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

/// Tensors that lie in mapped files: nothing is loaded before its rows are asked for.
abstract sealed class MappedCheckpoint implements Checkpoint permits SafetensorsReader, TorchZipReader {
    private final Arena arena = Arena.ofShared();
    private final List<Path> files = new ArrayList<>();
    private final Map<String, Entry> tensors = new LinkedHashMap<>();

    /// Adds all files, or closes what was opened.
    final void addAll(List<Path> some) throws IOException {
        try {
            for (Path file : some) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    add(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
                }
                files.add(file);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Reads the directory of one file and calls [#put] or [#putUnreadable] for each tensor.
    abstract void add(Path file, MemorySegment mapped) throws IOException;

    /// @throws CheckpointException when another file has a tensor of that name
    final void put(Path file, String name, StridedTensor tensor) throws CheckpointException {
        put(name, new Entry(file, tensor, tensor.type().name()));
    }

    /// Keeps a tensor as a name only: the file may hold types that nobody asks for.
    final void putUnreadable(Path file, String name, String typeName) throws CheckpointException {
        put(name, new Entry(file, null, typeName));
    }

    private void put(String name, Entry entry) throws CheckpointException {
        if (tensors.put(name, entry) != null) {
            throw new CheckpointException(Reason.DAMAGED, entry.file(), name);
        }
    }

    @Override
    public final Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public final TensorInfo info(String name) throws CheckpointException {
        return tensor(name).info();
    }

    @Override
    public final void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        tensor(name).readRows(firstRow, rows, target);
    }

    /// Pages of a mapped file count as memory of this program until they are given back.
    @Override
    public final void release(String name) throws CheckpointException {
        MemorySegment storage = tensor(name).storage();
        if (storage.isMapped()) {
            storage.unload();
        }
    }

    @Override
    public final List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public final void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private StridedTensor tensor(String name) throws CheckpointException {
        Entry entry = tensors.get(name);
        if (entry == null) {
            throw new CheckpointException(Reason.MISSING_TENSOR, files.getFirst(), name);
        }
        if (entry.tensor() == null) {
            throw new CheckpointException(Reason.UNKNOWN_TYPE, entry.file(), name + " " + entry.typeName());
        }
        return entry.tensor();
    }

    private record Entry(Path file, @Nullable StridedTensor tensor, String typeName) {
    }
}
