package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.TensorPlace;

/// Which files of a pack that is to be made lie in another one already, told before anything is read: from the names and sizes of the sources,
/// the shape and the rounding. Only for the question whether there is room; what is really shared is decided by the bytes.
///
/// @param files their lengths by name
record ExpectedSharing(Map<String, Long> files) {
    ExpectedSharing {
        files = Map.copyOf(files);
    }

    /// @param base files of the network's weights, without those of an adapter
    /// @param changed matrices that an adapter changes, by their names in the pack
    static ExpectedSharing of(Path root, Workplace workplace, GlmConfig config, List<Path> base, PackTypes types, Set<String> changed) throws IOException {
        Map<String, Long> expected = new HashMap<>();
        for (ModelPack pack : SharedFiles.packs(root)) {
            if (madeOf(pack.manifest(), config, base)) {
                for (TensorPlace place : pack.manifest().tensors()) {
                    String matrix = place.file().substring(0, place.file().length() - ".bin".length());
                    if (!place.file().equals(ModelPack.WEIGHTS) && !changed.contains(matrix) && types.of(matrix).key().equals(place.type())
                            && linkable(root, workplace, pack.folder().resolve(place.file()))) {
                        expected.put(place.file(), place.bytes());
                    }
                }
            }
        }
        return new ExpectedSharing(expected);
    }

    long bytes() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    /// A pack with a LoRA in it counts for nothing: its manifest does not tell which matrices are as they were.
    private static boolean madeOf(PackManifest pack, GlmConfig config, List<Path> base) throws IOException {
        if (!pack.config().equals(config) || pack.adapter() != null && pack.prefixTokens() == 0) {
            return false;
        }
        Set<String> sources = new HashSet<>();
        for (FileHash source : pack.sources()) {
            sources.add(source.name() + " " + source.bytes());
        }
        for (Path file : base) {
            if (!sources.contains(file.getFileName() + " " + Files.size(file))) {
                return false;
            }
        }
        return true;
    }

    private static boolean linkable(Path root, Workplace workplace, Path file) throws IOException {
        Path probe = root.resolve(".link-" + System.nanoTime());
        try {
            workplace.link(probe, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
