package org.doctorglm.dataset;

/// What was asked, and what was answered.
public record Turn(String question, String answer) {
}
