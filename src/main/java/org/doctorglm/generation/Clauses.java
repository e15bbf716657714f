package org.doctorglm.generation;

import java.util.List;

/// The clauses of an answer that are complete, in their order, and what comes again in them. A place is an index; the clause there need not be
/// one of them yet.
record Clauses(List<Clause> all) {
    /// Clauses of a group that is looked for again.
    static final int LONGEST_GROUP = 8;

    /// How often a short clause was said in a row when `next` says nothing else, be it several times ("吐了，吐了，吐了吐了"), or begins to; else 0.
    int running(int at, Clause next) {
        String unit = at == 0 ? "" : all.get(at - 1).words();
        String words = next.words();
        if (unit.length() < 2 || unit.length() >= LoopDetector.LEAST || !unit.repeat(words.length() / unit.length() + 1).startsWith(words)) {
            return 0;
        }
        int running = (words.length() + unit.length() - 1) / unit.length();
        for (int i = at - 1; i >= 0 && all.get(i).words().equals(unit); i--) {
            running++;
        }
        return running;
    }

    /// Where an enumeration began to go through its items again, if it does so up to `next`, else -1.
    int again(int at, Clause next) {
        for (int period = 2; period <= LONGEST_GROUP; period++) {
            int equal = 0;
            while (equal < period && listedTwice(at - 1 - equal, period)) {
                equal++;
            }
            if (equal > 0 && all.get(at - period).mayBecome(next)) {
                return at - equal;
            }
        }
        return -1;
    }

    private boolean listedTwice(int at, int period) {
        return at >= period && all.get(at).mark() == Clause.LIST && all.get(at - period).mark() == Clause.LIST && all.get(at).same(all.get(at - period));
    }

    /// Whether a clause says what `item` says. In front of the first item of an enumeration its sentence begins ("症状有发热、").
    boolean alike(int at, Clause item) {
        Clause one = all.get(at);
        return one.same(item) || opensList(at) && item.words().length() >= LoopDetector.LEAST && one.words().endsWith(item.words());
    }

    /// Whether an enumeration begins there.
    boolean opensList(int at) {
        return all.get(at).mark() == Clause.LIST && (at == 0 || all.get(at - 1).mark() != Clause.LIST);
    }

    /// Whether two equal groups of `period` clauses stand before `at`.
    boolean third(int at, int period) {
        for (int i = at - 2 * period; i < at - period; i++) {
            if (i < 0 || !all.get(i).same(all.get(i + period))) {
                return false;
            }
        }
        return true;
    }

    /// Of the words of `period` clauses before `at`.
    int characters(int at, int period) {
        return all.subList(at - period, at).stream().mapToInt(clause -> clause.words().length()).sum();
    }

    /// How often the list that goes on at `at` has this item already.
    int times(int at, Clause item) {
        int times = 0;
        for (int i = at - 1; i >= 0; i--) {
            Clause one = all.get(i);
            if (!item.numbered() && one.mark() != Clause.LIST) {
                break;
            }
            boolean listed = !item.numbered() || one.numbered() && !one.heading() && !item.heading();
            times += listed && alike(i, item) ? 1 : 0;
        }
        return times;
    }

    Clause get(int at) {
        return all.get(at);
    }

    int size() {
        return all.size();
    }
}
