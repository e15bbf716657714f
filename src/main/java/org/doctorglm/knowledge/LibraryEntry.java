package org.doctorglm.knowledge;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// An entry with where it comes from and what this hospital made of it.
///
/// @param file name of the file that it was read from; empty for an own entry
/// @param original as the files say; null for an own entry
/// @param disease as it is used
/// @param version number of its newest version, 0 when it was never touched
/// @param edited whether it differs from the files
/// @param hidden whether it is left out of searches
/// @param review null while nobody of this hospital stands for it
public record LibraryEntry(Origin origin, String file, @Nullable Disease original, Disease disease, int version, boolean edited,
                           boolean hidden, @Nullable EntryReview review) {
    /// Where an entry comes from.
    public enum Origin {
        /// With the program.
        SHIPPED,
        /// From a file that the hospital brought.
        IMPORTED,
        /// Written by the hospital in the program.
        OWN
    }

    static LibraryEntry of(Origin origin, String file, Disease original) {
        return new LibraryEntry(origin, file, original, original, 0, false, false, null);
    }

    public String id() {
        return disease.id();
    }

    /// The entry after a version of its history.
    LibraryEntry at(EntryVersion version) {
        Disease content = version.entry() != null ? version.entry() : original != null ? original : disease;
        EntryReview review = version.review();
        Disease shown = review == null ? content : content.withReview(review.words(ZoneId.systemDefault()));
        return new LibraryEntry(origin, file, original, shown, version.number(), version.entry() != null && origin != Origin.OWN, version.hidden(), review);
    }

    /// An entry that the files do not have: the hospital's own, or one whose file is gone. Null when nothing of it is left.
    static @Nullable LibraryEntry own(EntryVersion version) {
        Disease content = version.entry();
        return content == null ? null : new LibraryEntry(Origin.OWN, "", null, content, 0, false, false, null).at(version);
    }
}
