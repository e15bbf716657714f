package org.doctorglm.generation;

import java.util.List;

/// Notices an answer that turns in a circle (paper, section 6.1: repetition), and says how much of its text is sound.
///
/// A loop is
/// - a group of clauses, at least [#LEAST] characters together, that comes a third time without anything between; the third time counts
///   as soon as its first clause is there; a clause of fewer characters, but more than one, that comes a fourth time;
/// - an item listed three times: in one enumeration by 、, or in a numbered list;
/// - inside a clause, a run that comes four times: of words at least [#WORDS] characters, of dashes, dots and blanks [#SPAN]; one Chinese
///   character [#SAME] times.
///
/// The text must be certain (see [org.doctorglm.tokenizer.TokenStream]). What may still become a loop is held back: the clause being
/// written while it equals one that would make it a loop, a clause that was just said twice, and an enumeration that goes through its items
/// again, behind the first of them. So no loop reaches the screen, nothing is ever taken back, and an innocent text comes at most one clause
/// late, an enumeration at most one round. A pure function, which reads the answer anew with each token: a thousand characters take a tenth
/// of a millisecond.
final class LoopDetector {
    /// Characters that a repeated clause must have.
    static final int LEAST = 4;
    /// Characters that a run inside a clause must fill.
    static final int WORDS = 8;
    static final int SPAN = 24;
    /// Times that a Chinese character may not stand in a row.
    static final int SAME = 5;
    private static final int TIMES = 3;
    private static final int RUNS = 4;
    private static final int LONGEST_RUN = 64;
    /// Clauses that one token can end.
    private static final int NEWEST = 8;

    private LoopDetector() {
    }

    /// @param loop whether the answer must end here
    /// @param sound characters that may be shown; of a loop: that stay, unless more was shown before
    record Verdict(boolean loop, int sound) {
    }

    /// @param text of the answer so far
    /// @param ended whether nothing follows, so that the last clause is complete; until then all but the newest clauses must have been looked at before
    static Verdict look(CharSequence text, boolean ended) {
        List<Clause> clauses = Clause.of(text);
        Clause open = clauses.getLast();
        Clauses complete = new Clauses(ended && !open.words().isEmpty() ? clauses : clauses.subList(0, clauses.size() - 1));
        // While text grows, all but the newest clauses were looked at with the tokens before.
        for (int at = ended ? 0 : Math.max(0, complete.size() - NEWEST); at < complete.size(); at++) {
            int cut = cutAt(complete, at);
            if (cut >= 0) {
                return new Verdict(true, cut);
            }
        }
        Verdict inside = run(text, open.from());
        if (inside.loop() || ended) {
            return inside.loop() ? inside : new Verdict(false, text.length());
        }
        return new Verdict(false, Math.min(inside.sound(), held(complete, open, text.length())));
    }

    /// Where to cut when the clause at this place closes a loop, else -1.
    private static int cutAt(Clauses all, int at) {
        Clause clause = all.get(at);
        for (int period = 1; period <= Clauses.LONGEST_GROUP && 2 * period <= at; period++) {
            if (all.third(at, period) && all.get(at - period).same(clause) && all.characters(at, period) >= LEAST) {
                return cleanEnd(all, at);
            }
        }
        boolean loop = all.times(at, clause) >= TIMES - 1 || all.running(at, clause) >= RUNS;
        return loop ? cleanEnd(all, at) : -1;
    }

    /// A clause said over and over stays once, and of an enumeration gone through again the first item; of a longer group the third beginning goes.
    private static int cleanEnd(Clauses all, int at) {
        int again = all.again(at, all.get(at));
        boolean doubled = at > 0 && mattersTwice(all.get(at - 1)) && all.alike(at - 1, all.get(at));
        return all.get(again >= 0 ? again + 1 : doubled ? at - 1 : at).from();
    }

    /// Where the text begins that must wait for what follows.
    private static int held(Clauses all, Clause open, int end) {
        int at = all.size();
        Clause before = at > 0 ? all.get(at - 1) : null;
        int copy = all.again(at, open);
        if (copy >= 0) {
            return copy + 1 < at ? all.get(copy + 1).from() : open.from();
        }
        boolean again = before != null && (before.mayBecome(open) || all.opensList(at - 1) && before.words().contains(open.words()));
        if (again && mattersTwice(before)) {
            return at > 1 && all.alike(at - 2, before) ? before.from() : open.from();
        }
        if (open.words().isEmpty() || all.running(at, open) >= RUNS) {
            return open.from();
        }
        for (int period = 2; period <= Clauses.LONGEST_GROUP && 2 * period <= at; period++) {
            if (all.get(at - period).mayBecome(open) && all.third(at, period)) {
                return open.from();
            }
        }
        boolean item = all.all().stream().anyMatch(one -> one.mayBecome(open)
                && all.times(at, new Clause(open.from(), one.words(), open.numbered(), Clause.OPEN)) >= TIMES - 1);
        return item ? open.from() : end;
    }

    /// Whether saying this clause once more and again would be a loop.
    private static boolean mattersTwice(Clause clause) {
        return clause.words().length() >= LEAST || clause.mark() == Clause.LIST || clause.numbered();
    }

    private static Verdict run(CharSequence text, int from) {
        int end = text.length();
        for (int length = 1; length <= LONGEST_RUN && 2 * length <= end - from; length++) {
            int first = end - length;
            while (first > from && text.charAt(first - 1) == text.charAt(first - 1 + length)) {
                first--;
            }
            int span = end - first;
            if (span >= enough(text.charAt(end - 1), length)) {
                return new Verdict(true, first + length);
            }
            if (span >= Math.max(LEAST, 2 * length)) {
                return new Verdict(false, first + length);
            }
        }
        return new Verdict(false, end);
    }

    /// Characters that a run of a word of this length must fill.
    private static int enough(char last, int length) {
        if (length == 1 && Character.isIdeographic(last)) {
            return SAME;
        }
        return Math.max(Character.isLetter(last) || length > 1 ? WORDS : SPAN, RUNS * length);
    }
}
