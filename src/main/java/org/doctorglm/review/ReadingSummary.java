package org.doctorglm.review;

/// A reading without its words, for lists.
public record ReadingSummary(String answerId, String reviewer, Reading.Role role, ReadingState state, int marks) {
}
