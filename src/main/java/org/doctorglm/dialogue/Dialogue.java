package org.doctorglm.dialogue;

import java.time.Instant;

/// A line of the consultation list.
///
/// @param title the beginning of the first question, or what the doctor wrote instead
/// @param subtitle disease used last, or empty
/// @param answers number of stored answers
public record Dialogue(String id, String title, String subtitle, int answers, Instant createdAt, Instant updatedAt) {
}
