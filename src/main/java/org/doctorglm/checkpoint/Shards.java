package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// The names under which a folder keeps its weights: one file, or an index (`weight_map`: tensor → file) with its shards.
///
/// @param single name of the one file
/// @param index name of the index
record Shards(String single, String index) {
    static final Shards SAFETENSORS = new Shards("model.safetensors", "model.safetensors.index.json");
    static final Shards TORCH = new Shards("pytorch_model.bin", "pytorch_model.bin.index.json");

    boolean in(Path folder) {
        return Files.isRegularFile(folder.resolve(single)) || Files.isRegularFile(folder.resolve(index));
    }

    /// The files of a folder, each once, in the order of the index.
    List<Path> of(Path folder) throws IOException {
        Path one = folder.resolve(single);
        if (Files.isRegularFile(one)) {
            return List.of(one);
        }
        Path map = folder.resolve(index);
        if (!Files.isRegularFile(map)) {
            throw new CheckpointException(Reason.NO_WEIGHTS, folder, single);
        }
        List<Path> shards = new ArrayList<>();
        for (JsonNode shard : JsonFile.read(map, JsonFile.INDEX).path("weight_map")) {
            Path file = shard(folder, map, shard.asText());
            if (!shards.contains(file)) {
                shards.add(file);
            }
        }
        if (shards.isEmpty()) {
            throw new CheckpointException(Reason.DAMAGED, map, "weight_map");
        }
        return shards;
    }

    /// A forged index must not lead out of the folder, neither by a name nor by a link.
    private static Path shard(Path folder, Path index, String name) throws IOException {
        try {
            Path file = folder.resolve(name).normalize();
            Path parent = file.toAbsolutePath().normalize().getParent();
            if (folder.toAbsolutePath().normalize().equals(parent) && Files.isRegularFile(file) && staysWithin(folder, file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // No system has a file of that name.
        }
        throw new CheckpointException(Reason.DAMAGED, index, StoredZip.printable(name));
    }

    /// Hugging Face's cache keeps the files of `snapshots/REVISION` as links into `blobs` beside `snapshots`.
    private static boolean staysWithin(Path folder, Path file) throws IOException {
        Path home = folder.toRealPath();
        Path real = file.toRealPath();
        Path snapshots = home.getParent();
        boolean cached = snapshots != null && snapshots.endsWith("snapshots") && real.startsWith(snapshots.resolveSibling("blobs"));
        return real.startsWith(home) || cached;
    }
}
