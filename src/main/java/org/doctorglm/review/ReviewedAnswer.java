package org.doctorglm.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One version of an answer as it lies before its reviewers. It never changes; another text is another answer.
///
/// @param id of the stored answer, or one of its file's
/// @param text in the exact form that spans count in
/// @param textSha256 of the text in UTF-8
/// @param source where it came from
/// @param addedAt in milliseconds
public record ReviewedAnswer(String id, String question, String text, String textSha256, Source source, Instant addedAt) {
    /// Which program, model and setting wrote it. Hidden while reading blind.
    ///
    /// @param way how it came here
    /// @param department empty where nobody says
    /// @param model empty where nobody says
    /// @param adapter null for none
    /// @param precision empty where nobody says
    /// @param designer whether a sheet of the prompt designer was used
    /// @param uncertainty the higher, the sooner it should be read; 0 where nothing was measured
    public record Source(Way way, String department, String model, @Nullable String adapter, String precision, boolean designer, double uncertainty) {
        /// Nothing known.
        public static Source of(Way way) {
            return new Source(way, "", "", null, "", false, 0);
        }
    }

    /// How answers come to review.
    public enum Way {
        CHAT, EXPERIMENT, FILE
    }

    public ReviewedAnswer {
        addedAt = addedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
