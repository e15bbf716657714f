package org.doctorglm.dialogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of the answer to a question. Versions are added, never replaced.
///
/// @param id unique in the database, also in the command line (`replay ID`)
/// @param version counted from 1 within the question
/// @param finishReason null while the answer is being written
/// @param sha256 of the text in UTF-8, null while the answer is being written
public record Answer(String id, String questionId, int version, String text, @Nullable FinishReason finishReason,
                     Provenance provenance, Timings timings, Instant createdAt, @Nullable String sha256) {
    public boolean finished() {
        return finishReason != null;
    }
}
