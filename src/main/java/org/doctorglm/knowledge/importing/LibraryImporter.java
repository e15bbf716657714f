package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.doctorglm.knowledge.LibraryReader;
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
    private static final int MAX_SOURCE = 8000;

    private final Path shipped;
    private final Path imported;
    private final ImportedFiles files;

    /// @param shipped folder of the shipped entries, read-only
    /// @param imported folder of imported entries, made when the first file comes
    public LibraryImporter(Path shipped, Path imported) {
        this.shipped = shipped;
        this.imported = imported;
        this.files = new ImportedFiles(imported);
    }

    /// What an import did.
    ///
    /// @param imported entries taken
    /// @param lines the first broken lines
    /// @param rejectedLines how many lines were not taken
    /// @param file where the entries lie now
    public record Report(int imported, List<RejectedLine> lines, int rejectedLines, Path file) {
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

    /// Reads everything that somebody wants to import and says what would become of it; writes nothing.
    ///
    /// @throws KnowledgeException when a file cannot be read as a whole
    public ImportPlan plan(ImportRequest request, Cancellation cancellation) throws IOException {
        Merging merging = new Merging(existing(target(request.files()), cancellation), request.merge());
        ImportOrigin origin = new ImportOrigin(0, names(request.files()), hash(request.files(), cancellation), LocalDate.now().toString(),
                request.edition(), request.licence(), request.merge(), 0, "");
        List<RejectedLine> rejected = new ArrayList<>();
        int[] broken = {0};
        ForeignReader.Refused refused = (file, line, refusal) -> {
            broken[0]++;
            if (rejected.size() < LibraryReader.MAX_REJECTED) {
                rejected.add(new RejectedLine(file, refusal.at(line)));
            }
        };
        ForeignReader reader = new ForeignReader(request.columns(), disease -> merging.take(stamped(disease, origin)), refused);
        for (Path file : request.files()) {
            EntryFormat format = request.format();
            reader.read(file, format == null ? EntryFormat.of(file) : format, cancellation);
        }
        reader.finish(request.files().getFirst());
        return new ImportPlan(List.copyOf(merging.taken()), merging.replaced(), rejected, broken[0], reader.columns(), reader.pages(), origin,
                target(request.files()));
    }

    /// Does what was planned. The library must not have been changed meanwhile.
    ///
    /// @param progress entries written, of all
    /// @throws KnowledgeException when it cannot be stored
    public Report write(ImportPlan plan, Progress progress, Cancellation cancellation) throws IOException {
        if (plan.entries().isEmpty()) {
            return new Report(0, plan.rejected(), plan.rejectedLines(), plan.target());
        }
        try {
            int number = files.last() + 1;
            String before = files.keep(plan.target(), number);
            ImportHeader header = new ImportHeader(plan.origin().numbered(number, plan.entries().size(), before), plan.replaced());
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
        return new Report(plan.entries().size(), plan.rejected(), plan.rejectedLines(), plan.target());
    }

    /// Takes the last import back.
    ///
    /// @return what was taken back; empty where nothing was imported
    public Optional<ImportOrigin> undo() throws IOException {
        try {
            return files.undo();
        } catch (IOException e) {
            throw new KnowledgeException(KnowledgeException.Reason.NOT_WRITABLE, imported, e);
        }
    }

    /// Where an imported entry comes from; empty for a shipped one. Reads the imported files.
    public Optional<ImportOrigin> origin(Disease disease) throws IOException {
        return files.origin(disease.id());
    }

    private List<Disease> existing(Path target, Cancellation cancellation) throws IOException {
        LibrarySources all = LibrarySources.of(shipped, imported);
        LibrarySources others = new LibrarySources(all.diseases().stream().filter(file -> !file.equals(target)).toList(), all.terms());
        LibraryReader reader = new LibraryReader(others);
        List<Disease> existing = new ArrayList<>();
        for (Path file : others.diseases()) {
            existing.addAll(reader.diseases(file, cancellation).diseases());
        }
        return existing;
    }

    /// The entry with its origin in its source, and the edition of the import where it has none of its own.
    private static Disease stamped(Disease disease, ImportOrigin origin) {
        String line = origin.line();
        String own = disease.source().substring(0, Math.min(MAX_SOURCE - line.length() - 3, disease.source().length()));
        String edition = !disease.edition().isBlank() ? disease.edition()
                : origin.edition().isBlank() || origin.edition().length() > 20 ? origin.date().substring(0, 7) : origin.edition();
        return disease.from(own.isBlank() ? line : own + " · " + line, edition);
    }

    private static String names(List<Path> sources) {
        String first = sources.getFirst().getFileName().toString();
        return sources.size() == 1 ? first : first + " + " + (sources.size() - 1);
    }

    /// Of the file; of hashes and names where there are several.
    private static String hash(List<Path> sources, Cancellation cancellation) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                for (ManualPages.Page page : ManualPages.of(source).pages()) {
                    hashes.add(page.file().getFileName() + Sha256.of(page.file(), bytes -> { }, cancellation));
                }
            } else if (Files.isRegularFile(source) && Files.isReadable(source)) {
                hashes.add(Sha256.of(source, bytes -> { }, cancellation));
            } else {
                throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, source);
            }
        }
        return hashes.size() == 1 && hashes.getFirst().length() == 64 ? hashes.getFirst() : Sha256.of(String.join("\n", hashes));
    }

    /// A file name of letters, digits, `-` and `_` only, never that of the terms. Several files together have a name of their own, so that
    /// one of them alone does not take their place.
    private Path target(List<Path> sources) {
        String name = sources.getFirst().toAbsolutePath().normalize().getFileName().toString().replaceFirst("\\.[A-Za-z]{1,8}$", "");
        String safe = name.replaceAll("[^\\p{L}\\p{N}_-]+", "-").toLowerCase(Locale.ROOT);
        safe = safe.substring(0, Math.min(60, safe.length()));
        safe = safe.isBlank() || safe.equals("terms") ? "imported" : safe;
        String all = sources.stream().map(source -> source.getFileName().toString()).collect(Collectors.joining("\n"));
        return imported.resolve(sources.size() == 1 ? safe + ".jsonl"
                : safe + "-" + Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 8) + ".jsonl");
    }
}
