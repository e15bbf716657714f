package org.doctorglm.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step in the history of an entry. The newest one says how the entry is; the first one is number 1, and number 0 stands for what
/// the files say.
///
/// @param author who did it, as they gave their name
/// @param before how the entry was; null for one that was written anew
/// @param entry how it is from then on; null for what the files say
/// @param hidden whether it is left out of searches
/// @param review null while nobody stands for it as it is
public record EntryVersion(String entryId, int number, Instant at, String author, EntryAction action, @Nullable Disease before,
                           @Nullable Disease entry, boolean hidden, @Nullable EntryReview review) {
}
