package org.doctorglm.feedback;

/// What a bundle would hold, for the person who decides whether it is given away.
///
/// @param provenance answers with settings, hashes and evidence of their making
/// @param reviewers that became numbers
/// @param names places where a name was masked; likewise phones, which counts addresses to write to, and identityNumbers
public record FeedbackCounts(int answers, int provenance, int readings, int marks, int rankings, int reviewers, long names, long phones, long identityNumbers) {
}
