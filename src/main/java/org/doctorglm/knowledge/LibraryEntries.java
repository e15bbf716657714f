package org.doctorglm.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// The entries of the files with what the hospital made of them. Immutable, for any thread; [#with] costs a copy of the list of references.
final class LibraryEntries {
    private final List<LibraryEntry> all;
    private final Patched<String, LibraryEntry> byId;
    /// The newest versions by id, for the hash of the edition.
    private final Map<String, EntryVersion> versions;
    private final String newestEdition;

    LibraryEntries(List<LibraryEntry> read, Collection<EntryVersion> newest) {
        versions = new LinkedHashMap<>();
        newest.forEach(version -> versions.put(version.entryId(), version));
        List<LibraryEntry> merged = new ArrayList<>(read.size());
        Map<String, LibraryEntry> ids = new HashMap<>();
        for (LibraryEntry entry : read) {
            EntryVersion version = versions.get(entry.id());
            merged.add(version == null ? entry : entry.at(version));
            ids.put(entry.id(), merged.getLast());
        }
        for (EntryVersion version : newest) {
            LibraryEntry own = ids.containsKey(version.entryId()) ? null : LibraryEntry.own(version);
            if (own != null) {
                merged.add(own);
                ids.put(own.id(), own);
            }
        }
        all = List.copyOf(merged);
        byId = new Patched<>(ids);
        newestEdition = newestEdition(all);
    }

    private LibraryEntries(List<LibraryEntry> all, Patched<String, LibraryEntry> byId, Map<String, EntryVersion> versions, String newestEdition) {
        this.all = all;
        this.byId = byId;
        this.versions = versions;
        this.newestEdition = newestEdition;
    }

    private static String newestEdition(List<LibraryEntry> all) {
        return all.stream().map(entry -> entry.disease().edition()).max(Comparator.naturalOrder()).orElse("");
    }

    /// @param version null for an entry that is gone
    LibraryEntries with(String id, @Nullable EntryVersion version) {
        LibraryEntry before = byId.get(id);
        LibraryEntry after = version == null ? null : before == null ? LibraryEntry.own(version) : before.at(version);
        List<LibraryEntry> next = new ArrayList<>(all);
        int at = before == null ? -1 : next.indexOf(before);
        if (at >= 0 && after != null) {
            next.set(at, after);
        } else if (at >= 0) {
            next.remove(at);
        } else if (after != null) {
            next.add(after);
        }
        Map<String, EntryVersion> newest = new LinkedHashMap<>(versions);
        newest.remove(id);
        if (version != null) {
            newest.put(id, version);
        }
        Map<String, LibraryEntry> change = new HashMap<>();
        change.put(id, after);
        List<LibraryEntry> now = List.copyOf(next);
        // Only the entry that had the newest edition can take it away.
        boolean others = before == null || before.disease().edition().compareTo(newestEdition) < 0;
        String own = after == null ? "" : after.disease().edition();
        return new LibraryEntries(now, byId.with(change), newest,
                !others ? newestEdition(now) : own.compareTo(newestEdition) > 0 ? own : newestEdition);
    }

    List<LibraryEntry> all() {
        return all;
    }

    Optional<LibraryEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// What is used.
    List<Disease> visible() {
        return all.stream().filter(entry -> !entry.hidden()).map(LibraryEntry::disease).toList();
    }

    /// As the files say: what the index on disk is built of.
    List<Disease> originals() {
        return all.stream().map(LibraryEntry::original).filter(Objects::nonNull).toList();
    }

    /// Entries that are not as the files say, or hidden.
    List<LibraryEntry> changed() {
        return all.stream().filter(entry -> entry.version() > 0).toList();
    }

    /// @param sources hash of the files
    /// @param entries how many are used
    KnowledgeEdition edition(String name, String sources, int entries) {
        String plain = name.replaceFirst("~\\d+$", "");
        if (versions.isEmpty()) {
            return new KnowledgeEdition(plain, newestEdition, sources, entries);
        }
        StringBuilder state = new StringBuilder(sources);
        versions.values().stream().sorted(Comparator.comparing(EntryVersion::entryId))
                .forEach(version -> state.append('\n').append(version.entryId()).append(' ').append(version.number()).append(' ').append(version.at().toEpochMilli()));
        return new KnowledgeEdition(plain + "~" + versions.size(), newestEdition,
                HexFormat.of().formatHex(Sha256.digest().digest(state.toString().getBytes(StandardCharsets.UTF_8))), entries);
    }
}
