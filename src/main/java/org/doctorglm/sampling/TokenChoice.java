package org.doctorglm.sampling;

/// A token that may come next.
///
/// @param before its probability as the network gives it
/// @param after its probability with the settings; 0 when they rule it out
public record TokenChoice(int id, double before, double after) {
}
