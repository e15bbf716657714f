package org.doctorglm.tokenizer;

/// Text to ids and back. Immutable and thread-safe.
public interface Tokenizer {
    /// Ids of a text. Words that look like control tokens (`<eop>`, `[gMASK]`) become those tokens.
    int[] encode(String text);

    /// Ids of a text from outside: what looks like a control token is read letter by letter, so that nobody can end a prompt from within a question.
    int[] encodeUntrusted(String text);

    /// Text of ids; control tokens of the vocabulary stand as their names.
    String decode(int[] ids);

    /// The piece of one id, `▁` for a blank.
    String piece(int id);

    int size();
}
