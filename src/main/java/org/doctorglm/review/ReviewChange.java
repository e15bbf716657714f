package org.doctorglm.review;

import java.time.Instant;

/// An edit with who made it, when, and on which reading.
public record ReviewChange(String answerId, String textSha256, String reviewer, Reading.Role role, Instant at, Edit edit) {
}
