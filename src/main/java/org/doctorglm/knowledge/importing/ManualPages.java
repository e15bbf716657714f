package org.doctorglm.knowledge.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;
import org.jspecify.annotations.Nullable;

/// Pages of the MSD manual: a folder of them, one of them, or the authors' index of [page file, title] pairs (`query_MSD.json`), whose
/// pages lie in `../MSD` seen from it, or beside it.
public record ManualPages(List<Page> pages, Count count) {
    private static final String INDEX = "query_MSD.json";
    private static final long MAX_INDEX = 32L << 20;

    public ManualPages {
        pages = List.copyOf(pages);
    }

    /// @param title as the index has it, empty to take that of the page
    public record Page(Path file, String title) {
    }

    /// How many pages there are, and how many there should be.
    ///
    /// @param index pages that the index names, 0 without an index
    /// @param found pages that are there
    public record Count(int index, int found) {
        /// Documents that the paper's section 3.2 speaks of; the authors' own index names 2,817.
        public static final int PAPER = 3231;

        Count plus(Count other) {
            return new Count(index + other.index, found + other.found);
        }
    }

    static ManualPages of(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
        }
        if (Files.isDirectory(file)) {
            Path index = file.resolve(INDEX);
            return Files.isRegularFile(index) ? ofIndex(index) : ofFolder(file);
        }
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json") ? ofIndex(file)
                : new ManualPages(List.of(new Page(file, "")), new Count(0, 1));
    }

    private static ManualPages ofFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Page> pages = files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.html?"))
                    .filter(Files::isRegularFile).sorted().limit(LibraryReader.MAX_ENTRIES).map(file -> new Page(file, "")).toList();
            return new ManualPages(pages, new Count(0, pages.size()));
        }
    }

    private static ManualPages ofIndex(Path index) throws IOException {
        if (Files.size(index) > MAX_INDEX) {
            throw new KnowledgeException(KnowledgeException.Reason.TOO_LARGE, index);
        }
        JsonNode pairs;
        try {
            pairs = new JsonMapper().readTree(index.toFile());
        } catch (JsonProcessingException e) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, index, e);
        }
        if (pairs == null || !pairs.isArray()) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, index);
        }
        List<Page> pages = new ArrayList<>();
        for (JsonNode pair : pairs) {
            if (!pair.isArray() || pair.size() < 2 || !pair.get(0).isTextual() || !pair.get(1).isTextual()) {
                throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, index);
            }
            Path page = page(index, pair.get(0).textValue());
            if (page != null && pages.size() < LibraryReader.MAX_ENTRIES) {
                pages.add(new Page(page, pair.get(1).textValue()));
            }
        }
        return new ManualPages(pages, new Count(pairs.size(), pages.size()));
    }

    /// Only the last part of a path in the index counts, so that it cannot point anywhere else.
    private static @Nullable Path page(Path index, String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (!name.matches("[\\p{L}\\p{N}{}._ -]{1,200}\\.html?")) {
            return null;
        }
        Path folder = index.toAbsolutePath().normalize().getParent();
        return Stream.of(folder.resolveSibling("MSD"), folder.resolve("MSD"), folder).map(place -> place.resolve(name)).filter(Files::isRegularFile)
                .findFirst().orElse(null);
    }
}
