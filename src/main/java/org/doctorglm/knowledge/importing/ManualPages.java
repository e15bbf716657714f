package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;
import org.jspecify.annotations.Nullable;

/// Pages of the MSD manual: folders of them, single ones, and an index ([PageIndex]) that names them. An index is chosen together with the
/// pages or lies in their folder, beside it, or in a folder `WebCrawl` beside it; the pages of an index that was chosen alone lie in `../MSD`
/// seen from it, in `MSD`, or beside it. Pages that no index names are read too, under their own titles, unless they only lie where a chosen
/// index does: that may be anywhere.
public record ManualPages(List<Page> pages, List<Path> indexes, Count count) {
    private static final String PAGES_FOLDER = "MSD";
    private static final String INDEX_FOLDER = "WebCrawl";

    public ManualPages {
        pages = List.copyOf(pages);
        indexes = List.copyOf(indexes);
    }

    /// @param file of the page, or the index that holds its text
    /// @param title as the index has it, empty to take that of the page
    /// @param text where the index holds it, else null
    public record Page(Path file, String title, @Nullable String text) {
    }

    /// How many pages there are, and how many there should be.
    ///
    /// @param index pages that the index names, 0 without an index
    /// @param found of these, those that are there; without an index all that are there
    /// @param missing named, but not there
    /// @param unlisted there, but not named
    public record Count(int index, int found, int missing, int unlisted) {
        /// Documents that the paper's section 3.2 speaks of; the authors' own index names 2,817.
        public static final int PAPER = 3231;
    }

    /// Whether a folder holds pages or an index of them.
    static boolean in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return PageIndex.in(folder).isPresent() || files.anyMatch(ManualPages::page);
        }
    }

    private static boolean page(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.html?") && Files.isRegularFile(file);
    }

    /// @param chosen folders, pages and indexes, read as one
    static ManualPages of(List<Path> chosen) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        Set<Path> around = new LinkedHashSet<>();
        Set<Path> indexes = new LinkedHashSet<>();
        Map<String, Path> there = new LinkedHashMap<>();
        for (Path one : chosen) {
            Path path = one.toAbsolutePath().normalize();
            if (!Files.isReadable(path)) {
                throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, one);
            }
            if (Files.isDirectory(path)) {
                folders.add(path);
                beside(path).ifPresent(indexes::add);
            } else if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                indexes.add(path);
                Stream.of(path.resolveSibling("..").normalize().resolve(PAGES_FOLDER), path.resolveSibling(PAGES_FOLDER)).filter(Files::isDirectory)
                        .forEach(folders::add);
                around.add(path.getParent());
            } else {
                there.put(path.getFileName().toString(), path);
            }
        }
        add(folders, there);
        Map<String, Path> near = new LinkedHashMap<>(there);
        add(around, near);
        return matched(there, near, indexes);
    }

    private static void add(Set<Path> folders, Map<String, Path> there) throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(ManualPages::page).sorted().limit(LibraryReader.MAX_ENTRIES).forEach(file -> there.putIfAbsent(file.getFileName().toString(), file));
            }
        }
    }

    private static Optional<Path> beside(Path folder) {
        Path parent = folder.getParent();
        return PageIndex.in(folder).or(() -> PageIndex.in(parent)).or(() -> parent == null ? Optional.empty() : PageIndex.in(parent.resolve(INDEX_FOLDER)));
    }

    private static ManualPages matched(Map<String, Path> there, Map<String, Path> near, Set<Path> indexes) throws IOException {
        Map<String, Path> unlisted = new LinkedHashMap<>(there);
        List<Page> pages = new ArrayList<>();
        int listed = 0;
        for (Path index : indexes) {
            for (PageIndex.Listed one : PageIndex.of(index).listed()) {
                listed++;
                // Only the last part of a path in the index counts, so that it cannot point anywhere else.
                String name = one.page().substring(Math.max(one.page().lastIndexOf('/'), one.page().lastIndexOf('\\')) + 1);
                Path file = near.remove(name);
                if (one.text() != null) {
                    pages.add(new Page(index, one.title(), one.text()));
                } else if (file != null) {
                    unlisted.remove(name);
                    pages.add(new Page(file, one.title(), null));
                }
            }
        }
        int found = pages.size();
        unlisted.values().forEach(file -> pages.add(new Page(file, "", null)));
        Count count = indexes.isEmpty() ? new Count(0, there.size(), 0, 0) : new Count(listed, found, listed - found, unlisted.size());
        return new ManualPages(pages, List.copyOf(indexes), count);
    }
}
