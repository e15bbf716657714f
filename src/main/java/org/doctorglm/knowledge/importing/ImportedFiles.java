package org.doctorglm.knowledge.importing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.doctorglm.knowledge.BoundedLines;
import org.doctorglm.knowledge.ImportHeader;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.LibraryReader;
import org.jspecify.annotations.Nullable;

/// The folder of imported entries: one file an import, put into place and taken back in one step each. One thread at a time.
final class ImportedFiles {
    private final Path folder;
    private final Clock clock;
    private final UndoCopies copies;

    ImportedFiles(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.copies = new UndoCopies(folder, clock);
    }

    /// One import that the library uses now.
    private record Import(Path file, ImportHeader header) {
        int number() {
            return header.origin().number();
        }
    }

    /// Fills a file.
    @FunctionalInterface
    interface Filling {
        void fill(BufferedWriter out) throws IOException;
    }

    /// The number of the last import, 0 where there is none.
    int last() throws IOException {
        return imports().stream().findFirst().map(Import::number).orElse(0);
    }

    /// Keeps the file that an import is about to take the place of.
    ///
    /// @return the name under which it is kept, empty when there is nothing to keep
    String keep(Path target, int number) throws IOException {
        return copies.keep(target, number);
    }

    /// Writes a file aside and moves it into place, so that a stopped or killed import leaves nothing.
    void put(Path target, Filling filling) throws IOException {
        Files.createDirectories(folder);
        sweep();
        Path part = Files.createTempFile(folder, "import", ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                filling.fill(out);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Takes an import back: what its file held before is there again.
    ///
    /// @param number of the import, 0 for the last one
    /// @return what was taken back, empty where there is no such import
    Optional<ImportOrigin> undo(int number) throws IOException {
        Optional<Import> wanted = imports().stream().filter(one -> number == 0 || one.number() == number).findFirst();
        if (wanted.isPresent()) {
            Path before = copies.of(wanted.get().header());
            if (before == null) {
                Files.delete(wanted.get().file());
            } else {
                move(before, wanted.get().file());
            }
        }
        return wanted.map(found -> found.header().origin());
    }

    /// The imports that the library uses, the last one first.
    List<PastImport> past() throws IOException {
        List<PastImport> past = new ArrayList<>();
        for (Import one : imports()) {
            Path before = copies.of(one.header());
            ImportHeader former = before == null ? null : ImportHeader.of(before);
            past.add(new PastImport(one.header().origin(), before != null ? PastImport.Back.FORMER
                    : one.header().origin().before().isEmpty() ? PastImport.Back.NOTHING : PastImport.Back.FORMER_GONE, former == null ? null : day(former)));
        }
        return past;
    }

    private static @Nullable LocalDate day(ImportHeader header) {
        try {
            return LocalDate.parse(header.origin().date());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// Where an entry comes from: the origin of the last import that holds it.
    Optional<ImportOrigin> origin(String id) throws IOException {
        for (Import one : imports()) {
            if (holds(one.file(), "\"id\":\"" + id + "\"")) {
                return Optional.of(one.header().origin());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path file, String words) throws IOException {
        try (BoundedLines lines = LibraryReader.open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.text() != null && !ImportHeader.begins(line.text()) && line.text().contains(words)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The last one first.
    private List<Import> imports() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Import> imports = new ArrayList<>();
        for (Path file : files(".jsonl")) {
            @Nullable ImportHeader header = ImportHeader.of(file);
            if (header != null) {
                imports.add(new Import(file, header));
            }
        }
        imports.sort(Comparator.comparingInt(Import::number).reversed());
        return imports;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        }
    }

    /// Removes what imports left that were killed (another one may be at work, so only what is old), and copies that need not be kept.
    private void sweep() throws IOException {
        Instant old = clock.instant().minus(UndoCopies.LEFT_BEHIND);
        for (Path part : files(".part")) {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(old)) {
                Files.deleteIfExists(part);
            }
        }
        copies.tidy(imports().stream().map(Import::header).toList());
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
