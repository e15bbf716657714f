package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Stage;
import org.assertj.core.data.Percentage;
import org.doctorglm.consultation.Consultation.Replay;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.ui.models.ModelsService.GateResult;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.consult.ConsultViewModel;
import org.doctorglm.ui.models.CompareViewModel;
import org.doctorglm.ui.models.ImportWizardViewModel;
import org.doctorglm.ui.models.ImportWizardViewModel.Step;
import org.doctorglm.ui.models.ModelsService.ModelsException;
import org.doctorglm.ui.models.ModelsViewModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The window over the real engine, library and database.
class RealWindowTest extends ApplicationTest {
    private static final int PATIENCE_SECONDS = 60;

    private final Path home = temporary();
    private DoctorGlm core;
    private UiServices services;
    private MainWindow window;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("window-");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void start(Stage stage) throws Exception {
        core = new DoctorGlm(new Directories(Path.of(System.getProperty("doctorglm.app")), home), 2);
        services = WindowApplication.services(core, stage);
        window = new MainWindow(services);
        window.show(stage);
    }

    @AfterEach
    void end() throws Exception {
        FxToolkit.cleanupStages();
        interact(window::close);
        core.close();
    }

    @Test
    void aDoctorAsksTheLocalModelAnswersWithItsEvidenceAndEveryVersionCanBeReplayedAndExported() throws Exception {
        ConsultViewModel consult = window.consult();
        interact(() -> {
            consult.composer().draft().set("宝宝发烧三天了，嗓子疼，扁桃体肿大，医生说是急性扁桃体炎，怎么办？");
            consult.send();
        });
        Answer first = answered(1);
        assertThat(first.finishReason()).isEqualTo(FinishReason.END);
        assertThat(first.text()).contains("扁桃体");
        assertThat(first.provenance().designerState()).isEqualTo(DesignerState.CONFIDENT);
        assertThat(first.provenance().prompt()).startsWith("【参考资料】\n疾病：急性扁桃体炎").contains("【问题】");
        interact(() -> consult.regenerate(first.questionId()));
        Answer second = answered(2);
        assertThat(second.provenance().settings().seed()).isNotEqualTo(first.provenance().settings().seed());
        for (Answer answer : new Answer[] {first, second}) {
            AtomicReference<Replay> replay = new AtomicReference<>();
            interact(() -> consult.replay(answer, new Cancellation(), replay::set, problem -> { }));
            until(() -> replay.get() != null);
            assertThat(replay.get().identical()).isTrue();
        }
        Path file = home.resolve("export.md");
        services.exporter().export(ExportFormat.MARKDOWN, core.dialogues().load(consult.dialogueId()).orElseThrow(), file);
        assertThat(Files.readString(file)).contains(second.sha256()).contains("急性扁桃体炎").contains("仅供研究");
    }

    @Test
    void aQuestionThatNothingFitsIsNotPutToTheModel() throws Exception {
        ConsultViewModel consult = window.consult();
        interact(() -> {
            consult.composer().draft().set("今天天气怎么样？");
            consult.send();
        });
        Answer answer = answered(1);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.ABSTAINED);
        assertThat(answer.text()).isEmpty();
        interact(() -> consult.withoutReference(answer.questionId()));
        assertThat(answered(2).text()).isNotEmpty();
    }

    @Test
    void aFolderBecomesAPackInTheWizardAndAnswersUnderItsName() throws Exception {
        new MemorySpeed(core).measure();
        ModelsViewModel models = window.models();
        ImportWizardViewModel wizard = models.wizard();
        interact(() -> {
            wizard.open();
            wizard.look(DemoModel.SOURCE);
        });
        until(() -> wizard.found().get() instanceof FolderInspection.Network);
        interact(wizard::next);
        Path adapter = LoraFolder.random(TinyModel.random(2, 2, 8, 32, 40, true, 1), 2, 4, 3).writeSafetensors(home.resolve("lora"), LoraFolder.PEFT);
        interact(() -> wizard.lookAtAdapter(adapter));
        until(() -> wizard.problem().get() != null);
        assertThat(wizard.problem().get().reason()).isEqualTo(ModelsException.Reason.ADAPTER_MISMATCH);
        interact(() -> {
            wizard.forgetAdapter();
            wizard.next();
        });
        until(() -> wizard.step().get() == Step.PRECISION);
        assertThat(wizard.choices()).allMatch(choice -> choice.possible() && choice.tokensPerSecond() > 1);
        interact(() -> {
            wizard.take(Precision.INT8);
            wizard.name().set("内科");
            wizard.next();
        });
        until(() -> wizard.step().get() == Step.RESULT);
        assertThat(wizard.result().get()).isNotNull();
        assertThat(wizard.result().get().bytes()).isCloseTo(wizard.choices().get(1).estimate().weightBytes(), Percentage.withPercentage(5));
        interact(() -> models.activate(wizard.result().get()));
        until(() -> models.state().get() == ModelsViewModel.State.READY && models.rows().stream().anyMatch(r -> r.name().equals("内科") && r.active()));
        interact(() -> {
            window.consult().composer().draft().set("宝宝发烧三天了，嗓子疼，扁桃体肿大，医生说是急性扁桃体炎，怎么办？");
            window.consult().send();
        });
        Answer answer = answered(1);
        assertThat(answer.provenance().model()).isEqualTo("内科");
        assertThat(answer.provenance().precision()).isEqualTo("int8");
        assertThat(answer.text()).isNotBlank();
    }

    @Test
    void twoInstalledPacksAnswerOneQuestionSideBySideAndTheActiveOneStaysLoaded() throws Exception {
        core.models().adopt(DemoModel.pack(Precision.INT8), "zweites", Progress.NONE, new Cancellation());
        CompareViewModel comparison = window.models().comparison();
        interact(() -> window.models().refresh());
        until(() -> window.models().rows().size() == 2);
        interact(() -> {
            comparison.open(window.models().rows().getFirst(), window.models().rows());
            comparison.question().set("宝宝发烧三天了，嗓子疼，怎么办？");
            comparison.start();
        });
        until(() -> comparison.phase().get() == CompareViewModel.Phase.DONE);
        assertThat(comparison.problem().get()).isNull();
        assertThat(comparison.sides()).hasSize(2).allSatisfy(side -> assertThat(side.text()).isNotBlank());
        assertThat(core.generator().loaded().pack().sha256()).isEqualTo(core.pack(null).sha256());
        assertThat(core.dialogues().list()).as("nothing is stored").isEmpty();
    }

    @Test
    void aPackIsMeasuredAgainstItsSourceAndOneThatFailsIsUsedOnlyOnPurpose() throws Exception {
        core.models().importFolder(DemoModel.SOURCE, Precision.FP32, "genau", Progress.NONE, new Cancellation());
        ModelPack pack = core.models().importFolder(DemoModel.SOURCE, Precision.INT4, "gemessen", Progress.NONE, new Cancellation());
        LocalModels models = new LocalModels(core);
        GateResult measured = models.measure("gemessen", DemoModel.SOURCE.resolve("gate.jsonl"), Progress.NONE, new Cancellation());
        assertThat(measured.passed()).isTrue();
        assertThat(models.list()).filteredOn(row -> row.name().equals("gemessen")).singleElement()
                .satisfies(row -> assertThat(row.gate()).isEqualTo(measured));

        LossCard card = pack.lossCard().orElseThrow();
        pack.keep(new LossCard(card.pack(), card.reference(), new LossCard.Loss(2.0, 2.5), card.agreement(), card.divergence(), card.answers(),
                card.tokens(), card.data(), card.seconds()));
        core.settings().put(DoctorGlm.ACTIVE_MODEL, "gemessen");
        assertThatThrownBy(() -> core.pack(null)).isInstanceOf(ConsultationException.class);
        models.activate("gemessen");
        assertThat(core.pack(null).name()).isEqualTo("gemessen");
    }

    private Answer answered(int version) throws Exception {
        ConsultViewModel consult = window.consult();
        until(() -> !consult.run().busy() && !consult.rounds().isEmpty() && consult.rounds().getLast().answer() != null
                && consult.rounds().getLast().answer().finished() && consult.rounds().getLast().answer().version() == version);
        return consult.rounds().getLast().answer();
    }

    private static void until(Callable<Boolean> state) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(state).get());
    }
}
