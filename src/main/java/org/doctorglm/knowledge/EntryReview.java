package org.doctorglm.knowledge;

import java.time.Instant;
import java.time.ZoneId;

/// Somebody of this hospital has read an entry and stands for it.
///
/// @param reviewer as the reviewer gave it
public record EntryReview(String reviewer, Instant at) {
    /// The review status as entries carry it, in no language: `REVIEWER, yyyy-MM-dd`.
    String words(ZoneId zone) {
        return reviewer + ", " + at.atZone(zone).toLocalDate();
    }
}
