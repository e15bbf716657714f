package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.knowledge.ImportHeader;
import org.jspecify.annotations.Nullable;

/// The files that imports took the place of, kept so that an import can be taken back (`name.NUMBER.before`, after the import that took the place).
///
/// Kept are the copies of the last [#KEPT] imports that took a place, and all that are not older than [#KEPT_FOR]; whatever no import refers to
/// any more goes after [#LEFT_BEHIND], when no other process can still be about to. Looked over before each import is put into place. A copy is
/// made whole or not at all and removed in one step, the oldest first: killed at any moment, each import can still be taken back to a whole file,
/// or, where its copy is gone, only be removed.
final class UndoCopies {
    static final int KEPT = 5;
    static final Duration KEPT_FOR = Duration.ofDays(90);
    static final Duration LEFT_BEHIND = Duration.ofHours(6);
    private static final String ENDING = ".before";

    private final Path folder;
    private final Clock clock;

    UndoCopies(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// Keeps the file that an import is about to take the place of.
    ///
    /// @return the name under which it is kept, empty when there is nothing to keep
    String keep(Path target, int number) throws IOException {
        if (!Files.exists(target)) {
            return "";
        }
        String name = target.getFileName().toString().replaceFirst("\\.jsonl$", "") + "." + number + ENDING;
        Path part = Files.createTempFile(folder, "copy", ".part");
        try {
            Files.copy(target, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            ImportedFiles.move(part, folder.resolve(name));
        } finally {
            Files.deleteIfExists(part);
        }
        return name;
    }

    /// The copy that an import can be taken back to, null where there is none (any more). What a header says is not trusted to stay in the folder.
    @Nullable Path of(ImportHeader header) {
        String name = header.origin().before();
        if (!name.endsWith(ENDING)) {
            return null;
        }
        Path copy = folder.resolve(name).normalize();
        return folder.equals(copy.getParent()) && Files.isRegularFile(copy) ? copy : null;
    }

    /// Removes the copies that need not be kept.
    ///
    /// @param inForce headers of the imports that the library uses
    void tidy(List<ImportHeader> inForce) throws IOException {
        Set<Path> reachable = new HashSet<>();
        for (ImportHeader header : inForce) {
            ImportHeader at = header;
            for (Path copy = of(at); copy != null && reachable.add(copy); copy = at == null ? null : of(at)) {
                at = ImportHeader.of(copy);
            }
        }
        Instant now = clock.instant();
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(ENDING)).filter(Files::isRegularFile).forEach(all::add);
        }
        all.sort(Comparator.comparingInt(UndoCopies::number).reversed());
        List<Path> wanted = all.stream().filter(reachable::contains).toList();
        Set<Path> newest = new HashSet<>(wanted.subList(0, Math.min(KEPT, wanted.size())));
        for (Path copy : all.reversed()) {
            Duration kept = reachable.contains(copy) ? KEPT_FOR : LEFT_BEHIND;
            if (!newest.contains(copy) && Files.getLastModifiedTime(copy).toInstant().isBefore(now.minus(kept))) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /// Of the import that took the place.
    private static int number(Path copy) {
        String name = copy.getFileName().toString();
        String[] parts = name.substring(0, name.length() - ENDING.length()).split("\\.");
        String last = parts[parts.length - 1];
        return last.matches("[0-9]{1,9}") ? Integer.parseInt(last) : 0;
    }
}
