package org.doctorglm.experiment;

import java.time.Instant;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Timings;
import org.jspecify.annotations.Nullable;

/// What a cell was answered with.
///
/// @param cell see [Cell#id()]
/// @param sha256 of the text in UTF-8
/// @param provenance with the whole prompt, so that it can be replayed
/// @param support share of its sentences that the library's sheet for the question says (0 to 1), null where no sheet fits
/// @param at when, ISO 8601
public record StoredAnswer(String cell, String text, String sha256, FinishReason reason, Timings timings, Provenance provenance, @Nullable Double support,
                           String at) {
    public Instant createdAt() {
        return Instant.parse(at);
    }
}
