package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.doctorglm.model.PackManifest.FileHash;

/// What a pack takes of the disk.
///
/// @param own bytes that no other sound pack holds: what removing it gives back
/// @param shared bytes that other packs hold too
public record DiskUse(long own, long shared) {
    /// Asks the file system, because equal hashes alone do not mean that the bytes lie there once.
    ///
    /// @param all packs of this computer
    public static DiskUse of(ModelPack pack, Collection<ModelPack> all) {
        List<ModelPack> others = all.stream().filter(other -> !other.folder().equals(pack.folder())).toList();
        long shared = 0;
        for (FileHash file : pack.manifest().files()) {
            if (others.stream().anyMatch(other -> holds(other, pack, file.name()))) {
                shared += file.bytes();
            }
        }
        return new DiskUse(pack.bytes() - shared, shared);
    }

    /// Whether a pack has a file in common with another.
    public static boolean holds(ModelPack other, ModelPack pack, String file) {
        Set<String> hashes = pack.manifest().files().stream().filter(ours -> ours.name().equals(file)).map(FileHash::sha256).collect(Collectors.toSet());
        return other.manifest().files().stream().filter(theirs -> hashes.contains(theirs.sha256()))
                .anyMatch(theirs -> same(pack.folder().resolve(file), other.folder().resolve(theirs.name())));
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // Removed meanwhile.
            return false;
        }
    }
}
