package org.doctorglm.dataset.filter;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.PersonalMask;
import org.jspecify.annotations.Nullable;

/// What leaves a set, and what is masked in what stays. Of dialogues that are alike the first that stays is kept.
///
/// @param without dialogues with these findings leave; not LEAKAGE, which is a matter of a split and is gone with the duplicates
/// @param departments only these stay, empty for all
/// @param languages only these stay, empty for all
/// @param answer characters that each answer of a dialogue must have
/// @param rounds that a dialogue must have
/// @param masked some of [PersonalMask#KINDS]
public record Filter(Set<Finding> without, Set<String> departments, Set<Language> languages, Range answer, Range rounds, Set<Finding> masked) {
    /// Nothing leaves, nothing is masked.
    public static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of(), Range.ANY, Range.ANY, Set.of());

    /// From, to, both included.
    public record Range(int least, int most) {
        public static final Range ANY = new Range(0, Integer.MAX_VALUE);

        public Range {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(least + " … " + most);
            }
        }
    }

    public Filter {
        if (without.contains(Finding.LEAKAGE) || !PersonalMask.KINDS.containsAll(masked)) {
            throw new IllegalArgumentException(without + " " + masked);
        }
        // In one order, so that one filter is written in one way.
        without = ordered(without);
        masked = ordered(masked);
        departments = java.util.Collections.unmodifiableSet(new TreeSet<>(departments));
        languages = languages.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(languages));
    }

    private static Set<Finding> ordered(Set<Finding> findings) {
        return findings.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(findings));
    }

    /// Whether lint has to look at the set.
    boolean needsFindings() {
        return !without.isEmpty();
    }

    /// The first ground by itself, findings aside.
    @Nullable Ground ground(Conversation conversation) {
        if (!departments.isEmpty() && !departments.contains(conversation.department())) {
            return Ground.DEPARTMENT;
        }
        if (!languages.isEmpty() && !languages.contains(Language.of(conversation.turns()))) {
            return Ground.LANGUAGE;
        }
        int turns = conversation.turns().size();
        if (turns < rounds.least || turns > rounds.most) {
            return turns < rounds.least ? Ground.TOO_FEW_ROUNDS : Ground.TOO_MANY_ROUNDS;
        }
        for (Turn turn : conversation.turns()) {
            int length = turn.answer().codePointCount(0, turn.answer().length());
            if (length < answer.least || length > answer.most) {
                return length < answer.least ? Ground.ANSWER_TOO_SHORT : Ground.ANSWER_TOO_LONG;
            }
        }
        return null;
    }
}
