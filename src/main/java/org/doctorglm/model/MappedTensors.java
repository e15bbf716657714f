package org.doctorglm.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.model.PackManifest.TensorPlace;

/// The files of a pack that hold tensors, mapped into memory: nothing is read before it is touched, and packs that have a file in common share its memory too.
public final class MappedTensors {
    private final Map<String, MemorySegment> files = new HashMap<>();

    /// @param arena that the memory lives as long as
    public MappedTensors(ModelPack pack, Arena arena) throws IOException {
        for (TensorPlace place : pack.manifest().tensors()) {
            if (!files.containsKey(place.file())) {
                try (FileChannel channel = FileChannel.open(pack.folder().resolve(place.file()), StandardOpenOption.READ)) {
                    files.put(place.file(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
                }
            }
        }
    }

    /// The bytes of a tensor of the pack.
    ///
    /// @throws IndexOutOfBoundsException when the file has become shorter since the pack was opened
    public MemorySegment of(TensorPlace place) {
        MemorySegment file = files.get(place.file());
        if (file == null) {
            throw new IllegalArgumentException(place.name());
        }
        return file.asSlice(place.offset(), place.bytes());
    }
}
