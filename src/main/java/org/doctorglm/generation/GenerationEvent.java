package org.doctorglm.generation;

/// What the generation thread reports while it works.
public sealed interface GenerationEvent {
    /// Prompt tokens read so far.
    record Reading(int done, int total) implements GenerationEvent { }

    /// New text, possibly empty when a token ends inside a character; `tokens` is the length of the answer so far.
    record Text(String delta, int tokens) implements GenerationEvent { }
}
