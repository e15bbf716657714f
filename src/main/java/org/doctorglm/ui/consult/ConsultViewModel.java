package org.doctorglm.ui.consult;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
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
import org.doctorglm.prompt.PromptTemplate;
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
    private final TreeOnScreen tree;
    private final EvidenceFocus evidence = new EvidenceFocus();
    private final NextTokenViewModel nextToken;
    private final Judgements judgements;
    private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper busyElsewhere = new ReadOnlyBooleanWrapper();
    private final Map<String, Set<String>> excluded = new HashMap<>();
    /// The consultation of the running answer; null while it has none yet.
    private @Nullable String runDialogue;
    /// Value of [TreeOnScreen#openings] when the running answer was begun.
    private int runOpening;

    public ConsultViewModel(Consultation consultation, DialogueRepository dialogues, TaskRunner runner, SamplingViewModel sampling,
                            Function<Instant, Age> ages) {
        this.consultation = consultation;
        this.dialogues = dialogues;
        this.runner = runner;
        this.sampling = sampling;
        this.run = new AnswerRun(runner);
        this.composer = new ComposerViewModel(consultation, runner, this::place);
        this.history = new HistoryViewModel(dialogues, runner, ages, this::fail);
        this.tree = new TreeOnScreen(dialogues, runner, now -> evidence.follow(now.path(), run.busy()), this::startNew, this::fail);
        composer.preview().addListener((property, old, now) -> {
            if (rounds().isEmpty() && !run.busy()) {
                evidence.show(now == null ? null : EvidenceShown.of(now));
            }
        });
        judgements = new Judgements(consultation, runner);
        nextToken = new NextTokenViewModel(consultation, runner, run, evidence.answer(), sampling.settings());
        run.phase().addListener((property, old, now) -> locateRun());
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

    public NextTokenViewModel nextToken() {
        return nextToken;
    }

    public Judgements judgements() {
        return judgements;
    }

    public HistoryViewModel history() {
        return history;
    }

    /// Null for a consultation that has no question yet.
    public ReadOnlyObjectProperty<@Nullable DialogueTree> tree() {
        return tree.tree();
    }

    public ReadOnlyObjectProperty<@Nullable EvidenceShown> evidence() {
        return evidence.shown();
    }

    /// The answer whose evidence is shown.
    public ReadOnlyObjectProperty<@Nullable Answer> focus() {
        return evidence.answer();
    }

    public ObjectProperty<@Nullable Problem> problem() {
        return problem;
    }

    /// Whether an answer is being written in a consultation that is not on screen; there is one network, so nothing can be sent meanwhile.
    public ReadOnlyBooleanProperty busyElsewhere() {
        return busyElsewhere.getReadOnlyProperty();
    }

    /// Opens the consultation whose answer is being written.
    public void openRunning() {
        if (run.busy() && runDialogue != null) {
            open(runDialogue);
        }
    }

    public List<Round> rounds() {
        DialogueTree now = tree.tree().get();
        return now == null ? List.of() : now.path();
    }

    public @Nullable String dialogueId() {
        DialogueTree now = tree.tree().get();
        return now == null ? null : now.dialogue().id();
    }

    // ---- the consultation

    public void startNew() {
        composer.cancelEdit();
        problem.set(null);
        tree.openNew();
        evidence.clear();
        locateRun();
    }

    public void open(String id) {
        composer.cancelEdit();
        problem.set(null);
        tree.open(id);
        locateRun();
    }

    public void rename(String id, String title) {
        change(() -> dialogues.rename(id, title));
    }

    public void delete(String id) {
        if (id.equals(runDialogue)) {
            run.stop();
        }
        if (id.equals(dialogueId())) {
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
        evidence.show(answer);
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

    /// Makes several versions in one go, beside those that there are. With a fixed seed they take the seeds behind it, or they would say the same again.
    public void regenerate(String questionId, int versions) {
        var chosen = sampling.settings().get();
        DialogueTree now = tree.tree().get();
        int before = now == null ? 0 : now.answersTo(questionId).size();
        var settings = sampling.seedFixed() ? chosen.withSeed(chosen.seed() + before) : chosen;
        Designer designer = composer.designer();
        start((events, cancellation) -> consultation.regenerate(versions, questionId, designer, settings, events, cancellation).getLast(), null);
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

    /// The evidence of an answer as a prompt for another model, handed over on the JavaFX thread.
    public void portable(Answer answer, boolean english, Consumer<String> done) {
        runner.run(() -> consultation.portable(answer, english), done, this::fail);
    }

    /// The template of the reference sheet.
    public PromptTemplate template() {
        return consultation.template();
    }

    /// Name of the department profile whose template it is; empty where it is this computer's own.
    public Optional<String> templateOwner() {
        return consultation.templateOwner();
    }

    /// Uses a template from the next question on.
    public void keep(PromptTemplate template) {
        change(() -> consultation.keep(template));
    }

    /// What an answer's prompt would be with a template.
    public void templated(PromptTemplate template, Answer answer, Consumer<Consultation.Templated> done) {
        runner.run(() -> consultation.templated(template, answer), done, this::fail);
    }

    /// Makes an answer again from its provenance; nothing is stored.
    public void replay(Answer answer, Cancellation cancellation, Consumer<Replay> done, Consumer<Problem> failed) {
        runner.run(() -> consultation.replay(answer, event -> { }, cancellation), done, thrown -> failed.accept(Problem.of(thrown)));
    }

    private Consultation.Place place() {
        ComposerViewModel.Edit edit = composer.edit().get();
        return new Consultation.Place(dialogueId(), edit == null ? nextParent() : edit.parentAnswerId());
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
        runOpening = tree.openings();
        runDialogue = tree.id();
        evidence.beginSearch();
        run.start(call, event -> receive(event, sentText), answer -> {
            evidence.searchedFor(answer);
            reload();
        }, thrown -> {
            fail(thrown);
            reload();
        });
    }

    /// On the thread of the core, which must not wait for the window: the tree is read elsewhere.
    private void receive(ConsultationEvent event, @Nullable String sentText) {
        switch (event) {
            case ConsultationEvent.Asked asked -> runner.onUi(() -> asked(asked.question(), sentText));
            case ConsultationEvent.Designed designed -> runner.onUi(() -> {
                evidence.found(designed);
                if (!busyElsewhere.get()) {
                    evidence.show(EvidenceShown.of(designed, null));
                }
            });
            case ConsultationEvent.Begun begun -> runner.onUi(() -> {
                evidence.searchedFor(begun.answer());
                composer.contextLimit().set(begun.budget());
                tree.read();
            });
            case ConsultationEvent.Reading reading -> { }
            case ConsultationEvent.Text text -> { }
        }
    }

    private void asked(Question question, @Nullable String sentText) {
        if (sentText != null) {
            composer.sent(sentText);
        }
        runDialogue = question.dialogueId();
        if (runOpening == tree.openings()) {
            tree.named(question.dialogueId());
        }
        locateRun();
        reload();
    }

    private void locateRun() {
        boolean here = runDialogue == null ? runOpening == tree.openings() : runDialogue.equals(tree.id());
        busyElsewhere.set(run.busy() && !here);
    }

    private void change(Runnable write) {
        runner.run(() -> {
            write.run();
            return true;
        }, ok -> reload(), this::fail);
    }

    private void reload() {
        history.refresh();
        tree.read();
    }

    private void fail(Throwable thrown) {
        problem.set(Problem.of(Objects.requireNonNull(thrown)));
    }
}
