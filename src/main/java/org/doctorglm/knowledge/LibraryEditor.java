package org.doctorglm.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Changes entries for this hospital: stores the change first, then shows it to every search that begins afterwards. The files of the
/// library are never written, every step is kept and can be taken back.
///
/// Safe on any thread, one change at a time; milliseconds also in a library of 100 000 entries. Storage refuses with its own unchecked
/// exception; then nothing has changed.
public final class LibraryEditor {
    private static final int OWN_ID_BYTES = 6;

    private final DiseaseLibrary library;
    private final EntryRepository changes;
    private final Clock clock;

    /// @param changes the repository that the library was opened with
    public LibraryEditor(DiseaseLibrary library, EntryRepository changes, Clock clock) {
        this.library = library;
        this.changes = changes;
        this.clock = clock;
    }

    public DiseaseLibrary library() {
        return library;
    }

    /// Stores an entry that was edited. What a reviewer stood for is not reviewed any more. An entry that is as before is not stored.
    ///
    /// @param typed with the id of the entry that it replaces; its edition becomes that of this month
    /// @throws EntryException when a field cannot be stored as it is
    public synchronized void save(Disease typed, String author) throws EntryException {
        LibraryEntry now = entry(typed.id());
        Disease content = stamped(typed, now.disease().edition());
        if (content.equals(unreviewed(now.disease()))) {
            return;
        }
        check(content);
        store(now, EntryAction.EDITED, author, stamped(typed, YearMonth.now(clock).toString()), now.hidden(), null);
    }

    /// Stores a new entry of the hospital's own.
    ///
    /// @param typed its id is replaced
    /// @return the id
    public synchronized String create(Disease typed, String author) throws EntryException {
        byte[] random = new byte[OWN_ID_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        Disease content = stamped(typed, YearMonth.now(clock).toString()).withId("own-" + HexFormat.of().formatHex(random));
        check(content);
        publish(new EntryVersion(content.id(), 1, clock.instant(), author, EntryAction.CREATED, null, content, false, null));
        return content.id();
    }

    /// Takes an earlier version again, as a new step of the history.
    ///
    /// @param number of the version, 0 for what the files say
    /// @throws EntryException when its name belongs to another entry by now
    public synchronized void restore(String entryId, int number, String author) throws EntryException {
        LibraryEntry now = entry(entryId);
        Disease content = number == 0 ? null : changes.history(entryId).stream().filter(version -> version.number() == number).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(entryId + " " + number)).entry();
        Disease wanted = content == null ? now.original() : content;
        if (wanted != null) {
            checkNames(wanted);
        }
        store(now, EntryAction.RESTORED, author, content, now.hidden(), null);
    }

    /// Leaves an entry out of searches, or takes it in again.
    ///
    /// @throws EntryException when another entry has taken its name while it was hidden
    public synchronized void hide(String entryId, boolean hidden, String author) throws EntryException {
        LibraryEntry now = entry(entryId);
        if (!hidden) {
            checkNames(now.disease());
        }
        if (now.hidden() != hidden) {
            store(now, hidden ? EntryAction.HIDDEN : EntryAction.SHOWN, author, content(now), hidden, now.review());
        }
    }

    /// Says that a reviewer stands for the entry as it is, or does not any more.
    public synchronized void review(String entryId, boolean reviewed, String reviewer) {
        LibraryEntry now = entry(entryId);
        Instant at = clock.instant();
        store(now, reviewed ? EntryAction.REVIEWED : EntryAction.REVIEW_WITHDRAWN, reviewer, content(now), now.hidden(),
                reviewed ? new EntryReview(reviewer, at) : null);
    }

    /// Deletes an entry of the hospital's own for good. Entries of files can only be hidden.
    public synchronized void delete(String entryId) {
        if (entry(entryId).origin() != LibraryEntry.Origin.OWN) {
            throw new IllegalArgumentException(entryId);
        }
        changes.delete(entryId);
        show(entryId, null);
    }

    /// All versions, the newest first.
    public List<EntryVersion> history(String entryId) {
        return changes.history(entryId);
    }

    public Optional<EntryNote> note(String entryId) {
        return changes.note(entryId);
    }

    /// @param text empty to take the note away
    public void note(String entryId, String text, String author) {
        changes.put(new EntryNote(entryId, text.strip(), author, clock.instant()));
    }

    private LibraryEntry entry(String id) {
        return library.entry(id).orElseThrow(() -> new IllegalArgumentException(id));
    }

    private void check(Disease entry) throws EntryException {
        List<EntryProblem> problems = EntryCheck.problems(library, entry);
        if (!problems.isEmpty()) {
            throw new EntryException(problems);
        }
    }

    /// What was good enough once is so again, but for a name that somebody else has by now.
    private void checkNames(Disease entry) throws EntryException {
        List<EntryProblem> taken = EntryCheck.problems(library, entry).stream().filter(problem -> problem.reason() == EntryProblem.Reason.NAME_TAKEN).toList();
        if (!taken.isEmpty()) {
            throw new EntryException(taken);
        }
    }

    private static @Nullable Disease content(LibraryEntry entry) {
        boolean asInFiles = !entry.edited() && entry.origin() != LibraryEntry.Origin.OWN;
        return asInFiles ? null : unreviewed(entry.disease());
    }

    private static Disease unreviewed(Disease disease) {
        return disease.withReview(Disease.NOT_REVIEWED);
    }

    private static Disease stamped(Disease typed, String edition) {
        return unreviewed(typed).withEdition(edition);
    }

    private void store(LibraryEntry now, EntryAction action, String author, @Nullable Disease content, boolean hidden, @Nullable EntryReview review) {
        publish(new EntryVersion(now.id(), now.version() + 1, clock.instant(), author, action, now.disease(), content, hidden, review));
    }

    private void publish(EntryVersion version) {
        changes.add(version);
        show(version.entryId(), version);
    }

    private void show(String id, @Nullable EntryVersion version) {
        try {
            library.show(id, version);
        } catch (IOException e) {
            // The full text lives in memory once it is changed; the change itself is stored and shown.
            throw new UncheckedIOException(e);
        }
    }
}
