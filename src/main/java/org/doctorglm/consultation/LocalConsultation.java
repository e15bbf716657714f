package org.doctorglm.consultation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.GenerationEvent;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.generation.NextToken;
import org.doctorglm.knowledge.Corrections;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.ChatFormat;
import org.doctorglm.prompt.Prompt;
import org.doctorglm.prompt.PromptBudget;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptDesigner.Design;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.prompt.PromptWriter;
import org.doctorglm.safety.RedFlag;
import org.jspecify.annotations.Nullable;

/// [Consultation] on this computer: library, network and database of one home.
public final class LocalConsultation implements Consultation {
    /// Tokens that a prompt must leave for its answer.
    private static final int LEAST_ROOM = 16;
    /// Tokens of an answer as long as the default settings allow, for previews.
    private static final int USUAL_ANSWER = 384;
    /// Characters beyond which no prompt fits into any context; spares the tokenizer.
    private static final int MOST_CHARACTERS = 20_000;

    private final ModelChoice models;
    private final DialogueRepository repository;
    private final PromptDesigner designer;
    private final Generator generator;
    private final AnswerWriter writer;
    private final ReadingSpeed speed;
    private final Safety safety;
    private final Templates templates;
    private final String version;

    /// @param speed what earlier answers have measured
    /// @param safety rules, and which danger signs were taken note of
    /// @param templates of the reference sheet
    /// @param version of the program, for provenance
    public LocalConsultation(ModelChoice models, DialogueRepository repository, PromptDesigner designer, Generator generator,
                             ReadingSpeed speed, Safety safety, Templates templates, String version) {
        this.models = models;
        this.repository = repository;
        this.designer = designer;
        this.generator = generator;
        this.speed = speed;
        this.safety = safety;
        this.templates = templates;
        this.writer = new AnswerWriter(repository, generator, speed);
        this.version = version;
    }

    @Override
    public Answer ask(Ask ask, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        String text = QuestionText.cleaned(ask.question());
        if (QuestionText.blank(text)) {
            throw new ConsultationException(Reason.EMPTY_QUESTION, "");
        }
        return stored(() -> {
            // Everything that can be refused is refused before anything is stored.
            ModelPack pack = models.active();
            requireRoom(text, pack);
            List<PastRound> history = ask.dialogueId() == null ? ask.earlier() : history(ask.dialogueId(), ask.parentAnswerId());
            Design design = design(ask.designer(), text, history);
            String dialogueId = ask.dialogueId() == null ? repository.create(QuestionText.title(text)).id() : ask.dialogueId();
            Question question = new Question(UUID.randomUUID().toString(), dialogueId, ask.parentAnswerId(), text, Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
            repository.add(question);
            events.accept(new ConsultationEvent.Asked(question));
            return answer(question, 1, history, design, ask.settings(), pack, events, cancellation);
        });
    }

    @Override
    public Answer regenerate(String questionId, Designer choice, SamplingSettings settings, Consumer<ConsultationEvent> events,
                             Cancellation cancellation) throws ConsultationException {
        return stored(() -> {
            Question question = question(questionId);
            ModelPack pack = models.active();
            List<PastRound> history = history(question.dialogueId(), question.parentAnswerId());
            Design design = design(choice, question.text(), history);
            return answer(question, nextVersion(question), history, design, settings, pack, events, cancellation);
        });
    }

    @Override
    public Answer continueAnswer(String answerId, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        return stored(() -> {
            Answer old = repository.answer(answerId).orElseThrow(() -> new ConsultationException(Reason.NOT_FOUND, answerId));
            Provenance was = old.provenance();
            ModelPack pack = same(was);
            // With the same seed the same words come again, and then the next ones: a continued answer is an ordinary longer one.
            long most = (long) old.timings().answerTokens() + was.settings().maxTokens();
            SamplingSettings longer = was.settings().withMaxTokens((int) Math.min(Integer.MAX_VALUE, most));
            Provenance provenance = new Provenance(was.model(), was.modelSha256(), was.adapter(), was.precision(), device(pack), threads(pack), longer,
                    was.prompt(), was.promptTokens(), was.droppedRounds(), was.designerState(), was.keywords(), was.evidence(), was.knowledge(), version);
            Question question = question(old.questionId());
            events.accept(new ConsultationEvent.Designed(was.designerState(), was.keywords(), was.evidence(), was.prompt(), 0));
            return begin(question, nextVersion(question), old.text(), provenance, pack, events, cancellation);
        });
    }

    /// The pack that wrote an answer, with the adapter that it had on.
    private ModelPack same(Provenance was) throws ConsultationException {
        ModelPack pack = models.of(was.model(), was.modelSha256());
        if (!Objects.equals(was.adapter(), adapter(pack))) {
            throw new ConsultationException(Reason.OTHER_MODEL, was.model() + " + " + was.adapter());
        }
        return pack;
    }

    /// What is merged into the pack and what is put beside it; null for neither.
    private @Nullable String adapter(ModelPack pack) {
        SideAdapter beside = generator.adapter();
        String merged = pack.manifest().adapter();
        return beside == null ? merged : (merged == null ? "" : merged + " + ") + beside.identity();
    }

    private Answer answer(Question question, int number, List<PastRound> history, Design design, SamplingSettings settings, ModelPack pack,
                          Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        LoadedModel model = load(pack);
        Prompt prompt = prompt(model, question.text(), history, design, settings.maxTokens());
        SamplingSettings drawn = settings.seed() == SamplingSettings.RANDOM_SEED
                ? settings.withSeed(ThreadLocalRandom.current().nextLong(1L << 31)) : settings;
        Provenance provenance = new Provenance(pack.name(), pack.sha256(), adapter(pack), pack.manifest().precision().key(), device(pack), threads(pack),
                drawn, prompt.text(), prompt.tokens() + 2, prompt.droppedRounds(), design.state(), design.keywords(), design.evidence(),
                design.edition(), version);
        events.accept(new ConsultationEvent.Designed(design.state(), design.keywords(), design.evidence(), prompt.text(), design.milliseconds()));
        return begin(question, number, "", provenance, pack, events, cancellation);
    }

    /// @param text of the answer that is continued, empty otherwise
    private Answer begin(Question question, int number, String text, Provenance provenance, ModelPack pack, Consumer<ConsultationEvent> events,
                         Cancellation cancellation) throws ConsultationException {
        Answer begun = new Answer(UUID.randomUUID().toString(), question.id(), number, text, null, provenance, Timings.NONE,
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS), null);
        repository.begin(begun);
        boolean held = generator.nextToken(pack.sha256(), provenance.prompt()) != null;
        double expectedMs = held ? 0 : speed.expectedMs(pack.sha256(), provenance.device(), provenance.promptTokens());
        events.accept(new ConsultationEvent.Begun(begun, provenance.promptTokens(), pack.manifest().config().maxLength(), expectedMs));
        if (provenance.designerState() == DesignerState.ABSTAIN && pack.manifest().traits().requiresEvidence()) {
            // A network that knows nothing by itself is not asked to guess.
            return writer.finish(begun, "", FinishReason.ABSTAINED, Timings.NONE);
        }
        return writer.write(begun, pack, events, cancellation);
    }

    @Override
    public Replay replay(Answer answer, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        Provenance was = answer.provenance();
        FinishReason reason = answer.finishReason();
        if (reason == FinishReason.ABSTAINED || reason == FinishReason.STOPPED && answer.timings().answerTokens() == 0) {
            return new Replay(answer.text(), answer.text().isEmpty());
        }
        ModelPack pack = same(was);
        // A stopped answer ends where it was stopped; of one that was cut off only the beginning is known.
        SamplingSettings settings = reason == FinishReason.STOPPED ? was.settings().withMaxTokens(answer.timings().answerTokens()) : was.settings();
        try {
            Generation again = generator.generate(pack, was.prompt(), settings, event -> {
                if (event instanceof GenerationEvent.Text(String delta, int tokens)) {
                    events.accept(new ConsultationEvent.Text(answer.id(), delta, tokens));
                }
            }, cancellation);
            boolean partial = reason == FinishReason.INTERRUPTED || reason == FinishReason.FAILED || reason == null;
            boolean identical = partial ? again.text().startsWith(answer.text()) : again.text().equals(answer.text());
            return new Replay(again.text(), identical);
        } catch (EngineException e) {
            throw AnswerWriter.translated(e);
        }
    }

    @Override
    public Preview preview(Place place, String question, Corrections corrections) {
        String text = QuestionText.cleaned(question.substring(0, Math.min(question.length(), MOST_CHARACTERS)));
        List<PastRound> history = historyOrNone(place);
        Design design = designer.automatic(text, history, java.util.Set.of(), corrections);
        List<RedFlag> flags = safety.flags(history, text);
        LoadedModel model = generator.loaded();
        if (model == null) {
            return new Preview(design.state(), design.keywords(), design.evidence(), text, 0, 0, 0, 0, design.milliseconds(),
                    design.understood(), flags);
        }
        Prompt prompt = prompt(model, text, history, design, USUAL_ANSWER);
        int tokens = prompt.tokens() + 2;
        return new Preview(design.state(), design.keywords(), design.evidence(), prompt.text(), tokens, model.engine().config().maxLength(),
                prompt.droppedRounds(), speed.expectedMs(model.pack().sha256(), model.engine().device().description(), tokens), design.milliseconds(),
                design.understood(), flags);
    }

    @Override
    public Optional<NextToken> nextToken(Answer answer, boolean read, Cancellation cancellation) throws ConsultationException {
        Provenance was = answer.provenance();
        NextToken kept = generator.nextToken(was.modelSha256(), was.prompt());
        if (kept != null) {
            return Optional.of(kept);
        }
        if (!read || answer.finishReason() == FinishReason.ABSTAINED) {
            return Optional.empty();
        }
        try {
            return Optional.of(generator.read(models.of(was.model(), was.modelSha256()), was.prompt(), cancellation));
        } catch (EngineException e) {
            throw AnswerWriter.translated(e);
        }
    }

    @Override
    public List<String> terms(String beginning, int most) {
        return designer.terms(beginning, most);
    }

    @Override
    public String portable(Answer answer, boolean english) throws ConsultationException {
        return stored(() -> designer.portable(question(answer.questionId()).text(), answer.provenance().evidence(), english));
    }

    @Override
    public PromptTemplate template() {
        return templates.template();
    }

    @Override
    public Optional<String> templateOwner() {
        return templates.owner();
    }

    @Override
    public void keep(PromptTemplate template) {
        if (template.problem() != null) {
            throw new IllegalArgumentException(String.valueOf(template.problem()));
        }
        templates.keep(template);
    }

    @Override
    public Templated templated(PromptTemplate template, Answer answer) throws ConsultationException {
        return stored(() -> {
            String asked = question(answer.questionId()).text();
            CitedEvidence used = answer.provenance().evidence().stream().filter(CitedEvidence::used).findFirst().orElse(null);
            String prompt = used == null ? asked : template.sheet(used, asked, 0);
            LoadedModel model = generator.loaded();
            return new Templated(prompt, model == null ? 0 : model.promptIds(prompt).length);
        });
    }

    @Override
    public Judgement judge(Answer answer) throws ConsultationException {
        return stored(() -> {
            Question question = question(answer.questionId());
            return safety.judge(history(question.dialogueId(), question.parentAnswerId()), question, answer);
        });
    }

    @Override
    public void acknowledge(String answerId) {
        safety.acknowledge(answerId);
    }

    private List<PastRound> historyOrNone(Place place) {
        try {
            return place.dialogueId() == null ? List.of() : history(place.dialogueId(), place.parentAnswerId());
        } catch (ConsultationException | StorageException gone) {
            // What is typed is looked at many times; the sentence comes when it is sent.
            return List.of();
        }
    }

    /// @param wanted tokens of the answer; the prompt leaves room for it, but an answer may not take more than a quarter of the context from the history
    private Prompt prompt(LoadedModel model, String question, List<PastRound> history, Design design, int wanted) {
        var traits = model.pack().manifest().traits();
        int context = model.engine().config().maxLength();
        int room = context - Math.clamp(wanted, LEAST_ROOM, Math.max(LEAST_ROOM, context / 4)) - 2;
        @Nullable CitedEvidence used = design.used();
        int others = model.promptIds(ChatFormat.format(history, question)).length;
        int evidence = speed.evidence(model.pack().sha256(), model.engine().device().description(), others);
        // A network that was trained with one form of the sheet is given that form.
        boolean bound = traits.requiresEvidence();
        return new PromptWriter(model.tokenizer(), bound ? PromptTemplate.STANDARD : templates.template()).write(question, history, used,
                bound ? List.of() : design.alternatives(), new PromptBudget(room, traits.promptTokens(), evidence, traits.itemsPerLine()));
    }

    private Design design(Designer choice, String question, List<PastRound> history) throws ConsultationException {
        return switch (choice) {
            case Designer.Automatic(var excluded, var corrections) -> designer.automatic(question, history, excluded, corrections);
            case Designer.Pinned(String disease) -> designer.pinned(disease, question)
                    .orElseThrow(() -> new ConsultationException(Reason.UNKNOWN_DISEASE, disease));
            case Designer.Off() -> designer.off();
        };
    }

    private void requireRoom(String question, ModelPack pack) throws ConsultationException {
        int limit = pack.manifest().config().maxLength() - LEAST_ROOM - 2;
        if (question.length() > MOST_CHARACTERS) {
            throw new ConsultationException(Reason.QUESTION_TOO_LONG, question.codePointCount(0, question.length()) + "/" + limit);
        }
        // Without the two control ids.
        int tokens = load(pack).promptIds(question).length - 2;
        if (tokens > limit) {
            throw new ConsultationException(Reason.QUESTION_TOO_LONG, tokens + "/" + limit);
        }
    }

    private LoadedModel load(ModelPack pack) throws ConsultationException {
        try {
            return generator.load(pack);
        } catch (EngineException e) {
            throw AnswerWriter.translated(e);
        }
    }

    private String device(ModelPack pack) throws ConsultationException {
        return load(pack).engine().device().description();
    }

    private int threads(ModelPack pack) throws ConsultationException {
        return load(pack).engine().device().threads();
    }

    private Question question(String questionId) throws ConsultationException {
        return repository.question(questionId).orElseThrow(() -> new ConsultationException(Reason.NOT_FOUND, questionId));
    }

    private int nextVersion(Question question) {
        return repository.load(question.dialogueId()).map(tree -> tree.answersTo(question.id()).size()).orElse(0) + 1;
    }

    /// The rounds that lead to `parentAnswerId`, oldest first; rounds without text (abstained) are left out.
    private List<PastRound> history(String dialogueId, @Nullable String parentAnswerId) throws ConsultationException {
        DialogueTree tree = repository.load(dialogueId).orElseThrow(() -> new ConsultationException(Reason.NOT_FOUND, dialogueId));
        List<PastRound> rounds = new ArrayList<>();
        String at = parentAnswerId;
        while (at != null) {
            String id = at;
            Answer answer = tree.answers().stream().filter(a -> a.id().equals(id)).findFirst()
                    .orElseThrow(() -> new ConsultationException(Reason.NOT_FOUND, id));
            Question question = tree.questions().stream().filter(q -> q.id().equals(answer.questionId())).findFirst().orElseThrow();
            if (!answer.text().isBlank()) {
                rounds.addFirst(new PastRound(question.text(), answer.text()));
            }
            at = question.parentAnswerId();
        }
        return rounds;
    }

    private static <T> T stored(StoringWork<T> work) throws ConsultationException {
        try {
            return work.run();
        } catch (StorageException e) {
            throw new ConsultationException(Reason.STORAGE, e.reason().name(), e);
        }
    }

    @FunctionalInterface
    private interface StoringWork<T> {
        T run() throws ConsultationException;
    }
}
