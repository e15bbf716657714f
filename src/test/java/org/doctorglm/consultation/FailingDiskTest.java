package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.fake.MemoryDialogues;
import org.doctorglm.generation.Generator;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.safety.AnswerCheck;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.FakeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingDiskTest {
    private final MemoryDialogues memory = new MemoryDialogues(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"create", "add", "begin", "finish"})
    void aDiskThatRefusesAQuestionIsAStorageFailure(String method) throws Exception {
        try (Generator generator = new Generator(p -> new FakeEngine(p.manifest().config(), fed -> 200 + fed))) {
            Consultation consultation = consultation(generator, failing(method));
            assertStorage(() -> consultation.ask(ask(null, null), e -> { }, new Cancellation()));
        }
    }

    @ParameterizedTest
    @CsvSource({"question", "load", "begin", "finish", "answer"})
    void aDiskThatFailsWhileGoingOnIsAStorageFailure(String method) throws Exception {
        try (Generator generator = new Generator(p -> new FakeEngine(p.manifest().config(), fed -> 200 + fed))) {
            Answer answer = consultation(generator, memory).ask(ask(null, null), e -> { }, new Cancellation());
            Dialogue dialogue = memory.list().getFirst();
            Consultation failing = consultation(generator, failing(method));
            if (!method.equals("load") && !method.equals("answer")) {
                assertStorage(() -> failing.regenerate(answer.questionId(), new Designer.Off(), SamplingPreset.CONSERVATIVE.settings(), e -> { },
                        new Cancellation()));
            }
            if (method.equals("load")) {
                assertStorage(() -> failing.ask(ask(dialogue.id(), answer.id()), e -> { }, new Cancellation()));
            }
            if (method.equals("answer")) {
                assertStorage(() -> failing.continueAnswer(answer.id(), e -> { }, new Cancellation()));
            }
            assertThat(memory.answer(answer.id())).as("what was stored is kept").contains(answer);
        }
    }

    @Test
    void anEngineThatFailsLeavesTheTextMarkedAsFailed() throws Exception {
        try (Generator generator = new Generator(p -> new FakeEngine(p.manifest().config(), fed -> {
            if (fed == 6) {
                throw new EngineException(EngineException.Reason.RUN, "memory");
            }
            return 200 + fed;
        }))) {
            assertThatThrownBy(() -> consultation(generator, memory).ask(ask(null, null), e -> { }, new Cancellation()))
                    .isInstanceOfSatisfying(ConsultationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ENGINE));
            Answer failed = memory.load(memory.list().getFirst().id()).orElseThrow().answers().getFirst();
            assertThat(failed.finishReason()).isEqualTo(FinishReason.FAILED);
            assertThat(failed.text()).isNotBlank();
        }
    }

    private static Ask ask(String dialogue, String parent) {
        return new Ask(dialogue, parent, "咳嗽怎么办？", new Designer.Off(), SamplingPreset.CONSERVATIVE.settings().withMaxTokens(10));
    }

    private static Consultation consultation(Generator generator, DialogueRepository repository) throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        ModelChoice models = new ModelChoice() {
            @Override
            public ModelPack active() {
                return pack;
            }

            @Override
            public ModelPack of(String name, String sha256) {
                return pack;
            }
        };
        DiseaseLibrary library = new DiseaseLibrary(Path.of("knowledge"), Path.of("knowledge", "none"), TextIndex.NONE);
        return new LocalConsultation(models, repository, new PromptDesigner(library), generator,
                new ReadingSpeed(key -> java.util.Optional.empty(), (key, value) -> { }),
                new Safety(AnswerCheck.of(Path.of("knowledge"), library), new Acknowledged() {
                    @Override
                    public boolean seen(String answerId) {
                        return false;
                    }

                    @Override
                    public void see(String answerId) {
                        throw new StorageException(StorageException.Reason.FULL, "disk");
                    }
                }), new Templates() {
                    @Override
                    public PromptTemplate template() {
                        return PromptTemplate.STANDARD;
                    }

                    @Override
                    public void keep(PromptTemplate template) {
                        throw new StorageException(StorageException.Reason.FULL, "disk");
                    }
                }, "test");
    }

    /// A repository over the same memory that fails in one of its methods.
    private DialogueRepository failing(String method) {
        return (DialogueRepository) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DialogueRepository.class}, (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                throw new StorageException(StorageException.Reason.FULL, "disk");
            }
            try {
                return called.invoke(memory, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static void assertStorage(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConsultationException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.STORAGE);
            assertThat(e.detail()).isEqualTo("FULL");
        });
    }
}
