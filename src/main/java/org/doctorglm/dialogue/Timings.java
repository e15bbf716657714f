package org.doctorglm.dialogue;

/// Measured times of one answer; 0 where nothing was measured.
///
/// @param loadMs time to load the model, 0 if it was loaded already
/// @param firstTokenMs from the question's arrival to the first token, milliseconds
/// @param prefillTokensPerSecond prompt tokens read a second
/// @param decodeTokensPerSecond answer tokens written a second, the first one excluded
/// @param answerTokens tokens written
public record Timings(double loadMs, double firstTokenMs, double prefillTokensPerSecond, double decodeTokensPerSecond,
                      int answerTokens) {
    public static final Timings NONE = new Timings(0, 0, 0, 0, 0);
}
