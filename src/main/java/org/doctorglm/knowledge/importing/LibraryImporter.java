package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.ImportHeader;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibrarySources;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.importing.ImportPlan.RejectedLine;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// Takes files of entries into the folder of imported knowledge, and takes them back. An import is one file there, written aside and moved
/// into place in one step: stopped or killed, it leaves the library as it was. The shipped folder is never written; an entry that stands in
/// for a shipped one says so in its file. Files of the same names as an earlier import take its place.
///
/// Synchronous, for a background thread; [DiseaseLibrary#reload] makes the entries visible.
public final class LibraryImporter {
    private final Path shipped;
    private final Path imported;
    private final ImportedFiles files;

    /// @param shipped folder of the shipped entries, read-only
    /// @param imported folder of imported entries, made when the first file comes
    public LibraryImporter(Path shipped, Path imported) {
        this(shipped, imported, Clock.systemDefaultZone());
    }

    /// @param clock tells how old the copies are that imports are taken back to
    LibraryImporter(Path shipped, Path imported, Clock clock) {
        this.shipped = shipped;
        this.imported = imported;
        this.files = new ImportedFiles(imported, clock);
    }

    /// What an import did.
    ///
    /// @param number of the import, 0 where nothing was taken
    /// @param imported entries taken
    /// @param lines the first broken lines
    /// @param rejectedLines how many lines were not taken
    /// @param file where the entries lie now
    public record Report(int number, int imported, List<RejectedLine> lines, int rejectedLines, Path file) {
        /// The broken lines without their files.
        public List<Rejected> rejected() {
            return lines.stream().map(RejectedLine::rejected).toList();
        }
    }

    /// Takes one file; its format is told by its first line.
    ///
    /// @param progress entries written, of entries read
    /// @throws KnowledgeException when the file cannot be read, is too large or cannot be stored
    public Report add(Path source, Progress progress, Cancellation cancellation) throws IOException {
        return write(plan(ImportRequest.of(List.of(source)), cancellation), progress, cancellation);
    }

    public ImportPlan plan(ImportRequest request, Cancellation cancellation) throws IOException {
        return plan(request, Progress.NONE, cancellation);
    }

    /// Reads everything that somebody wants to import and says what would become of it; writes nothing.
    ///
    /// @param progress bytes read, of all
    /// @throws KnowledgeException when a file cannot be read as a whole
    public ImportPlan plan(ImportRequest request, Progress progress, Cancellation cancellation) throws IOException {
        return new ImportPlanning(LibrarySources.of(shipped, imported), target(request.files()), request, cancellation).plan(progress);
    }

    /// Does what was planned. The library must not have been changed meanwhile.
    ///
    /// @param progress entries written, of all
    /// @throws KnowledgeException when it cannot be stored
    public Report write(ImportPlan plan, Progress progress, Cancellation cancellation) throws IOException {
        if (plan.entries().isEmpty()) {
            return new Report(0, 0, plan.rejected(), plan.rejectedLines(), plan.target());
        }
        int number;
        try {
            number = files.last() + 1;
            ImportHeader header = new ImportHeader(plan.origin().numbered(number, files.keep(plan.target(), number)), plan.replaced());
            files.put(plan.target(), out -> {
                for (String line : header.lines()) {
                    out.append(line).append('\n');
                }
                long done = 0;
                for (Disease disease : plan.entries()) {
                    cancellation.throwIfRequested();
                    out.append(DiseaseJson.write(disease)).append('\n');
                    progress.at(++done, plan.entries().size());
                }
            });
        } catch (IOException e) {
            throw new KnowledgeException(KnowledgeException.Reason.NOT_WRITABLE, imported, e);
        }
        return new Report(number, plan.entries().size(), plan.rejected(), plan.rejectedLines(), plan.target());
    }

    /// The imports that the library uses, the last one first. Reads the heads of the imported files.
    public List<PastImport> imports() throws IOException {
        return files.past();
    }

    /// Takes the last import back.
    ///
    /// @return what was taken back; empty where nothing was imported
    public Optional<ImportOrigin> undo() throws IOException {
        return takeBack(0);
    }

    /// Takes one import back, also one that others came after: what its file held before is there again.
    ///
    /// @param number of an import, counted from 1
    /// @return what was taken back
    /// @throws KnowledgeException when there is no such import, or the folder cannot be written
    public ImportOrigin undo(int number) throws IOException {
        return takeBack(Math.max(1, number)).orElseThrow(() -> new KnowledgeException(KnowledgeException.Reason.NO_SUCH_IMPORT, imported));
    }

    private Optional<ImportOrigin> takeBack(int number) throws IOException {
        try {
            return files.undo(number);
        } catch (IOException e) {
            throw new KnowledgeException(KnowledgeException.Reason.NOT_WRITABLE, imported, e);
        }
    }

    /// Where an imported entry comes from; empty for a shipped one. Reads the imported files.
    public Optional<ImportOrigin> origin(Disease disease) throws IOException {
        return files.origin(disease.id());
    }

    /// A file name of letters, digits, `-` and `_` only, never that of the terms. Several files together have a name of their own, so that
    /// one of them alone does not take their place.
    private Path target(List<Path> sources) {
        Path last = sources.getFirst().toAbsolutePath().normalize().getFileName();
        String name = (last == null ? "" : last.toString()).replaceFirst("\\.[A-Za-z]{1,8}$", "");
        String safe = name.replaceAll("[^\\p{L}\\p{N}_-]+", "-").toLowerCase(Locale.ROOT);
        safe = safe.substring(0, Math.min(60, safe.length()));
        safe = safe.isBlank() || safe.equals("terms") ? "imported" : safe;
        String all = sources.stream().map(source -> source.getFileName().toString()).collect(Collectors.joining("\n"));
        return imported.resolve(sources.size() == 1 ? safe + ".jsonl"
                : safe + "-" + Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 8) + ".jsonl");
    }
}
