package org.doctorglm.generation;

import java.util.List;

/// Notices an answer that turns in a circle (paper, section 6.1: repetition), and says how much of its text is sound.
///
/// A loop is
/// - a group of clauses, at least [#LEAST] characters together, that comes a third time without anything between; the third time counts
///   as soon as its first clause is there;
/// - an item listed three times: in one enumeration by 、, or in a numbered list;
/// - inside a clause, a run that comes four times: of words at least [#WORDS] characters, of dashes, dots and blanks [#SPAN].
///
/// The text must be certain (see [org.doctorglm.tokenizer.TokenStream]). What may still become a loop is held back: the clause being
/// written while it equals one that would make it a loop, and a clause that was just said twice. So no loop reaches the screen, nothing is ever
/// taken back, and an innocent text comes at most one clause late. A pure function, which reads the answer anew with each token:
/// a thousand characters take a tenth of a millisecond.
final class LoopDetector {
    /// Characters that a repeated clause must have.
    static final int LEAST = 4;
    /// Characters that a run inside a clause must fill.
    static final int WORDS = 8;
    static final int SPAN = 24;
    private static final int TIMES = 3;
    private static final int RUNS = 4;
    private static final int LONGEST_GROUP = 8;
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
        List<Clause> complete = ended && !open.words().isEmpty() ? clauses : clauses.subList(0, clauses.size() - 1);
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
    private static int cutAt(List<Clause> all, int at) {
        Clause clause = all.get(at);
        boolean doubled = at > 0 && alike(all, at - 1, clause);
        for (int period = 1; period <= LONGEST_GROUP && 2 * period <= at; period++) {
            if (third(all, at, period) && all.get(at - period).same(clause) && characters(all, at, period) >= LEAST) {
                // A clause said over and over stays once; of a longer group the third beginning goes.
                return all.get(doubled ? at - 1 : at).from();
            }
        }
        return times(all, at, clause) >= TIMES - 1 ? all.get(doubled ? at - 1 : at).from() : -1;
    }

    /// Whether a clause says what `item` says. In front of the first item of an enumeration its sentence begins ("症状有发热、").
    private static boolean alike(List<Clause> all, int at, Clause item) {
        Clause one = all.get(at);
        return one.same(item) || opensList(all, at) && item.words().length() >= LEAST && one.words().endsWith(item.words());
    }

    private static boolean opensList(List<Clause> all, int at) {
        return all.get(at).mark() == Clause.LIST && (at == 0 || all.get(at - 1).mark() != Clause.LIST);
    }

    /// Whether two equal groups of `period` clauses stand before `at`.
    private static boolean third(List<Clause> all, int at, int period) {
        for (int i = at - 2 * period; i < at - period; i++) {
            if (i < 0 || !all.get(i).same(all.get(i + period))) {
                return false;
            }
        }
        return true;
    }

    private static int characters(List<Clause> all, int at, int period) {
        return all.subList(at - period, at).stream().mapToInt(clause -> clause.words().length()).sum();
    }

    /// How often the list that goes on at `at` has this item already.
    private static int times(List<Clause> all, int at, Clause item) {
        int times = 0;
        for (int i = at - 1; i >= 0; i--) {
            Clause one = all.get(i);
            if (!item.numbered() && one.mark() != Clause.LIST) {
                break;
            }
            boolean listed = !item.numbered() || one.numbered() && !one.heading() && !item.heading();
            times += listed && alike(all, i, item) ? 1 : 0;
        }
        return times;
    }

    /// Where the text begins that must wait for what follows.
    private static int held(List<Clause> all, Clause open, int end) {
        int at = all.size();
        Clause before = at > 0 ? all.get(at - 1) : null;
        boolean again = before != null && (before.mayBecome(open) || opensList(all, at - 1) && before.words().contains(open.words()));
        if (again && mattersTwice(before)) {
            return at > 1 && alike(all, at - 2, before) ? before.from() : open.from();
        }
        if (open.words().isEmpty()) {
            return open.from();
        }
        for (int period = 2; period <= LONGEST_GROUP && 2 * period <= at; period++) {
            if (all.get(at - period).mayBecome(open) && third(all, at, period)) {
                return open.from();
            }
        }
        boolean item = all.stream().anyMatch(one -> one.mayBecome(open)
                && times(all, at, new Clause(open.from(), one.words(), open.numbered(), Clause.OPEN)) >= TIMES - 1);
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
            int enough = Character.isLetter(text.charAt(end - 1)) || length > 1 ? WORDS : SPAN;
            if (span >= Math.max(enough, RUNS * length)) {
                return new Verdict(true, first + length);
            }
            if (span >= Math.max(LEAST, 2 * length)) {
                return new Verdict(false, first + length);
            }
        }
        return new Verdict(false, end);
    }
}
