package org.doctorglm.review;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// One person at work on one answer. Each step is stored before the method returns and can be taken back without limit; taking back is a step of its
/// own in the log. One thread.
public final class ReviewSession {
    private final ReviewRepository repository;
    private final ReviewedAnswer answer;
    private final CodePoints points;
    private final Clock clock;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private Reading reading;

    /// Goes on with what this person said before.
    ///
    /// @throws NoSuchElementException when no answer has this id
    public ReviewSession(ReviewRepository repository, String answerId, String reviewer, Reading.Role role, Clock clock) {
        this.repository = repository;
        this.answer = repository.answer(answerId).orElseThrow();
        this.reading = repository.reading(answerId, reviewer, role);
        this.points = new CodePoints(answer.text());
        this.clock = clock;
    }

    public ReviewedAnswer answer() {
        return answer;
    }

    public CodePoints points() {
        return points;
    }

    public Reading reading() {
        return reading;
    }

    /// Sets a mark without details.
    ///
    /// @return the mark, to be given details with [#change]
    /// @throws IllegalArgumentException when the span ends behind the text
    public Annotation mark(Span span, MarkKind kind) {
        require(span);
        Annotation mark = new Annotation(UUID.randomUUID().toString(), answer.id(), answer.textSha256(), span, kind, null, null, null, "", "",
                reading.reviewer(), clock.instant());
        apply(new Edit.Mark(null, mark));
        return mark;
    }

    /// Puts a mark as it is into this reading, under this person's name; for adjudication.
    public Annotation take(Annotation other) {
        require(other.span());
        Annotation mark = other.by(UUID.randomUUID().toString(), reading.reviewer(), clock.instant());
        apply(new Edit.Mark(null, mark));
        return mark;
    }

    /// @throws NoSuchElementException when this reading has no such mark
    public Annotation change(String markId, UnaryOperator<Annotation> change) {
        Annotation before = find(markId);
        Annotation after = change.apply(before);
        require(after.span());
        if (!after.equals(before)) {
            apply(new Edit.Mark(before, after));
        }
        return after;
    }

    /// @throws NoSuchElementException when this reading has no such mark
    public void remove(String markId) {
        apply(new Edit.Mark(find(markId), null));
    }

    /// @param grade 0 takes it away
    public void grade(AnswerGrade.Aspect aspect, int grade) {
        AnswerGrade after = reading.grade().with(aspect, grade);
        if (!after.equals(reading.grade())) {
            apply(new Edit.Grade(reading.grade(), after));
        }
    }

    public void noteMissing(String text) {
        if (!text.equals(reading.missing())) {
            apply(new Edit.Missing(reading.missing(), text));
        }
    }

    public void finish(Duration active) {
        apply(new Edit.State(reading.state(), ReadingState.done(active)));
    }

    public void skip(ReadingState.SkipReason reason, String note, Duration active) {
        apply(new Edit.State(reading.state(), ReadingState.skipped(reason, note, active)));
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    public void undo() {
        Edit edit = done.element();
        store(edit.inverse());
        undone.push(done.pop());
    }

    public void redo() {
        Edit edit = undone.element();
        store(edit);
        done.push(undone.pop());
    }

    private void apply(Edit edit) {
        store(edit);
        done.push(edit);
        undone.clear();
    }

    /// The disk first: what it refuses has not happened.
    private void store(Edit edit) {
        repository.record(List.of(new ReviewChange(answer.id(), answer.textSha256(), reading.reviewer(), reading.role(), clock.instant(), edit)));
        reading = reading.after(edit);
    }

    private Annotation find(String markId) {
        return reading.marks().stream().filter(mark -> mark.id().equals(markId)).findFirst().orElseThrow();
    }

    private void require(Span span) {
        if (!points.holds(span)) {
            throw new IllegalArgumentException(span.end() + " > " + points.count());
        }
    }
}
