package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// The files of the packs that lie in one folder, by hash, so that a new pack there takes part in them instead of storing the same bytes again.
///
/// Taking part is a hard link: the file system itself counts who needs the bytes and gives them back with the last pack, a kill at any moment
/// loses none, and every pack stays a whole folder of ordinary files. Where there are no hard links (FAT, exFAT, another disk) bytes are copied.
/// A manifest's word is never enough: bytes that have rotten in one pack do not get into another.
final class SharedFiles {
    /// For packs that lie alone.
    static final SharedFiles NONE = new SharedFiles(Map.of(), Workplace.LOCAL);

    private final Map<String, List<Path>> byHash;
    private final Workplace workplace;

    private SharedFiles(Map<String, List<Path>> byHash, Workplace workplace) {
        this.byHash = byHash;
        this.workplace = workplace;
    }

    /// @param root folder of packs
    static SharedFiles in(Path root, Workplace workplace) throws IOException {
        Map<String, List<Path>> byHash = new HashMap<>();
        for (ModelPack pack : packs(root)) {
            for (FileHash file : pack.manifest().files()) {
                byHash.computeIfAbsent(file.sha256(), hash -> new ArrayList<>()).add(pack.folder().resolve(file.name()));
            }
        }
        return new SharedFiles(byHash, workplace);
    }

    /// The sound packs in a folder.
    static List<ModelPack> packs(Path root) throws IOException {
        List<ModelPack> packs = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return packs;
        }
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList()) {
                try {
                    packs.add(ModelPack.open(folder, false));
                } catch (IOException e) {
                    // No pack, or one of which nothing can be taken.
                }
            }
        }
        return packs;
    }

    /// Links `target` to a file that is equal, byte for byte, to the one written. False where there is none.
    boolean take(FileHash hash, Path written, Path target) throws IOException {
        for (Path candidate : byHash.getOrDefault(hash.sha256(), List.of())) {
            if (equal(written, candidate) && linked(candidate, target)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Path written, Path candidate) {
        try {
            return Files.mismatch(written, candidate) == -1;
        } catch (IOException e) {
            // Removed meanwhile, or not to be read by this user.
            return false;
        }
    }

    /// Links `target` to a file that is said to have the hash: whoever calls looks whether it has. False where there is none.
    boolean link(FileHash hash, Path target) throws IOException {
        for (Path candidate : byHash.getOrDefault(hash.sha256(), List.of())) {
            if (linked(candidate, target)) {
                return true;
            }
        }
        return false;
    }

    private boolean linked(Path candidate, Path target) throws IOException {
        Files.deleteIfExists(target);
        try {
            workplace.link(target, candidate);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // No links on this file system or for this user, too many of this file, or it went meanwhile.
            return false;
        }
    }

    /// Whether a file is what a manifest says.
    static boolean sound(Path file, FileHash hash, Cancellation cancellation) throws IOException {
        return Files.size(file) == hash.bytes() && Sha256.of(file, read -> { }, cancellation).equals(hash.sha256());
    }
}
