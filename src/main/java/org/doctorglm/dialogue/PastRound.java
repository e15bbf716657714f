package org.doctorglm.dialogue;

/// A question and its answer as the model reads them in front of the next question.
public record PastRound(String question, String answer) {
}
