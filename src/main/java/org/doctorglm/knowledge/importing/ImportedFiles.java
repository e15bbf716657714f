package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration LEFT_BEHIND = Duration.ofHours(6);

    private final Path folder;

    ImportedFiles(Path folder) {
        this.folder = folder;
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
        void fill(java.io.BufferedWriter out) throws IOException;
    }

    /// The number of the last import, 0 where there is none.
    int last() throws IOException {
        return newest().map(Import::number).orElse(0);
    }

    /// Writes a file aside and moves it into place, so that a stopped or killed import leaves nothing.
    void put(Path target, Filling filling) throws IOException {
        Files.createDirectories(folder);
        sweep();
        Path part = Files.createTempFile(folder, "import", ".part");
        try {
            try (java.io.BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
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

    /// Keeps the file that an import is about to take the place of.
    ///
    /// @return the name under which it is kept, empty when there is nothing to keep
    String keep(Path target, int number) throws IOException {
        if (!Files.exists(target)) {
            return "";
        }
        String name = target.getFileName().toString().replaceFirst("\\.jsonl$", "") + "." + number + ".before";
        Files.copy(target, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return name;
    }

    /// Takes the last import back: what its file held before is there again.
    ///
    /// @return what was taken back, empty where there is no import
    Optional<ImportOrigin> undo() throws IOException {
        Optional<Import> newest = newest();
        if (newest.isPresent()) {
            ImportOrigin origin = newest.get().header().origin();
            Path before = folder.resolve(origin.before()).normalize();
            if (origin.before().isEmpty() || !folder.equals(before.getParent()) || !Files.isRegularFile(before)) {
                Files.delete(newest.get().file());
            } else {
                move(before, newest.get().file());
            }
        }
        return newest.map(found -> found.header().origin());
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

    private Optional<Import> newest() throws IOException {
        return imports().stream().findFirst();
    }

    /// The last one first.
    private List<Import> imports() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Import> imports = new java.util.ArrayList<>();
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

    /// Removes what imports left that were killed; another one may be at work, so only what is old.
    private void sweep() throws IOException {
        Instant old = Instant.now().minus(LEFT_BEHIND);
        for (Path part : files(".part")) {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(old)) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
