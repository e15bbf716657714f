package org.doctorglm.embedding;

/// What a text is: some models are told so by words before it.
public enum SentenceRole {
    QUESTION,
    ENTRY
}
