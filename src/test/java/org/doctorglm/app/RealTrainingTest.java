package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.importing.DialogueImporter;
import org.doctorglm.dataset.importing.ImportOrder;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.training.RunRow;
import org.doctorglm.ui.training.TrainingViewModel;
import org.doctorglm.ui.training.TrainingViewModel.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// Seven steps from dialogues to an answer, with the real trainer, engine and gate on the demo model.
class RealTrainingTest extends ApplicationTest {
    private static final int PATIENCE_SECONDS = 240;
    private static final long BREAK_NANOS = 100_000_000;

    private final Path home = temporary();
    private DoctorGlm core;
    private UiServices services;
    private MainWindow window;
    private Stage stage;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("training-");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void start(Stage given) throws Exception {
        stage = given;
        Directories directories = new Directories(Path.of(System.getProperty("doctorglm.app")), home);
        core = new DoctorGlm(directories, 2);
        core.settings().put("welcomed", "test");
        core.models().importFolder(DemoModel.SOURCE, Precision.FP32, "base", Progress.NONE, new Cancellation());
        Path talks = Files.write(home.resolve("talks.jsonl"), talks());
        new DialogueImporter(core.datasets()).run(new ImportOrder(List.of(talks), DatasetDetails.named("门诊")), Progress.NONE,
                new Cancellation());
        services = WindowApplication.services(core, given);
        window = new MainWindow(services);
        window.show(given);
    }

    private static List<String> talks() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("{\"instruction\": \"第" + i + "个问题：头疼怎么办？\", \"input\": \"\", \"output\": \"先休息，多喝水，第" + i * 7 % 11 + "天还疼就去医院检查。\"}");
        }
        return lines;
    }

    @AfterEach
    void end() throws Exception {
        FxToolkit.cleanupStages();
        interact(window::close);
        for (RunFolder run : core.training().runs().list()) {
            if (run.training()) {
                run.ask(RunFolder.Command.STOP);
            }
        }
        core.close();
    }

    @Test
    void from_dialogues_to_an_answer_of_the_published_pack() throws Exception {
        begin("十二步", "12");
        until(() -> state() == RunState.FINISHED);
        assertThat(training().watched().figures().get().step()).isEqualTo(12);
        until(() -> words().anyMatch(text -> text.startsWith("12 / 12")));

        fire(".training-next");
        fire(".compare-measure");
        until(() -> training().outcome().gain().get() != null || training().outcome().problem().get() != null);
        assertThat(training().outcome().gain().get().fall()).as("learned something of sixty sentences").isPositive();
        assertThat(all(".compare-verdict")).isNotEmpty();
        interact(() -> ((TextField) find(".compare-own")).setText("头疼怎么办？"));
        fire(".compare-ask");
        until(() -> training().outcome().answers().size() == 1 && training().outcome().busy().get() == null);
        assertThat(training().outcome().answers().getFirst().compared().base()).isNotBlank();

        fire(".training-next");
        interact(() -> ((TextField) find(".publish-name")).setText("门诊模型"));
        // Sixty short sentences leave little to measure with; eight bits pass with room to spare.
        fire(".publish-int8");
        fire(".publish-do");
        until(() -> training().outcome().publication().get() != null || training().outcome().problem().get() != null);
        assertThat(training().outcome().publication().get().passed()).isTrue();
        fire(".publish-use");
        until(() -> find(".composer") != null);
        interact(() -> {
            window.consult().composer().draft().set("宝宝发烧三天了，嗓子疼，扁桃体肿大，医生说是急性扁桃体炎，怎么办？");
            window.consult().send();
        });
        until(() -> !window.consult().run().busy() && !window.consult().rounds().isEmpty() && window.consult().rounds().getLast().answer() != null
                && window.consult().rounds().getLast().answer().finished());
        Answer answer = window.consult().rounds().getLast().answer();
        assertThat(answer.provenance().model()).isEqualTo("门诊模型");
        assertThat(answer.text()).isNotBlank();
    }

    @Test
    void a_run_outlives_its_window_is_found_by_the_next_one_paused_there_and_gone_on_with() throws Exception {
        begin("长跑", "400", "save-every", "10");
        until(() -> state() == RunState.TRAINING && steps() > 2);
        RunFolder run = training().run().get().run();
        interact(window::close);
        int before = run.events().size();
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> run.events().size() > before + 2);
        assertThat(run.training()).as("the trainer is a program of its own").isTrue();

        interact(() -> {
            window = new MainWindow(services);
            window.show(stage);
        });
        fire(".place-training");
        until(() -> training().runs().size() == 1);
        interact(() -> training().choose(training().runs().getFirst()));
        until(() -> state() == RunState.TRAINING && steps() > 2);
        fire(".train-pause");
        until(() -> state() == RunState.PAUSED);
        long paused = run.end().orElseThrow().step();
        fire(".train-resume");
        until(() -> state() == RunState.TRAINING && steps() > paused);
        fire(".train-stop");
        until(() -> state() == RunState.STOPPED);
        assertThat(run.events()).anyMatch(event -> event instanceof RunEvent.Saved);
    }

    @Test
    void a_rate_that_is_far_too_high_is_ended_by_the_guard_and_the_window_says_why() throws Exception {
        begin("太快", "100", "learning-rate", "0.3", "clip", "0");
        until(() -> state() == RunState.GUARD);
        until(() -> words().anyMatch(text -> text.contains("守护结束了训练")));
        assertThat(all(".train-alarm")).isNotEmpty();
    }

    /// Steps one to four, as a person goes through them.
    private void begin(String name, String steps, String... more) throws Exception {
        until(() -> find(".place-training") != null);
        fire(".place-training");
        until(() -> find(".training-set") != null && find(".training-base") != null);
        choose(".training-set", "门诊");
        choose(".training-base", "base");
        fire(".training-next");
        until(() -> training().draft().check().get() != null);
        assertThat(training().draft().check().get().dialogues()).isEqualTo(60);
        fire(".training-search");
        until(() -> training().draft().lint().get() != null);
        fire(".training-next");
        // A look asks five questions and takes as long as fifty steps: one before the first step and one after the last are enough.
        List<String> values = new ArrayList<>(List.of("most-steps", steps, "epochs", "100", "batch", "2", "evaluate-every", steps, "save-every", "4", "warm-up", "0"));
        values.addAll(List.of(more));
        for (int i = 0; i < values.size(); i += 2) {
            type(".recipe-" + values.get(i), values.get(i + 1));
        }
        fire(".training-next");
        if (more.length == 0) {
            fire(".estimate-measure");
            until(() -> training().draft().probe().get() != null || training().draft().problem().get() != null);
            assertThat(training().draft().probe().get()).as("trial steps").isNotNull();
        }
        interact(() -> ((TextField) find(".run-name")).setText(name));
        fire(".training-start");
        until(() -> training().step().get() == Step.TRAIN);
    }

    private TrainingViewModel training() {
        return window.training();
    }

    private long steps() {
        return training().watched().figures().get() == null ? 0 : training().watched().figures().get().step();
    }

    private RunState state() {
        RunRow row = training().run().get();
        assertThat(Optional.ofNullable(training().watched().problem().get())).isEmpty();
        return row == null ? RunState.INTERRUPTED : row.state();
    }

    private void type(String selector, String value) {
        interact(() -> {
            Node node = find(selector);
            if (node instanceof ComboBox<?> box) {
                @SuppressWarnings("unchecked")
                ComboBox<String> words = (ComboBox<String>) box;
                words.setValue(value);
            } else {
                ((TextField) node).setText(value);
                Event.fireEvent(node, new javafx.event.ActionEvent());
            }
        });
    }

    private void choose(String selector, String words) {
        interact(() -> all(selector).stream().map(RadioButton.class::cast).filter(button -> button.getText().equals(words)).findFirst().orElseThrow().fire());
    }

    private void fire(String selector) throws Exception {
        until(() -> find(selector) != null && !find(selector).isDisabled());
        interact(() -> ((ButtonBase) find(selector)).fire());
    }

    private Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private List<Node> all(String selector) {
        return List.copyOf(stage.getScene().getRoot().lookupAll(selector));
    }

    private java.util.stream.Stream<String> words() {
        return all("*").stream().filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).filter(java.util.Objects::nonNull);
    }

    private static void until(Callable<Boolean> state) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> {
            // Asked without a break, the window would take the processor from the trainer that it waits for.
            LockSupport.parkNanos(BREAK_NANOS);
            return WaitForAsyncUtils.asyncFx(state).get();
        });
    }
}
