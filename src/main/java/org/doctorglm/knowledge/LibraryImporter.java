package org.doctorglm.knowledge;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Takes a file of entries into the folder of imported knowledge. Good lines are written to a temporary file and moved into
/// place in one step, so a stopped import leaves nothing. The shipped folder is never written. A file of the same name as an
/// earlier import replaces it; an id or name that another file of the library has is a duplicate.
///
/// Synchronous, for a background thread; [DiseaseLibrary#reload] makes the entries visible.
public final class LibraryImporter {
    private final Path shipped;
    private final Path imported;

    /// @param shipped folder of the shipped entries, read-only
    /// @param imported folder of imported entries, made when the first file comes
    public LibraryImporter(Path shipped, Path imported) {
        this.shipped = shipped;
        this.imported = imported;
    }

    /// What an import did.
    ///
    /// @param imported entries taken
    /// @param rejected the first broken lines, by number
    /// @param rejectedLines how many lines were not taken
    /// @param file where the entries lie now
    public record Report(int imported, List<Rejected> rejected, int rejectedLines, Path file) {
    }

    /// Takes one file; its format is told by its first line.
    ///
    /// @param progress entries written, of entries read
    /// @throws KnowledgeException when the file cannot be read, is too large or cannot be stored
    public Report add(Path source, Progress progress, Cancellation cancellation) throws IOException {
        return add(List.of(source), EntryFormat.of(source), progress, cancellation);
    }

    /// Takes files of one format together; the entries lie in one file, named after the first.
    public Report add(List<Path> sources, EntryFormat format, Progress progress, Cancellation cancellation) throws IOException {
        Path target = imported.resolve(targetName(sources.getFirst()));
        LibraryReader reader = new LibraryReader();
        for (Path file : LibrarySources.of(shipped, imported).diseases()) {
            if (!file.equals(target)) {
                reader.diseases(file, cancellation);
            }
        }
        LibraryReader.Reading reading = reader.diseases(sources, format, cancellation);
        if (reading.diseases().isEmpty()) {
            return new Report(0, reading.rejected(), reading.rejectedLines(), target);
        }
        try {
            write(reading.diseases(), target, progress, cancellation);
        } catch (IOException e) {
            throw new KnowledgeException(KnowledgeException.Reason.NOT_WRITABLE, imported, e);
        }
        return new Report(reading.diseases().size(), reading.rejected(), reading.rejectedLines(), target);
    }

    private void write(List<Disease> diseases, Path target, Progress progress, Cancellation cancellation) throws IOException {
        Files.createDirectories(imported);
        Path part = Files.createTempFile(imported, "import", ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                long done = 0;
                for (Disease disease : diseases) {
                    cancellation.throwIfRequested();
                    out.write(DiseaseJson.write(disease));
                    out.write('\n');
                    progress.at(++done, diseases.size());
                }
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// A file name of letters, digits, `-` and `_` only, never that of the terms.
    private static String targetName(Path source) {
        String name = source.getFileName().toString().replaceFirst("\\.[A-Za-z]{1,8}$", "");
        String safe = name.replaceAll("[^\\p{L}\\p{N}_-]+", "-").toLowerCase(Locale.ROOT);
        safe = safe.substring(0, Math.min(60, safe.length()));
        return (safe.isBlank() || safe.equals("terms") ? "imported" : safe) + ".jsonl";
    }
}
