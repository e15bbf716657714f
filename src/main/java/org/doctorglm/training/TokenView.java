package org.doctorglm.training;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.tokenizer.GlmTokenizer;

/// A sample token by token, exactly as the trainer feeds it: made of the very [Sequence] that a run learns from.
///
/// @param answerTokens of the whole answer; more than the sample has where it is cut
public record TokenView(Sequence sequence, List<Token> tokens, int answerTokens) {
    /// Which part of a sample a token is of.
    public enum Part {
        /// What was asked, with the rounds before; seen in both directions.
        PROMPT,
        /// `[gMASK]`, the last token that is seen in both directions.
        MASK,
        /// `<sop>`, from which on every token sees only those before it.
        START,
        ANSWER
    }

    /// @param id that is fed
    /// @param piece of the vocabulary
    /// @param position first row of the positions, frozen at the mask from `<sop>` on
    /// @param block second row: 0 up to the mask, then 1, 2, 3, …
    /// @param label id of the token that is to be foretold here, -1 where nothing is learned
    /// @param labelPiece of the vocabulary, empty where nothing is learned
    public record Token(int id, String piece, Part part, int position, int block, int label, String labelPiece) {
        public boolean learned() {
            return label >= 0;
        }

        /// Whether it is seen by all tokens, and sees all before `<sop>` in both directions.
        public boolean bothDirections() {
            return part == Part.PROMPT || part == Part.MASK;
        }
    }

    public TokenView {
        tokens = List.copyOf(tokens);
    }

    public boolean answerCut() {
        return tokens.stream().filter(token -> token.part == Part.ANSWER).count() < answerTokens;
    }

    public long learned() {
        return tokens.stream().filter(Token::learned).count();
    }

    /// The samples of a dialogue: one for each answer that has a token.
    public static List<TokenView> of(SampleMaker maker, Conversation conversation) {
        List<Sequence> samples = maker.of(conversation);
        List<TokenView> views = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            int whole = maker.tokenizer().encodeUntrusted(turn.answer()).length;
            if (whole > 0) {
                Sequence sequence = samples.get(views.size());
                views.add(new TokenView(sequence, tokens(sequence, maker.tokenizer()), whole));
            }
        }
        return views;
    }

    private static List<Token> tokens(Sequence sequence, GlmTokenizer tokenizer) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < sequence.length(); i++) {
            int id = sequence.ids()[i];
            int label = i < sequence.context() ? -1 : sequence.labels()[i - sequence.context()];
            tokens.add(new Token(id, tokenizer.piece(id), part(sequence, i), sequence.position(i), sequence.block(i), label, label < 0 ? "" : tokenizer.piece(label)));
        }
        return tokens;
    }

    private static Part part(Sequence sequence, int index) {
        int mask = sequence.context() - 1;
        return index < mask ? Part.PROMPT : index == mask ? Part.MASK : index == mask + 1 ? Part.START : Part.ANSWER;
    }
}
