package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.doctorglm.platform.FileTree;

/// Takes a pack away: out of sight in one step, so that a reader never meets half of it, then file by file. Bytes that another pack has in
/// common with it stay, because only its own names of them are deleted.
final class PackRemoval {
    private static final String BEGIN = ".removed-";
    /// A removal that is running is younger.
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private PackRemoval() {
    }

    static void run(Path pack, Path root) throws IOException {
        Path aside = root.resolve(BEGIN + pack.getFileName() + "-" + System.nanoTime());
        Files.move(pack, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(aside, FileTime.from(Instant.now()));
        FileTree.delete(aside);
    }

    /// Ends removals that a kill interrupted.
    static void sweep(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith(BEGIN)).toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(FORGOTTEN))) {
                    FileTree.delete(folder);
                }
            }
        }
    }
}
