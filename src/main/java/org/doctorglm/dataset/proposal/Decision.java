package org.doctorglm.dataset.proposal;

import org.doctorglm.dataset.PairSource;

/// What a person made of a proposal.
///
/// @param id of the proposal
/// @param question as it is to be learned, edited or not; likewise the answer
public record Decision(String id, Choice choice, String question, String answer, String department, PairSource source) {
    /// How it was decided.
    public enum Choice {
        ACCEPTED, REJECTED,
        /// Undecided again.
        OPEN
    }

    public static Decision accepted(Proposal proposal) {
        return of(proposal, Choice.ACCEPTED);
    }

    /// With the person's own words; the source says whether they are others.
    public static Decision edited(Proposal proposal, String question, String answer) {
        PairSource from = proposal.source();
        boolean other = from.edited() || !question.equals(proposal.question()) || !answer.equals(proposal.answer());
        return new Decision(proposal.id(), Choice.ACCEPTED, question, answer, proposal.department(),
                new PairSource(from.sheet(), from.title(), from.edition(), from.sha256(), from.section(), from.maker(), other));
    }

    public static Decision rejected(Proposal proposal) {
        return of(proposal, Choice.REJECTED);
    }

    public static Decision open(Proposal proposal) {
        return of(proposal, Choice.OPEN);
    }

    private static Decision of(Proposal proposal, Choice choice) {
        return new Decision(proposal.id(), choice, proposal.question(), proposal.answer(), proposal.department(), proposal.source());
    }
}
