package org.doctorglm.model;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.FileTree;

/// The hidden folder in which a pack grows until it is moved into place in one step. Its name tells what is made in it, so that the same
/// import, started again after it was cancelled or killed, finds what is finished.
final class ImportFolder implements AutoCloseable {
    private static final String BEGIN = ".import-";
    private static final Duration KEPT = Duration.ofDays(1);
    /// A folder without a journal was left by a kill just before or just after the writing; one of a running import is younger.
    private static final Duration WITHOUT_JOURNAL = Duration.ofMinutes(10);

    private final Path path;
    private final ImportJournal journal;

    private ImportFolder(Path path, ImportJournal journal) {
        this.path = path;
        this.journal = journal;
    }

    static Path place(Path root, String recipe) {
        return root.resolve(BEGIN + recipe.substring(0, 32));
    }

    /// Makes the folder or enters it again.
    ///
    /// @param restart whether what is in it is thrown away
    /// @throws ModelException BUSY when the same import is running
    static ImportFolder enter(Path root, String recipe, String name, boolean restart) throws IOException {
        Path path = place(root, recipe);
        // Not a temporary directory of the JDK: those can be read by their maker only, and packs may be shared.
        Files.createDirectories(path);
        try {
            ImportJournal journal = ImportJournal.open(path);
            if (restart) {
                journal.keep(0);
            }
            return new ImportFolder(path, journal);
        } catch (ImportJournal.BusyException | OverlappingFileLockException e) {
            throw new ModelException(Reason.BUSY, name, name);
        }
    }

    Path path() {
        return path;
    }

    ImportJournal journal() {
        return journal;
    }

    /// @throws ModelException EXISTS when another import took the name meanwhile
    void moveTo(Path target, String name) throws IOException {
        journal.delete();
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.FileSystemException e) {
            throw Files.exists(target) ? new ModelException(Reason.EXISTS, name, name) : e;
        }
    }

    /// After a failure, or when nothing is finished yet.
    void delete() throws IOException {
        journal.close();
        FileTree.delete(path);
    }

    /// Leaves the folder as it is.
    @Override
    public void close() throws IOException {
        journal.close();
    }

    /// Removes what older imports left and nobody came back for.
    static void sweep(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith(BEGIN)).toList()) {
                if (forgotten(folder)) {
                    FileTree.delete(folder);
                }
            }
        }
    }

    /// Whether there is one with something finished in it.
    static boolean any(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.anyMatch(f -> f.getFileName().toString().startsWith(BEGIN) && Files.isRegularFile(f.resolve(ImportJournal.FILE)));
        }
    }

    private static boolean forgotten(Path folder) throws IOException {
        Path journal = folder.resolve(ImportJournal.FILE);
        if (!Files.isRegularFile(journal)) {
            return olderThan(WITHOUT_JOURNAL, Files.getLastModifiedTime(folder));
        }
        if (!olderThan(KEPT, Files.getLastModifiedTime(journal))) {
            return false;
        }
        try {
            ImportJournal.open(folder).close();
            return true;
        } catch (ImportJournal.BusyException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean olderThan(Duration age, FileTime time) {
        return time.toInstant().isBefore(Instant.now().minus(age));
    }
}
