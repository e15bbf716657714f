package org.doctorglm.knowledge;

import java.util.List;
import java.util.Optional;

/// Where a hospital's changes to the library are kept, apart from the files of the library. Nothing of a history is ever overwritten.
///
/// Thread-safe; every change is on disk, whole, when the call returns. All methods throw an unchecked storage exception of the
/// implementation when the disk refuses.
public interface EntryRepository {
    /// No changes, and no place for any.
    EntryRepository NONE = new EntryRepository() {
        @Override
        public List<EntryVersion> newest() {
            return List.of();
        }

        @Override
        public List<EntryVersion> history(String entryId) {
            return List.of();
        }

        @Override
        public void add(EntryVersion version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String entryId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<EntryNote> note(String entryId) {
            return Optional.empty();
        }

        @Override
        public void put(EntryNote note) {
            throw new UnsupportedOperationException();
        }
    };

    /// The newest version of every entry that was ever changed.
    List<EntryVersion> newest();

    /// All versions of an entry, the newest first.
    List<EntryVersion> history(String entryId);

    /// Stores the version that follows the newest one; another number is refused.
    void add(EntryVersion version);

    /// Forgets an entry of the hospital's own with its history and note.
    void delete(String entryId);

    Optional<EntryNote> note(String entryId);

    /// Stores a note in the place of the one before; one without words takes it away.
    void put(EntryNote note);
}
