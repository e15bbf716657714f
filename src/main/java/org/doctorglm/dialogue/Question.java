package org.doctorglm.dialogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the doctor asked. Questions with the same parent are branches of one another (edit and resend).
///
/// @param parentAnswerId the answer it follows, null for an opening question
public record Question(String id, String dialogueId, @Nullable String parentAnswerId, String text, Instant askedAt) {
}
