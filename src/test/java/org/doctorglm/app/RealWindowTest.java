package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Stage;
import org.doctorglm.consultation.Consultation.Replay;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.consult.ConsultViewModel;
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
