package org.doctorglm.knowledge.lucene;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// The folders in which indexes lie, one for each edition of the sources. One thread at a time in one process; other processes
/// may read and write beside it.
final class IndexFolder {
    /// Counts up when fields or analysis change.
    private static final int FORMAT = 3;

    private final Path root;

    IndexFolder(Path root) {
        this.root = root;
    }

    /// Fills a directory with an index.
    @FunctionalInterface
    interface Filling {
        void fill(Directory directory) throws IOException;
    }

    private Path of(String sha256) {
        return root.resolve(sha256.substring(0, Math.min(24, sha256.length())) + "-" + FORMAT);
    }

    /// @return the whole index of these sources, or null when there is none or it is damaged (then it is removed)
    @Nullable Directory reuse(String sha256, int entries) {
        Path folder = of(sha256);
        if (!Files.isDirectory(folder)) {
            return null;
        }
        Directory directory = null;
        try {
            directory = FSDirectory.open(folder);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                if (reader.numDocs() == entries) {
                    return directory;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Damaged in any way: Lucene throws unchecked exceptions too on bytes that make no sense.
        }
        closeQuietly(directory);
        removeQuietly(folder);
        return null;
    }

    /// Writes an index aside and moves it into place.
    ///
    /// @return the index, or null when the folder cannot be written
    @Nullable Directory write(String sha256, Filling filling) {
        Path part = null;
        try {
            Files.createDirectories(root);
            part = Files.createTempDirectory(root, "part");
            try (Directory directory = FSDirectory.open(part)) {
                filling.fill(directory);
            }
            Path folder = of(sha256);
            move(part, folder);
            removeOthers(folder);
            return FSDirectory.open(folder);
        } catch (IOException e) {
            return null;
        } finally {
            if (part != null) {
                removeQuietly(part);
            }
        }
    }

    /// Another process may have moved the same index there first; then that one serves.
    private static void move(Path part, Path folder) throws IOException {
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Indexes of former editions; one that another process still reads on Windows stays until the next time.
    private void removeOthers(Path kept) throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(root)) {
            others = all.filter(path -> !path.equals(kept) && path.getFileName().toString().matches("[0-9a-f]{24}-\\d+")).toList();
        }
        others.forEach(IndexFolder::removeQuietly);
    }

    private static void closeQuietly(@Nullable Directory directory) {
        try {
            if (directory != null) {
                directory.close();
            }
        } catch (IOException e) {
            // Nothing depends on it: the directory holds no open output.
        }
    }

    private static void removeQuietly(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Left for the next time.
        }
    }
}
