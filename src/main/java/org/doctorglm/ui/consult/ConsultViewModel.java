package org.doctorglm.ui.consult;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.Consultation.Replay;
import org.doctorglm.consultation.ConsultationEvent;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.dialogue.Question;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.text.Formats.Age;
import org.jspecify.annotations.Nullable;

/// The consultation on screen. The repository is the truth: after each change the tree is read again and shown.
public final class ConsultViewModel {
    private final Consultation consultation;
    private final DialogueRepository dialogues;
    private final TaskRunner runner;
    private final AnswerRun run;
    private final ComposerViewModel composer;
    private final SamplingViewModel sampling;
    private final HistoryViewModel history;
    private final ReadOnlyObjectWrapper<@Nullable DialogueTree> tree = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable EvidenceShown> evidence = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> focus = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>();
    private final Map<String, Double> searchTimes = new HashMap<>();
    private final Map<String, Set<String>> excluded = new HashMap<>();
    /// Counts the consultations opened, so that a late result does not replace a newer choice.
    private int opened;
    /// Value of [#opened] when the running answer was begun: whether its consultation is still the one on screen.
    private int runOpened;
    /// The consultation that is meant to be on screen; its tree may still be on the way.
    private @Nullable String current;
    /// Numbers of the reads begun and of the last one shown, so that an older read never replaces a newer one.
    private int reads;
    private int lastShown;
    private double lastSearch = -1;

    public ConsultViewModel(Consultation consultation, DialogueRepository dialogues, TaskRunner runner, SamplingViewModel sampling,
                            Function<Instant, Age> ages) {
        this.consultation = consultation;
        this.dialogues = dialogues;
        this.runner = runner;
        this.sampling = sampling;
        this.run = new AnswerRun(runner);
        this.composer = new ComposerViewModel(consultation, runner);
        this.history = new HistoryViewModel(dialogues, runner, ages, this::fail);
        composer.preview().addListener((property, old, now) -> {
            if (rounds().isEmpty() && !run.busy()) {
                evidence.set(now == null ? null : EvidenceShown.of(now));
            }
        });
    }

    public AnswerRun run() {
        return run;
    }

    public ComposerViewModel composer() {
        return composer;
    }

    public SamplingViewModel sampling() {
        return sampling;
    }

    public HistoryViewModel history() {
        return history;
    }

    /// Null for a consultation that has no question yet.
    public ReadOnlyObjectProperty<@Nullable DialogueTree> tree() {
        return tree.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable EvidenceShown> evidence() {
        return evidence.getReadOnlyProperty();
    }

    /// The answer whose evidence is shown.
    public ReadOnlyObjectProperty<@Nullable Answer> focus() {
        return focus.getReadOnlyProperty();
    }

    public ObjectProperty<@Nullable Problem> problem() {
        return problem;
    }

    public List<Round> rounds() {
        DialogueTree now = tree.get();
        return now == null ? List.of() : now.path();
    }

    public @Nullable String dialogueId() {
        DialogueTree now = tree.get();
        return now == null ? null : now.dialogue().id();
    }

    // ---- the consultation

    public void startNew() {
        opened++;
        current = null;
        composer.cancelEdit();
        problem.set(null);
        tree.set(null);
        focus.set(null);
        evidence.set(null);
    }

    public void open(String id) {
        opened++;
        current = id;
        composer.cancelEdit();
        problem.set(null);
        read();
    }

    public void rename(String id, String title) {
        change(() -> dialogues.rename(id, title));
    }

    public void delete(String id) {
        boolean onScreen = id.equals(dialogueId());
        if (onScreen && run.busy()) {
            run.stop();
        }
        if (onScreen) {
            startNew();
        }
        change(() -> dialogues.delete(id));
    }

    /// Puts a version of an answer or a branch of a question on screen.
    public void choose(String parent, String child) {
        String id = dialogueId();
        if (id != null) {
            change(() -> dialogues.choose(id, parent, child));
        }
    }

    /// Shows the evidence of an answer.
    public void focusOn(Answer answer) {
        focus.set(answer);
        evidence.set(EvidenceShown.of(answer, searchTimes.getOrDefault(answer.id(), -1.0)));
    }

    // ---- answers

    /// Sends what is typed: as the next question, or as a branch when a question is being edited.
    public void send() {
        String text = composer.draft().get();
        if (run.busy()) {
            return;
        }
        if (text.isBlank()) {
            problem.set(new Problem(Reason.EMPTY_QUESTION, ""));
            return;
        }
        ComposerViewModel.Edit edit = composer.edit().get();
        String parent = edit == null ? nextParent() : edit.parentAnswerId();
        Ask ask = new Ask(dialogueId(), parent, text, composer.designer(), sampling.settings().get());
        start((events, cancellation) -> consultation.ask(ask, events, cancellation), text);
    }

    public void edit(Question question) {
        composer.beginEdit(new ComposerViewModel.Edit(question.id(), question.parentAnswerId()), question.text());
    }

    public void regenerate(String questionId) {
        regenerate(questionId, composer.designer());
    }

    /// Answers again with the disease that the doctor chose.
    public void swap(String questionId, String diseaseId) {
        regenerate(questionId, new Designer.Pinned(diseaseId));
    }

    /// Answers again without this disease; earlier exclusions for the question stay.
    public void exclude(String questionId, CitedEvidence sheet) {
        Set<String> out = excluded.computeIfAbsent(questionId, key -> new HashSet<>());
        out.add(sheet.diseaseId());
        regenerate(questionId, new Designer.Automatic(Set.copyOf(out)));
    }

    public void withoutReference(String questionId) {
        regenerate(questionId, new Designer.Off());
    }

    public void continueAnswer(Answer answer) {
        start((events, cancellation) -> consultation.continueAnswer(answer.id(), events, cancellation), null);
    }

    private void regenerate(String questionId, Designer designer) {
        var settings = sampling.settings().get();
        start((events, cancellation) -> consultation.regenerate(questionId, designer, settings, events, cancellation), null);
    }

    /// Makes an answer again from its provenance; nothing is stored.
    public void replay(Answer answer, Cancellation cancellation, Consumer<Replay> done, Consumer<Problem> failed) {
        runner.run(() -> consultation.replay(answer, event -> { }, cancellation), done, thrown -> failed.accept(Problem.of(thrown)));
    }

    private @Nullable String nextParent() {
        List<Round> path = rounds();
        if (path.isEmpty()) {
            return null;
        }
        Answer last = path.getLast().answer();
        return last == null ? path.getLast().question().parentAnswerId() : last.id();
    }

    private void start(AnswerRun.Call call, @Nullable String sentText) {
        if (run.busy()) {
            return;
        }
        problem.set(null);
        runOpened = opened;
        lastSearch = -1;
        run.start(call, event -> receive(event, sentText), answer -> {
            searchTimes.putIfAbsent(answer.id(), lastSearch);
            reload();
        }, thrown -> {
            fail(thrown);
            reload();
        });
    }

    /// On the thread of the core, which must not wait for the window: the tree is read elsewhere.
    private void receive(ConsultationEvent event, @Nullable String sentText) {
        switch (event) {
            case ConsultationEvent.Asked asked -> runner.onUi(() -> {
                if (sentText != null) {
                    composer.sent(sentText);
                }
                if (runOpened == opened) {
                    current = asked.question().dialogueId();
                }
                reload();
            });
            case ConsultationEvent.Designed designed -> runner.onUi(() -> {
                lastSearch = designed.milliseconds();
                if (runOpened == opened) {
                    evidence.set(EvidenceShown.of(designed, null));
                }
            });
            case ConsultationEvent.Begun begun -> runner.onUi(() -> {
                searchTimes.put(begun.answer().id(), lastSearch);
                composer.contextLimit().set(begun.budget());
                read();
            });
            case ConsultationEvent.Reading reading -> { }
            case ConsultationEvent.Text text -> { }
        }
    }

    // ---- reading and showing

    private void show(DialogueTree loaded) {
        tree.set(loaded);
        List<Round> path = loaded.path();
        Answer before = focus.get();
        Answer shown = null;
        for (Round round : path) {
            Answer answer = round.answer();
            if (answer != null && (shown == null || run.busy() || before == null || !before.questionId().equals(shown.questionId()))) {
                // While an answer is written the last one counts, otherwise the round that was looked at before.
                shown = answer;
            }
        }
        if (shown != null) {
            focusOn(shown);
        } else if (!run.busy()) {
            focus.set(null);
            evidence.set(null);
        }
    }

    private void change(Runnable write) {
        runner.run(() -> {
            write.run();
            return true;
        }, ok -> reload(), this::fail);
    }

    private void reload() {
        history.refresh();
        read();
    }

    private void read() {
        String id = current;
        if (id == null) {
            return;
        }
        int mine = ++reads;
        int at = opened;
        runner.run(() -> dialogues.load(id), loaded -> {
            if (at == opened && mine > lastShown) {
                lastShown = mine;
                loaded.ifPresentOrElse(this::show, this::startNew);
            }
        }, this::fail);
    }

    private void fail(Throwable thrown) {
        problem.set(Problem.of(Objects.requireNonNull(thrown)));
    }
}
