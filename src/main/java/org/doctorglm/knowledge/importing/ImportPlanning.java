package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.LibrarySources;
import org.doctorglm.knowledge.importing.ImportPlan.RejectedLine;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// Finds out what an import would do. One object an import, one thread.
final class ImportPlanning {
    private static final int MAX_SOURCE = 8000;
    private static final int MAX_EDITION = 20;

    private final LibrarySources library;
    private final Path target;
    private final ImportRequest request;
    private final Cancellation cancellation;

    /// @param library all files that there are
    /// @param target the file that the import will be, there or not
    ImportPlanning(LibrarySources library, Path target, ImportRequest request, Cancellation cancellation) {
        this.library = library;
        this.target = target;
        this.request = request;
        this.cancellation = cancellation;
    }

    ImportPlan plan(Progress progress) throws IOException {
        EntryFormat wanted = request.format();
        List<Recognised> files = wanted == null ? Recognised.of(request.files()) : request.files().stream().map(file -> new Recognised(file, wanted)).toList();
        ImportOrigin origin = new ImportOrigin(0, names(request.files()), hash(files), LocalDate.now().toString(), request.edition(), request.licence(),
                request.provenance(), request.merge(), 0, 0, 0, "");
        List<Disease> former = new ArrayList<>();
        Merging merging = new Merging(existing(former), request.merge());
        List<RejectedLine> rejected = new ArrayList<>();
        int[] refusals = {0};
        ForeignReader reader = new ForeignReader(request, progress, disease -> merging.take(stamped(disease, origin)), (file, line, refusal) -> {
            refusals[0]++;
            if (rejected.size() < LibraryReader.MAX_REJECTED) {
                rejected.add(new RejectedLine(file, refusal.at(line)));
            }
        });
        reader.read(files, cancellation);
        ImportPlan.Counts counts = counts(merging, former, refusals[0]);
        return new ImportPlan(List.copyOf(merging.taken()), merging.replaced(), rejected, refusals[0], counts, reader.columns(), reader.pages(),
                origin.counted(merging.taken().size(), counts.merged(), refusals[0]), target);
    }

    /// The entries of all files but the one whose place is taken; those of that one go to `former`.
    private List<Disease> existing(List<Disease> former) throws IOException {
        LibrarySources others = new LibrarySources(library.diseases().stream().filter(file -> !file.equals(target)).toList(), library.terms());
        LibraryReader reader = new LibraryReader(others);
        List<Disease> existing = new ArrayList<>();
        for (Path file : others.diseases()) {
            existing.addAll(reader.diseases(file, cancellation).diseases());
        }
        if (library.diseases().contains(target)) {
            former.addAll(new LibraryReader().diseases(target, cancellation).diseases());
        }
        return existing;
    }

    private static ImportPlan.Counts counts(Merging merging, List<Disease> former, int refusals) {
        Map<String, Disease> before = new HashMap<>();
        former.forEach(disease -> before.put(disease.id(), disease));
        Collection<Disease> taken = merging.taken();
        Set<String> replaced = merging.replaced();
        // The source holds hash and day of the import, which are new each time.
        int same = (int) taken.stream().filter(disease -> {
            Disease was = before.get(disease.id());
            return was != null && was.from("", "").equals(disease.from("", ""));
        }).count();
        int there = (int) taken.stream().filter(disease -> before.containsKey(disease.id()) || replaced.contains(disease.id())).count();
        return new ImportPlan.Counts(taken.size() - there, there - same, same + merging.kept(), refusals - merging.kept());
    }

    /// The entry with its origin in its source, and the edition of the import where it has none of its own.
    private static Disease stamped(Disease disease, ImportOrigin origin) {
        String whole = origin.line();
        String line = whole.substring(0, Math.min(MAX_SOURCE / 2, whole.length()));
        String own = disease.source().substring(0, Math.min(MAX_SOURCE - line.length() - 3, disease.source().length()));
        String edition = !disease.edition().isBlank() ? disease.edition()
                : origin.edition().isBlank() || origin.edition().length() > MAX_EDITION ? origin.date().substring(0, 7) : origin.edition();
        return disease.from(own.isBlank() ? line : own + " · " + line, edition);
    }

    private static String names(List<Path> sources) {
        Path name = sources.getFirst().toAbsolutePath().normalize().getFileName();
        String first = name == null ? sources.getFirst().toString() : name.toString();
        return sources.size() == 1 ? first : first + " + " + (sources.size() - 1);
    }

    /// Of the file; of hashes and names where there are several.
    private String hash(List<Recognised> files) throws IOException {
        List<Path> all = new ArrayList<>(files.stream().filter(one -> one.format() != EntryFormat.PAGES).map(Recognised::file).toList());
        List<Path> pages = files.stream().filter(one -> one.format() == EntryFormat.PAGES).map(Recognised::file).toList();
        if (!pages.isEmpty()) {
            ManualPages manual = ManualPages.of(pages);
            all.addAll(manual.indexes());
            manual.pages().stream().filter(page -> page.text() == null).map(ManualPages.Page::file).forEach(all::add);
        }
        List<String> hashes = new ArrayList<>();
        for (Path file : all) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
            }
            String hash = Sha256.of(file, bytes -> { }, cancellation);
            hashes.add(all.size() == 1 ? hash : file.getFileName() + hash);
        }
        return hashes.size() == 1 ? hashes.getFirst() : Sha256.of(String.join("\n", hashes));
    }
}
