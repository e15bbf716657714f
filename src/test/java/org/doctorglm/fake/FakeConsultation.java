package org.doctorglm.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.ConsultationEvent;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.consultation.Preview;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.generation.NextToken;
import org.doctorglm.knowledge.Corrections;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.Patient;
import org.doctorglm.knowledge.PatientFact;
import org.doctorglm.knowledge.TermKind;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.knowledge.Understanding;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.safety.AnswerCheck;
import org.doctorglm.safety.AnswerMarks;
import org.jspecify.annotations.Nullable;

/// Answers from a list, two characters a token, on the calling thread. A gate can hold it between tokens.
public final class FakeConsultation implements Consultation {
    private static final int PROMPT = 318;
    private static final int BUDGET = 2048;
    private static final int TITLE = 16;

    private final MemoryDialogues dialogues;
    private final Clock clock;
    private volatile @Nullable Semaphore gate;
    private volatile @Nullable Reason failure;
    private volatile boolean replayDiffers;
    private volatile @Nullable String text;
    private volatile int droppedRounds;
    private volatile double expectedMs;
    private volatile int read = PROMPT;
    private volatile PromptTemplate template = PromptTemplate.STANDARD;
    private final Set<String> acknowledged = java.util.concurrent.ConcurrentHashMap.newKeySet();

    public FakeConsultation(MemoryDialogues dialogues, Clock clock) {
        this.dialogues = dialogues;
        this.clock = clock;
    }

    /// From now on an answer stops after each token until [#let(int)].
    public void hold() {
        gate = new Semaphore(0);
    }

    public void let(int tokens) {
        Semaphore now = gate;
        if (now != null) {
            now.release(tokens);
        }
    }

    public void failWith(@Nullable Reason reason) {
        failure = reason;
    }

    public void replayDiffers(boolean differs) {
        replayDiffers = differs;
    }

    /// From now on the context has no room for the first rounds.
    public void drop(int rounds) {
        droppedRounds = rounds;
    }

    /// From now on the prompt takes this long to read, and an answer that is held has come this far.
    public void readSlowly(double milliseconds, double share) {
        expectedMs = milliseconds;
        read = (int) (share * PROMPT);
    }

    /// The text of all answers to come, null for those of [Samples].
    public void answerWith(@Nullable String words) {
        text = words;
    }

    @Override
    public Answer ask(Ask ask, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        if (ask.question().isBlank()) {
            throw new ConsultationException(Reason.EMPTY_QUESTION, "");
        }
        fail();
        String id = ask.dialogueId();
        if (id == null) {
            Dialogue created = dialogues.create(ask.question().substring(0, Math.min(TITLE, ask.question().length())));
            id = created.id();
        }
        Question question = new Question(dialogues.newId("q"), id, ask.parentAnswerId(), ask.question(), clock.instant());
        dialogues.add(question);
        events.accept(new ConsultationEvent.Asked(question));
        return answer(question, ask.designer(), ask.settings(), "", events, cancellation);
    }

    @Override
    public Answer regenerate(String questionId, Designer designer, SamplingSettings settings, Consumer<ConsultationEvent> events,
                             Cancellation cancellation) throws ConsultationException {
        fail();
        return answer(dialogues.question(questionId).orElseThrow(), designer, settings, "", events, cancellation);
    }

    @Override
    public Answer continueAnswer(String answerId, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        fail();
        Answer old = dialogues.answer(answerId).orElseThrow();
        String disease = old.provenance().evidence().stream().filter(CitedEvidence::used).map(CitedEvidence::diseaseId).findFirst().orElse("");
        return answer(dialogues.question(old.questionId()).orElseThrow(), disease.isEmpty() ? new Designer.Off() : new Designer.Pinned(disease),
                old.provenance().settings(), old.text(), events, cancellation);
    }

    @Override
    public Replay replay(Answer answer, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        fail();
        return new Replay(answer.text(), !replayDiffers);
    }

    @Override
    public Preview preview(Place place, String question, Corrections corrections) {
        Designed d = design(question, new Designer.Automatic(Set.of(), corrections));
        List<Keyword> words = Stream.concat(d.keywords.stream(), corrections.added().stream())
                .filter(word -> !corrections.struck().contains(word.replaceFirst("^-", ""))).map(word -> word.startsWith("-") ? new Keyword(word.substring(1), word.substring(1), TermKind.SYMPTOM, 0, 1, true)
                : new Keyword(word, word, TermKind.SYMPTOM, 0, 1, false)).toList();
        Patient patient = Patient.of(question);
        for (var fact : corrections.facts()) {
            patient = fact == PatientFact.AGE ? new Patient(patient.person(), null, null, patient.sex(), false, false, patient.days(), false) : patient;
        }
        return new Preview(d.state, d.keywords, d.evidence, d.prompt, 120 + question.length(), BUDGET, droppedRounds, expectedMs, 11.6,
                new Understanding(question, words, patient), Rules.CHECK.flags(question));
    }

    @Override
    public List<String> terms(String beginning, int most) {
        return List.of("发热", "高热", "皮疹").stream().filter(term -> term.startsWith(beginning)).limit(most).toList();
    }

    /// By the rules that come with the program.
    @Override
    public Judgement judge(Answer answer) {
        String asked = dialogues.question(answer.questionId()).map(Question::text).orElse("");
        AnswerMarks marks = Rules.CHECK.check(asked, answer.text(), answer.provenance().designerState(), answer.provenance().evidence());
        return new Judgement(marks, Rules.CHECK.flags(asked), acknowledged.contains(answer.id()));
    }

    /// Opened when the first answer is judged.
    private static final class Rules {
        private static final AnswerCheck CHECK = open();

        private static AnswerCheck open() {
            try {
                Path knowledge = Path.of("knowledge");
                return AnswerCheck.of(knowledge, new DiseaseLibrary(knowledge, knowledge.resolve("none"), TextIndex.NONE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String portable(Answer answer, boolean english) {
        return (english ? "Question: " : "问题：") + answer.questionId();
    }

    @Override
    public PromptTemplate template() {
        return template;
    }

    @Override
    public void keep(PromptTemplate wanted) {
        template = wanted;
    }

    @Override
    public Templated templated(PromptTemplate wanted, Answer answer) {
        return new Templated(answer.provenance().evidence().stream().findFirst().map(sheet -> wanted.sheet(sheet, "问题", 0)).orElse("问题"), 88);
    }

    @Override
    public void acknowledge(String answerId) {
        acknowledged.add(answerId);
    }

    private boolean promptKept = true;

    /// Whether the prompts of all answers are in memory.
    public void keepPrompts(boolean kept) {
        promptKept = kept;
    }

    @Override
    public Optional<NextToken> nextToken(Answer answer, boolean read, Cancellation cancellation) throws ConsultationException {
        fail();
        promptKept |= read;
        String[] words = {"发热", "您好", "根据", "患者", "结合", "首先", "建议", "\n", "", "咽痛"};
        double[] before = {0.31, 0.22, 0.13, 0.09, 0.06, 0.05, 0.03, 0.02, 0.01, 0.01};
        return !promptKept ? Optional.empty() : Optional.of((settings, count) -> {
            double[] after = new double[words.length];
            double sum = 0;
            for (int i = 0; i < words.length; i++) {
                after[i] = settings.greedy() || settings.topK() > 0 && i >= settings.topK() ? 0 : Math.pow(before[i], 1 / settings.temperature());
                sum += after[i];
            }
            List<NextToken.Likely> all = new ArrayList<>();
            for (int i = 0; i < Math.min(count, words.length); i++) {
                all.add(new NextToken.Likely(words[i], before[i], settings.greedy() ? i == 0 ? 1 : 0 : after[i] / sum));
            }
            return all;
        });
    }

    private record Designed(DesignerState state, List<String> keywords, List<CitedEvidence> evidence, String prompt) {
    }

    private static Designed design(String question, Designer designer) {
        List<String> keywords = keywords(question);
        return switch (designer) {
            case Designer.Off off -> new Designed(DesignerState.OFF, List.of(), List.of(), prompt(question, null));
            case Designer.Pinned pinned -> {
                CitedEvidence sheet = Samples.all().stream().filter(s -> s.diseaseId().equals(pinned.disease())).findFirst().orElseThrow();
                yield new Designed(DesignerState.PINNED, keywords, List.of(used(sheet)), prompt(question, sheet));
            }
            case Designer.Automatic automatic -> automatic(question, keywords, automatic.excludedDiseaseIds());
        };
    }

    private static Designed automatic(String question, List<String> keywords, Set<String> excluded) {
        List<CitedEvidence> candidates = new ArrayList<>();
        DesignerState state = DesignerState.ABSTAIN;
        if (question.contains("扁桃体") || question.contains("发烧")) {
            candidates.addAll(List.of(Samples.tonsillitis(0.86, false), Samples.kawasaki(0.07, false), Samples.influenza(0.04, false)));
            state = DesignerState.CONFIDENT;
        } else if (question.contains("尿")) {
            candidates.addAll(List.of(Samples.cystitis(0.44, false), Samples.prostatitis(0.31, false), Samples.overactive(0.21, false)));
            state = DesignerState.CHOOSE;
        }
        candidates.removeIf(one -> excluded.contains(one.diseaseId()));
        if (candidates.isEmpty()) {
            return new Designed(DesignerState.ABSTAIN, keywords, List.of(), "");
        }
        candidates.set(0, used(candidates.getFirst()));
        return new Designed(state, keywords, candidates, prompt(question, candidates.getFirst()));
    }

    private static List<String> keywords(String question) {
        List<String> found = new ArrayList<>();
        for (String word : new String[] {"4岁7个月", "发烧", "39度", "扁桃体炎", "皮疹", "尿频", "尿急", "发热"}) {
            int at = question.indexOf(word);
            if (at >= 0) {
                found.add(at > 1 && question.startsWith("没有", at - 2) ? "-" + word : word);
            }
        }
        return found;
    }

    private static CitedEvidence used(CitedEvidence s) {
        return new CitedEvidence(s.diseaseId(), s.disease(), s.aliases(), s.english(), s.icd10(), s.departments(), s.score(), s.matched(), s.sections(),
                s.urgent(), true, s.source(), s.review(), s.edition());
    }

    private static String prompt(String question, @Nullable CitedEvidence sheet) {
        StringBuilder prompt = new StringBuilder("[Round 1]\n问：");
        if (sheet != null) {
            prompt.append("参考资料：").append(sheet.disease()).append("\n");
            sheet.sections().forEach(s -> prompt.append(s.text()).append("\n"));
        }
        return prompt.append(question).append("\n答：").toString();
    }

    private Answer answer(Question question, Designer designer, SamplingSettings settings, String start, Consumer<ConsultationEvent> events,
                          Cancellation cancellation) {
        Designed d = design(question.text(), designer);
        events.accept(new ConsultationEvent.Designed(d.state, d.keywords, d.evidence, d.prompt, 11.6));
        int version = dialogues.load(question.dialogueId()).orElseThrow().answersTo(question.id()).size() + 1;
        Provenance provenance = new Provenance("chatglm-mini", "9f2c4e6a1b7d3f5089ab12cd34ef56789f2c4e6a1b7d3f5089ab12cd34ef5678", null, "int4",
                "cpu, 2 threads, Intel Xeon", 2, settings.seed() < 0 ? settings.withSeed(734_921_006L) : settings, d.prompt, PROMPT, droppedRounds, d.state, d.keywords, d.evidence,
                "入门疾病库 " + Samples.EDITION, "0.1.0");
        String id = dialogues.newId("a");
        Answer begun = new Answer(id, question.id(), version, start, null, provenance, Timings.NONE, clock.instant(), null);
        dialogues.begin(begun);
        events.accept(new ConsultationEvent.Begun(begun, PROMPT, BUDGET, expectedMs));
        if (d.state == DesignerState.ABSTAIN) {
            return finish(begun, "", FinishReason.ABSTAINED, 0);
        }
        events.accept(new ConsultationEvent.Reading(read, PROMPT));
        String all = text != null ? text : Samples.answer(d.evidence.isEmpty() ? "" : d.evidence.getFirst().diseaseId());
        StringBuilder written = new StringBuilder(start);
        int tokens = 0;
        while (written.length() < all.length()) {
            Semaphore now = gate;
            if (now != null) {
                try (var registration = cancellation.onCancel(() -> now.release(1))) {
                    now.acquireUninterruptibly();
                }
            }
            if (cancellation.isRequested()) {
                return finish(begun, written.toString(), FinishReason.STOPPED, tokens);
            }
            String delta = all.substring(written.length(), Math.min(all.length(), written.length() + 2));
            written.append(delta);
            tokens++;
            if (tokens > settings.maxTokens()) {
                return finish(begun, written.toString(), FinishReason.LENGTH, tokens);
            }
            dialogues.progress(id, written.toString());
            events.accept(new ConsultationEvent.Text(id, delta, tokens));
        }
        return finish(begun, all, FinishReason.END, tokens);
    }

    private Answer finish(Answer a, String words, FinishReason reason, int tokens) {
        Answer done = new Answer(a.id(), a.questionId(), a.version(), words, reason, a.provenance(),
                tokens == 0 ? Timings.NONE : new Timings(0, 214, 1480, 163.4, tokens), a.createdAt(), "41d8a0c2" + "7be91f0356aa".repeat(5));
        dialogues.finish(done);
        return done;
    }

    private void fail() throws ConsultationException {
        Reason now = failure;
        if (now != null) {
            throw new ConsultationException(now, now == Reason.QUESTION_TOO_LONG ? "2310/2048" : "chatglm-mini");
        }
    }
}
