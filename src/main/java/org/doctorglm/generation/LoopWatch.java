package org.doctorglm.generation;

/// Whether an answer that turns in a circle is ended and its repetition taken back.
public enum LoopWatch {
    /// As doctors get their answers.
    ON,
    /// The network's bare words, as the paper shows them (section 4.1: without any filter).
    OFF;

    LoopDetector.Verdict look(CharSequence text, boolean ended) {
        return switch (this) {
            case ON -> LoopDetector.look(text, ended);
            case OFF -> new LoopDetector.Verdict(false, text.length());
        };
    }
}
