package org.doctorglm.generation;

import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;

/// Gives the scores behind each token of an answer; with guessed tokens it computes several in one pass and gives them out while the guess holds.
///
/// Whoever asks cannot tell the difference: for the same tokens come the same scores, in the same order, so the answer is the same by construction
/// where the engine is batch-invariant. Lives on the generation thread.
final class Lookahead {
    private final Session session;
    private final PromptLookup lookup;
    private final boolean on;
    private int[] guess = {};
    private Logits[] scores = {};
    /// Tokens of the guess that came true.
    private int right;

    Lookahead(Session session, int[] prompt, boolean on) {
        this.session = session;
        this.lookup = new PromptLookup(prompt);
        this.on = on;
    }

    /// @param id the token just chosen
    /// @param room tokens that may still be fed, this one included
    /// @return scores of the token that follows it
    Logits after(int id, int room) throws EngineException {
        lookup.add(id);
        if (right < guess.length) {
            if (guess[right] == id) {
                return scores[++right];
            }
            giveUp();
        }
        settle();
        guess = on ? lookup.propose(room - 1) : guess;
        if (guess.length == 0) {
            return session.step(id);
        }
        int[] fed = new int[guess.length + 1];
        fed[0] = id;
        System.arraycopy(guess, 0, fed, 1, guess.length);
        scores = session.steps(fed);
        return scores[0];
    }

    /// Forgets what was guessed beyond the answer, so that the session holds the answer's tokens and no others.
    void giveUp() {
        if (right < guess.length) {
            session.rewind(session.length() - (guess.length - right));
        }
        settle();
    }

    private void settle() {
        if (guess.length > 0) {
            lookup.learn(guess.length, right);
        }
        guess = new int[0];
        right = 0;
    }

    int proposed() {
        return lookup.proposed();
    }

    int accepted() {
        return lookup.accepted();
    }
}
