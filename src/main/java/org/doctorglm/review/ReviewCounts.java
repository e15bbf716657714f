package org.doctorglm.review;

/// How much is under review, without reading it.
///
/// @param answers that were sent to review
/// @param read answers with at least one finished reading
/// @param marks of all readings
public record ReviewCounts(int answers, int read, int marks) {
}
