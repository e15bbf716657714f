package org.doctorglm.ui.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.review.Adjudication;
import org.doctorglm.review.Adjudication.Decision;
import org.doctorglm.review.Adjudication.Question;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade.Aspect;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.ui.review.ReviewMirror.Snapshot;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Answers that two have read: what both say is taken, the rest is decided one by one with one key each. The result is a reading of its own.
public final class AdjudicationViewModel {
    private final ReviewMirror mirror;
    private final TaskRunner runner;
    private final MarkingViewModel result;
    private final ObservableList<Case> cases = FXCollections.observableArrayList();
    private final ObservableList<Asked> questions = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Case> open = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper(-1);
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private String reviewer = "";
    private int looks;

    /// An answer with its first two finished readings.
    ///
    /// @param open questions that are to be decided
    public record Case(ReviewedAnswer answer, Reading first, Reading second, int open, boolean settled) {
    }

    /// A question with what was decided; null when nothing was yet.
    public record Asked(Question question, @Nullable Decision decision) {
    }

    /// @param before edits of the result before it
    private record Step(int question, Decision decision, int before) {
    }

    AdjudicationViewModel(ReviewMirror mirror, TaskRunner runner, MarkingViewModel result) {
        this.mirror = mirror;
        this.runner = runner;
        this.result = result;
    }

    /// The reading that comes out of it.
    public MarkingViewModel result() {
        return result;
    }

    /// Those with most to decide first; settled ones last.
    public ObservableList<Case> cases() {
        return cases;
    }

    /// Of the open case, from left to right.
    public ObservableList<Asked> questions() {
        return questions;
    }

    public ReadOnlyObjectProperty<@Nullable Case> open() {
        return open.getReadOnlyProperty();
    }

    /// Which question is to be decided now; -1 when none is left.
    public ReadOnlyIntegerProperty at() {
        return at.getReadOnlyProperty();
    }

    public int unsettled() {
        return (int) cases.stream().filter(one -> !one.settled()).count();
    }

    void reviewer(String name) {
        if (!name.equals(reviewer)) {
            reviewer = name;
            close();
            look();
        }
    }

    /// Finds the answers that two have read; in the background.
    void look() {
        Snapshot now = mirror.snapshot();
        String who = reviewer;
        int look = ++looks;
        runner.run(() -> find(now, who), found -> {
            if (look == looks && !found.equals(cases)) {
                cases.setAll(found);
            }
        }, thrown -> { });
    }

    private static List<Case> find(Snapshot all, String who) {
        java.util.Map<String, List<Reading>> byAnswer = new java.util.HashMap<>();
        java.util.Set<String> settled = new java.util.HashSet<>();
        for (Reading reading : all.readings()) {
            if (reading.done() && reading.role() == Reading.Role.READER) {
                byAnswer.computeIfAbsent(reading.answerId(), id -> new ArrayList<>()).add(reading);
            } else if (reading.done()) {
                settled.add(reading.answerId());
            }
        }
        List<Case> found = new ArrayList<>();
        for (ReviewedAnswer answer : all.answers()) {
            List<Reading> both = byAnswer.getOrDefault(answer.id(), List.of()).stream().sorted(Comparator.comparing(Reading::reviewer)).toList();
            if (both.size() > 1) {
                long apart = Adjudication.of(both.get(0), both.get(1)).stream().filter(question -> !question.agreed()).count();
                found.add(new Case(answer, both.get(0), both.get(1), (int) apart, settled.contains(answer.id())));
            }
        }
        found.sort(Comparator.comparing(Case::settled).thenComparing(one -> -one.open()));
        return found;
    }

    /// Opens a case; what both say is taken at once.
    public void open(Case wanted) {
        close();
        if (reviewer.isEmpty()) {
            return;
        }
        result.open(wanted.answer(), reviewer);
        done.clear();
        undone.clear();
        List<Question> all = Adjudication.of(wanted.first(), wanted.second());
        Reading said = result.reading().get();
        boolean fresh = said != null && !said.done() && said.marks().isEmpty();
        questions.setAll(all.stream().map(question -> new Asked(question, said == null ? null : decided(question, said))).toList());
        open.set(wanted);
        if (fresh) {
            result.take(all.stream().filter(Question::agreed).map(Question::merged).toList());
            takeGrades(wanted);
        }
        result.choose(null);
        next();
    }

    /// Grades that both gave alike, and what either misses.
    private void takeGrades(Case wanted) {
        for (Aspect aspect : Aspect.values()) {
            int grade = wanted.first().grade().of(aspect);
            if (grade > 0 && grade == wanted.second().grade().of(aspect)) {
                result.grade(aspect, grade);
            }
        }
        String one = wanted.first().missing();
        String other = wanted.second().missing();
        result.missing(one.isBlank() || one.equals(other) ? other : other.isBlank() ? one : one + "\n" + other);
    }

    /// What an earlier session decided, as far as the marks tell; that neither was taken leaves no trace.
    private static @Nullable Decision decided(Question question, Reading said) {
        boolean first = question.first() != null && holds(said, question.first());
        boolean second = question.second() != null && holds(said, question.second());
        return question.agreed() ? null : first && second ? Decision.BOTH : first ? Decision.FIRST : second ? Decision.SECOND : said.done() ? Decision.NEITHER : null;
    }

    private static boolean holds(Reading said, Annotation mark) {
        return said.marks().stream().anyMatch(one -> one.span().equals(mark.span()) && one.kind() == mark.kind());
    }

    public void close() {
        result.shut();
        questions.clear();
        at.set(-1);
        open.set(null);
    }

    /// Decides the question whose turn it is. Nothing happens where there is no such mark.
    ///
    /// @return whether it was decided
    public boolean decide(Decision decision) {
        int now = at.get();
        if (now < 0 || decision == Decision.FIRST && questions.get(now).question().first() == null
                || decision == Decision.SECOND && questions.get(now).question().second() == null) {
            return false;
        }
        undone.clear();
        take(now, decision);
        return true;
    }

    private void take(int question, Decision decision) {
        done.push(new Step(question, decision, result.edits()));
        Asked asked = questions.get(question);
        questions.set(question, new Asked(asked.question(), decision));
        result.take(asked.question().decided(decision));
        next();
    }

    /// Takes the first mark, or the second where there is no first, to be changed in the form.
    ///
    /// @return whether there is something to change
    public boolean edit() {
        int now = at.get();
        if (now < 0) {
            return result.chosenMark().isPresent();
        }
        return decide(questions.get(now).question().first() == null ? Decision.SECOND : Decision.FIRST);
    }

    /// Back to a question that was decided: what was taken for it goes.
    public void undo() {
        Step last = done.peek();
        if (last == null || result.edits() > last.before() + questions.get(last.question()).question().decided(last.decision()).size()) {
            if (result.canUndo()) {
                result.undo();
            }
            return;
        }
        while (result.edits() > last.before() && result.canUndo()) {
            result.undo();
        }
        undone.push(done.pop());
        questions.set(last.question(), new Asked(questions.get(last.question()).question(), null));
        at.set(last.question());
    }

    public void redo() {
        Step step = undone.peek();
        if (step == null) {
            result.redo();
        } else {
            undone.pop();
            take(step.question(), step.decision());
        }
    }

    private void next() {
        for (int i = 0; i < questions.size(); i++) {
            if (questions.get(i).decision() == null && !questions.get(i).question().agreed()) {
                at.set(i);
                return;
            }
        }
        at.set(-1);
    }

    /// Looks at a question again.
    public void look(int question) {
        if (questions.get(question).decision() == null && !questions.get(question).question().agreed()) {
            at.set(question);
        }
    }

    /// Stores the result as done and opens the next case.
    ///
    /// @return false while something is undecided
    public boolean finish() {
        Case now = open.get();
        if (now == null || at.get() >= 0) {
            return false;
        }
        result.finish();
        int index = indexOf(now);
        close();
        look();
        cases.stream().skip(index + 1L).filter(one -> !one.settled()).findFirst()
                .or(() -> cases.stream().filter(one -> !one.settled() && !one.answer().id().equals(now.answer().id())).findFirst()).ifPresent(this::open);
        return true;
    }

    private int indexOf(Case wanted) {
        for (int i = 0; i < cases.size(); i++) {
            if (cases.get(i).answer().id().equals(wanted.answer().id())) {
                return i;
            }
        }
        return -1;
    }
}
