package org.doctorglm.dialogue;

/// Measured times of one answer; 0 where nothing was measured.
///
/// @param loadMs time to load the model, 0 if it was loaded already
/// @param firstTokenMs from the question's arrival to the first token, milliseconds
/// @param prefillTokensPerSecond prompt tokens read a second
/// @param decodeTokensPerSecond answer tokens written a second, the first one excluded
/// @param answerTokens tokens written
/// @param proposedTokens tokens that were guessed from the prompt and checked several at a time
/// @param acceptedTokens those of them that were right
/// @param promptReused whether the prompt was still in memory, so that nothing had to be read
public record Timings(double loadMs, double firstTokenMs, double prefillTokensPerSecond, double decodeTokensPerSecond,
                      int answerTokens, int proposedTokens, int acceptedTokens, boolean promptReused) {
    public static final Timings NONE = new Timings(0, 0, 0, 0, 0);

    /// Without guesses, the prompt read.
    public Timings(double loadMs, double firstTokenMs, double prefillTokensPerSecond, double decodeTokensPerSecond, int answerTokens) {
        this(loadMs, firstTokenMs, prefillTokensPerSecond, decodeTokensPerSecond, answerTokens, 0, 0, false);
    }
}
