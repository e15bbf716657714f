package org.doctorglm.ui.review;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade.Aspect;
import org.doctorglm.review.Harm;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingClock;
import org.doctorglm.review.ReadingState.SkipReason;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewSession;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.SelectionUnit;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.doctorglm.review.TextUnits;
import org.jspecify.annotations.Nullable;

/// One reading on screen: the place in the text, the marks, the mark that is being described, the grades. Every place is a code point.
public final class MarkingViewModel {
    private static final String TRIMMED = "，。；！？：、,.;!?:… \t\r\n";

    private final ReviewRepository repository;
    private final Reading.Role role;
    private final Clock clock;
    private final Predicate<String> words;
    private final ReadOnlyObjectWrapper<@Nullable Reading> reading = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(new Place(0, 0, null));
    private final ReadOnlyObjectWrapper<@Nullable Aspect> grading = new ReadOnlyObjectWrapper<>();
    private final Map<String, Duration> spent = new HashMap<>();
    private @Nullable ReviewSession session;
    private @Nullable TextUnits units;
    private ReadingClock time = new ReadingClock(System::nanoTime, Duration.ZERO);
    private int edits;

    /// Where one is in the text.
    ///
    /// @param caret where the next key goes on
    /// @param anchor where the selection began; the caret when there is none
    /// @param target what a key of a kind would mark; null in an empty text
    public record Place(int caret, int anchor, @Nullable Span target) {
        public boolean selected() {
            return caret != anchor;
        }
    }

    MarkingViewModel(ReviewRepository repository, Reading.Role role, Clock clock, Predicate<String> words) {
        this.repository = repository;
        this.role = role;
        this.clock = clock;
        this.words = words;
    }

    /// Begins, or goes on with what was said before.
    void open(ReviewedAnswer answer, String reviewer) {
        shut();
        ReviewSession opened = new ReviewSession(repository, answer.id(), reviewer, role, clock);
        session = opened;
        units = new TextUnits(opened.points(), words);
        Duration before = opened.reading().state().active();
        time = new ReadingClock(System::nanoTime, spent.getOrDefault(answer.id() + "\n" + reviewer, before));
        time.touch();
        edits = 0;
        grading.set(null);
        chosen.set(null);
        go(0, 0);
        reading.set(opened.reading());
    }

    /// Puts the answer aside; what was said of it stays said.
    void shut() {
        ReviewSession now = session;
        if (now != null) {
            time.pause();
            spent.put(now.answer().id() + "\n" + now.reading().reviewer(), time.spent());
        }
        session = null;
        units = null;
        chosen.set(null);
        reading.set(null);
    }

    public Optional<ReviewSession> session() {
        return Optional.ofNullable(session);
    }

    /// Null when no answer is open.
    public ReadOnlyObjectProperty<@Nullable Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Place> place() {
        return place.getReadOnlyProperty();
    }

    /// The aspect that the next digit grades, null when digits mark.
    public ReadOnlyObjectProperty<@Nullable Aspect> grading() {
        return grading.getReadOnlyProperty();
    }

    /// Id of the mark that is described at the right, null for none.
    public ReadOnlyObjectProperty<@Nullable String> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public Optional<Annotation> chosenMark() {
        Reading now = reading.get();
        String id = chosen.get();
        return now == null || id == null ? Optional.empty() : now.marks().stream().filter(mark -> mark.id().equals(id)).findFirst();
    }

    /// A sign of life.
    public void touch() {
        time.touch();
    }

    Duration spent() {
        return time.spent();
    }

    /// Steps of this session that count, for those who keep a history of their own above it.
    int edits() {
        return edits;
    }

    /// @param extend whether what lies between becomes the selection
    public void move(boolean forward, SelectionUnit unit, boolean extend) {
        TextUnits all = units;
        if (all == null) {
            return;
        }
        Place now = place.get();
        int from = now.caret();
        if (!now.selected() && extend && now.target() != null && unit != SelectionUnit.CHARACTER && unit != SelectionUnit.WORD) {
            // What was to be marked is taken along.
            Span target = now.target();
            go(forward ? all.next(Math.max(from, target.end() - 1), unit) : all.previous(target.start(), unit), forward ? target.start() : target.end());
            return;
        }
        int to = forward ? all.next(from, unit) : all.previous(from, unit);
        go(to, extend ? now.anchor() : to);
    }

    public void toEdge(boolean end, boolean extend) {
        if (session != null) {
            int to = end ? session.points().count() : 0;
            go(to, extend ? place.get().anchor() : to);
        }
    }

    /// Sets caret and selection; places inside a character are widened.
    public void go(int caret, int anchor) {
        place.set(new Place(caret, anchor, target(caret, anchor)));
    }

    private @Nullable Span target(int caret, int anchor) {
        TextUnits all = units;
        ReviewSession now = session;
        if (all == null || now == null || now.points().count() == 0) {
            return null;
        }
        if (caret != anchor) {
            return all.whole(new Span(Math.min(caret, anchor), Math.max(caret, anchor)));
        }
        Span clause = all.around(Math.min(caret, now.points().count() - 1), SelectionUnit.CLAUSE);
        int start = clause.start();
        int end = clause.end();
        while (end - 1 > start && TRIMMED.indexOf(now.points().at(end - 1)) >= 0) {
            end--;
        }
        while (start < end - 1 && TRIMMED.indexOf(now.points().at(start)) >= 0) {
            start++;
        }
        return new Span(start, end);
    }

    /// Marks the selection, or the clause that the caret is in. The caret stays, so that a second key sets a second mark over the first.
    public void mark(MarkKind kind) {
        Span span = place.get().target();
        if (session == null || span == null) {
            return;
        }
        Reading before = session.reading();
        Optional<Annotation> same = before.marks().stream().filter(mark -> mark.span().equals(span) && mark.kind() == kind).findFirst();
        if (same.isPresent()) {
            choose(same.get().id());
            return;
        }
        Annotation made = session.mark(span, kind);
        edited();
        choose(made.id());
    }

    public void choose(@Nullable String markId) {
        chosen.set(markId);
    }

    /// The next mark in the text, or the one before it.
    public void chooseNext(boolean forward) {
        Reading now = reading.get();
        if (now == null || now.marks().isEmpty()) {
            return;
        }
        List<String> ids = now.marks().stream().map(Annotation::id).toList();
        int at = ids.indexOf(chosen.get());
        int wanted = at < 0 ? forward ? 0 : ids.size() - 1 : Math.floorMod(at + (forward ? 1 : -1), ids.size());
        choose(ids.get(wanted));
        Span span = now.marks().get(wanted).span();
        go(span.start(), span.start());
    }

    /// The mark at a place, the shortest first, for the mouse.
    public void chooseAt(int codePoint) {
        Reading now = reading.get();
        if (now != null) {
            now.marks().stream().filter(mark -> mark.span().start() <= codePoint && codePoint < mark.span().end())
                    .min(java.util.Comparator.comparingInt(mark -> mark.span().length())).ifPresent(mark -> choose(mark.id()));
        }
    }

    public void kind(MarkKind kind) {
        change(mark -> mark.withKind(kind));
    }

    /// The same key takes it away again, as for the next two.
    public void issue(MarkIssue issue) {
        change(mark -> mark.with(mark.issue() == issue ? null : issue, mark.severity(), mark.harm(), mark.comment(), mark.correction()));
    }

    public void severity(Severity severity) {
        change(mark -> mark.with(mark.issue(), mark.severity() == severity ? null : severity, mark.harm(), mark.comment(), mark.correction()));
    }

    public void harm(Harm harm) {
        change(mark -> mark.with(mark.issue(), mark.severity(), mark.harm() == harm ? null : harm, mark.comment(), mark.correction()));
    }

    /// Words of the form, for the mark they were written for; one that is gone meanwhile takes none.
    public void describe(String markId, String comment, String correction) {
        Reading now = reading.get();
        if (now != null && now.marks().stream().anyMatch(mark -> mark.id().equals(markId))) {
            change(markId, mark -> mark.with(mark.issue(), mark.severity(), mark.harm(), comment.strip(), correction.strip()));
        }
    }

    /// The chosen mark is given the place that is selected.
    public void respan() {
        Span span = place.get().target();
        if (span != null) {
            change(mark -> mark.withSpan(span));
        }
    }

    private void change(UnaryOperator<Annotation> change) {
        chosenMark().ifPresent(mark -> change(mark.id(), change));
    }

    private void change(String markId, UnaryOperator<Annotation> change) {
        ReviewSession now = session;
        if (now != null) {
            Reading before = now.reading();
            now.change(markId, change);
            if (!before.equals(now.reading())) {
                edited();
            }
        }
    }

    public void remove() {
        Optional<Annotation> mark = chosenMark();
        if (mark.isPresent() && session != null) {
            session.remove(mark.get().id());
            choose(null);
            edited();
        }
    }

    /// From now on digits grade, one aspect after the other.
    public void beginGrades() {
        if (session != null) {
            grading.set(Aspect.CORRECT);
        }
    }

    public void endGrades() {
        grading.set(null);
    }

    /// Grades the aspect whose turn it is.
    ///
    /// @param grade 0 leaves it ungraded
    public void gradeNext(int grade) {
        Aspect now = grading.get();
        if (now != null) {
            grade(now, grade);
            grading.set(now.ordinal() + 1 < Aspect.values().length ? Aspect.values()[now.ordinal() + 1] : null);
        }
    }

    public void grade(Aspect aspect, int grade) {
        if (session != null && session.reading().grade().of(aspect) != grade) {
            session.grade(aspect, grade);
            edited();
        }
    }

    public void missing(String text) {
        if (session != null && !session.reading().missing().equals(text.strip())) {
            session.noteMissing(text.strip());
            edited();
        }
    }

    public boolean canUndo() {
        return session != null && session.canUndo();
    }

    public boolean canRedo() {
        return session != null && session.canRedo();
    }

    public void undo() {
        if (canUndo()) {
            Reading before = Objects.requireNonNull(session).reading();
            session.undo();
            edits--;
            follow(before);
        }
    }

    public void redo() {
        if (canRedo()) {
            Reading before = Objects.requireNonNull(session).reading();
            session.redo();
            edits++;
            follow(before);
        }
    }

    /// Looks at the mark that came back or changed.
    private void follow(Reading before) {
        Reading after = Objects.requireNonNull(session).reading();
        after.marks().stream().filter(mark -> !before.marks().contains(mark)).findFirst().ifPresentOrElse(mark -> choose(mark.id()), () -> {
            if (after.marks().stream().noneMatch(mark -> mark.id().equals(chosen.get()))) {
                choose(null);
            }
        });
        reading.set(after);
    }

    /// Puts others' marks into this reading, for adjudication.
    void take(List<Annotation> marks) {
        ReviewSession now = session;
        if (now != null) {
            marks.forEach(mark -> {
                Annotation taken = now.take(mark);
                edited();
                choose(taken.id());
            });
        }
    }

    void finish() {
        if (session != null) {
            time.pause();
            session.finish(time.spent());
            edited();
        }
    }

    void skip(SkipReason reason, String note) {
        if (session != null) {
            time.pause();
            session.skip(reason, note, time.spent());
            edited();
        }
    }

    private void edited() {
        edits++;
        time.touch();
        reading.set(Objects.requireNonNull(session).reading());
    }
}
