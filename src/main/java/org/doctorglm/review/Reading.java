package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one person says about one answer.
///
/// @param marks in the order of their places
/// @param missing what the answer should have said, empty for nothing
public record Reading(String answerId, String textSha256, String reviewer, Role role, List<Annotation> marks, AnswerGrade grade, String missing,
                      ReadingState state) {
    private static final Comparator<Annotation> PLACES = Comparator.comparing(Annotation::span).thenComparing(Annotation::kind).thenComparing(Annotation::id);

    /// Whether it is a reading of its own or the result of comparing others'.
    public enum Role {
        READER, ADJUDICATOR
    }

    public Reading {
        marks = marks.size() < 2 ? List.copyOf(marks) : marks.stream().sorted(PLACES).toList();
    }

    /// Nothing said yet.
    public static Reading begin(ReviewedAnswer answer, String reviewer, Role role) {
        return new Reading(answer.id(), answer.textSha256(), reviewer, role, List.of(), AnswerGrade.NONE, "", ReadingState.OPEN);
    }

    public boolean done() {
        return state.progress() == ReadingState.Progress.DONE;
    }

    public List<Annotation> marks(MarkKind kind) {
        return marks.stream().filter(mark -> mark.kind() == kind).toList();
    }

    /// As it is after an edit.
    public Reading after(Edit edit) {
        return switch (edit) {
            case Edit.Mark(var before, var after) -> new Reading(answerId, textSha256, reviewer, role, replaced(before, after), grade, missing, state);
            case Edit.Grade(var before, var after) -> new Reading(answerId, textSha256, reviewer, role, marks, after, missing, state);
            case Edit.Missing(var before, var after) -> new Reading(answerId, textSha256, reviewer, role, marks, grade, after, state);
            case Edit.State(var before, var after) -> new Reading(answerId, textSha256, reviewer, role, marks, grade, missing, after);
        };
    }

    private List<Annotation> replaced(@Nullable Annotation before, @Nullable Annotation after) {
        List<Annotation> changed = new ArrayList<>(marks);
        if (before != null) {
            changed.removeIf(mark -> mark.id().equals(before.id()));
        }
        if (after != null) {
            changed.add(after);
        }
        return changed;
    }
}
