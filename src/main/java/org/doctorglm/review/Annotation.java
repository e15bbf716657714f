package org.doctorglm.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A mark on one version of an answer.
///
/// @param id unique in the database
/// @param answerId of the answer
/// @param textSha256 of the text that the span counts in; a mark never slides to another text
/// @param issue second level, null where the reviewer named none
/// @param severity null where the reviewer named none
/// @param harm likely harm, null where the reviewer named none
/// @param comment the reviewer's words, may be empty
/// @param correction what should stand there, empty for none
/// @param reviewer name of a profile
/// @param at in milliseconds
public record Annotation(String id, String answerId, String textSha256, Span span, MarkKind kind, @Nullable MarkIssue issue, @Nullable Severity severity,
                         @Nullable Harm harm, String comment, String correction, String reviewer, Instant at) {
    public Annotation {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    public Annotation withSpan(Span other) {
        return new Annotation(id, answerId, textSha256, other, kind, issue, severity, harm, comment, correction, reviewer, at);
    }

    public Annotation withKind(MarkKind other) {
        return new Annotation(id, answerId, textSha256, span, other, issue, severity, harm, comment, correction, reviewer, at);
    }

    /// The same place and kind with other details.
    public Annotation with(@Nullable MarkIssue newIssue, @Nullable Severity newSeverity, @Nullable Harm newHarm, String newComment, String newCorrection) {
        return new Annotation(id, answerId, textSha256, span, kind, newIssue, newSeverity, newHarm, newComment, newCorrection, reviewer, at);
    }

    /// The same mark in somebody else's reading.
    public Annotation by(String newId, String newReviewer, Instant newAt) {
        return new Annotation(newId, answerId, textSha256, span, kind, issue, severity, harm, comment, correction, newReviewer, newAt);
    }

    /// Whether both say the same about the same place, whoever says it.
    public boolean sameAs(Annotation other) {
        return span.equals(other.span) && kind == other.kind && issue == other.issue && severity == other.severity && harm == other.harm
                && comment.equals(other.comment) && correction.equals(other.correction);
    }
}
