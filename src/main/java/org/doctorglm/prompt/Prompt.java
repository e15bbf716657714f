package org.doctorglm.prompt;

/// What the model reads.
///
/// @param tokens of the text, without `[gMASK] <sop>`
/// @param droppedRounds earlier rounds that did not fit any more, the oldest ones
public record Prompt(String text, int tokens, int droppedRounds) {
}
