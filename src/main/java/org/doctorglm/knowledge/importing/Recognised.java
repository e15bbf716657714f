package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;

/// A file or folder that was chosen, and what it is taken for. A folder of manual pages stays one thing; any other folder stands for the
/// files in it that bear the ending of a format, not for those of its own folders.
public record Recognised(Path file, EntryFormat format) {
    private static final String ENDINGS = ".*\\.(jsonl|json|csv|tsv|txt|xlsx)";

    /// @throws KnowledgeException when one cannot be read, or a folder holds nothing to import
    public static List<Recognised> of(List<Path> chosen) throws IOException {
        List<Recognised> all = new ArrayList<>();
        for (Path one : chosen) {
            if (Files.isDirectory(one) && !ManualPages.in(one)) {
                for (Path file : files(one)) {
                    all.add(new Recognised(file, EntryFormat.of(file)));
                }
            } else {
                all.add(new Recognised(one, EntryFormat.of(one)));
            }
        }
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).matches(ENDINGS)).filter(Files::isRegularFile)
                    .sorted().limit(LibraryReader.MAX_REJECTED).toList();
            if (found.isEmpty()) {
                throw new KnowledgeException(KnowledgeException.Reason.NOTHING_TO_READ, folder);
            }
            return found;
        }
    }
}
