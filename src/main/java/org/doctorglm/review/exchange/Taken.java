package org.doctorglm.review.exchange;

import java.util.List;

/// What came out of reading a file.
///
/// @param refused the first [Refused#LISTED] of them
/// @param refusals how many there were
public record Taken(int readings, int marks, List<Refused> refused, long refusals) {
}
