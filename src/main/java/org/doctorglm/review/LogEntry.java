package org.doctorglm.review;

import java.time.Instant;

/// A line of the log, which only grows.
///
/// @param number from 1 on, without gaps
/// @param action what was done: `mark`, `grade`, `missing`, `state`, `answer`, `ranking`, `reviewer`
/// @param subject id of the answer, or of the ranking or profile
/// @param before JSON of what was before, empty for nothing
/// @param after JSON of what is since, empty for nothing
/// @param sha256 over this line and the hash of the line before it, so that a change of either shows
public record LogEntry(long number, Instant at, String reviewer, String action, String subject, String before, String after, String sha256) {
}
