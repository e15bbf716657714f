package org.doctorglm.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.knowledge.EntryNote;
import org.doctorglm.knowledge.EntryRepository;
import org.doctorglm.knowledge.EntryVersion;

/// A repository that forgets, and that can be full.
public final class MemoryEntries implements EntryRepository {
    private final Map<String, List<EntryVersion>> versions = new LinkedHashMap<>();
    private final Map<String, EntryNote> notes = new LinkedHashMap<>();
    private volatile boolean full;

    /// From now on nothing can be stored.
    public void fill() {
        full = true;
    }

    @Override
    public synchronized List<EntryVersion> newest() {
        return versions.values().stream().map(List::getLast).toList();
    }

    @Override
    public synchronized List<EntryVersion> history(String entryId) {
        return versions.getOrDefault(entryId, List.of()).reversed().stream().toList();
    }

    @Override
    public synchronized void add(EntryVersion version) {
        if (full) {
            throw new StorageException(StorageException.Reason.FULL, "test");
        }
        versions.computeIfAbsent(version.entryId(), key -> new ArrayList<>()).add(version);
    }

    @Override
    public synchronized void delete(String entryId) {
        versions.remove(entryId);
        notes.remove(entryId);
    }

    @Override
    public synchronized Optional<EntryNote> note(String entryId) {
        return Optional.ofNullable(notes.get(entryId));
    }

    @Override
    public synchronized void put(EntryNote note) {
        notes.remove(note.entryId());
        if (!note.text().isBlank()) {
            notes.put(note.entryId(), note);
        }
    }
}
