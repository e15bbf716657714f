package org.doctorglm.knowledge;

import java.time.Instant;

/// What somebody of this hospital wrote beside an entry. Free text; it is never given to the network and never searched.
public record EntryNote(String entryId, String text, String author, Instant at) {
}
