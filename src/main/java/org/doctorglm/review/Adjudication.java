package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two readings of an answer side by side. Marks of the same kind that overlap most are partners; partners that say the same are agreed, the
/// rest is decided one by one. The result is a reading of its own; the two stay as they are.
public final class Adjudication {
    private Adjudication() {
    }

    /// A mark of one reading, or a pair.
    ///
    /// @param first of the first reading, null when only the second has it
    /// @param second of the second reading, null when only the first has it
    public record Question(@Nullable Annotation first, @Nullable Annotation second) {
        /// Whether both mark the same place as the same thing: nothing is to be decided.
        public boolean agreed() {
            return first != null && second != null && first.span().equals(second.span()) && first.kind() == second.kind() && first.issue() == second.issue()
                    && first.severity() == second.severity() && first.correction().equals(second.correction());
        }

        int place() {
            return Math.min(first == null ? Integer.MAX_VALUE : first.span().start(), second == null ? Integer.MAX_VALUE : second.span().start());
        }

        /// What a decision leaves of it.
        public List<Annotation> decided(Decision decision) {
            return switch (decision) {
                case FIRST -> first == null ? List.of() : List.of(first);
                case SECOND -> second == null ? List.of() : List.of(second);
                case BOTH -> {
                    List<Annotation> both = new ArrayList<>();
                    both.addAll(decided(Decision.FIRST));
                    both.addAll(decided(Decision.SECOND));
                    yield both;
                }
                case NEITHER -> List.of();
            };
        }

        /// One mark for both, with both comments.
        public Annotation merged() {
            Annotation one = java.util.Objects.requireNonNull(first == null ? second : first);
            String other = second == null ? "" : second.comment();
            String comment = one.comment().isBlank() || one.comment().equals(other) ? other.isBlank() ? one.comment() : other
                    : other.isBlank() ? one.comment() : one.comment() + "\n" + other;
            return one.with(one.issue(), one.severity(), one.harm() == null && second != null ? second.harm() : one.harm(), comment, one.correction());
        }
    }

    /// One key each; a mark that is edited is taken as FIRST or SECOND and then changed.
    public enum Decision {
        FIRST, SECOND, BOTH, NEITHER
    }

    /// From left to right.
    public static List<Question> of(Reading first, Reading second) {
        record Pair(Annotation one, Annotation other) {
            int common() {
                return one.span().common(other.span());
            }

            int apart() {
                return Math.abs(one.span().start() - other.span().start()) + Math.abs(one.span().end() - other.span().end());
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (Annotation one : first.marks()) {
            for (Annotation other : second.marks()) {
                if (one.kind() == other.kind() && one.span().overlaps(other.span())) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::apart).thenComparing(pair -> -pair.common()));
        List<Question> questions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (!taken.contains(pair.one.id()) && !taken.contains(pair.other.id())) {
                taken.add(pair.one.id());
                taken.add(pair.other.id());
                questions.add(new Question(pair.one, pair.other));
            }
        }
        first.marks().stream().filter(mark -> !taken.contains(mark.id())).forEach(mark -> questions.add(new Question(mark, null)));
        second.marks().stream().filter(mark -> !taken.contains(mark.id())).forEach(mark -> questions.add(new Question(null, mark)));
        questions.sort(Comparator.comparingInt(Question::place));
        return List.copyOf(questions);
    }

    /// Puts what both agree on into the adjudicator's session, where it can be taken back like every other step.
    public static void takeAgreed(List<Question> questions, ReviewSession session) {
        questions.stream().filter(Question::agreed).forEach(question -> session.take(question.merged()));
    }

    /// @return the marks now in the result, to be edited there
    public static List<Annotation> decide(Question question, Decision decision, ReviewSession session) {
        return question.decided(decision).stream().map(session::take).toList();
    }
}
