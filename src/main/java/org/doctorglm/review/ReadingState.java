package org.doctorglm.review;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far somebody is with an answer.
///
/// @param skipped why it was skipped, null unless [Progress#SKIPPED]
/// @param note to the reason
/// @param active time really spent, see [ReadingClock]
public record ReadingState(Progress progress, @Nullable SkipReason skipped, String note, Duration active) {
    public static final ReadingState OPEN = new ReadingState(Progress.OPEN, null, "", Duration.ZERO);

    public enum Progress {
        OPEN, DONE, SKIPPED
    }

    /// Why an answer is passed over.
    public enum SkipReason {
        NOT_MY_FIELD, PERSONAL_DATA, UNREADABLE, NO_ANSWER, OTHER
    }

    public static ReadingState done(Duration active) {
        return new ReadingState(Progress.DONE, null, "", active);
    }

    public static ReadingState skipped(SkipReason reason, String note, Duration active) {
        return new ReadingState(Progress.SKIPPED, reason, note, active);
    }
}
