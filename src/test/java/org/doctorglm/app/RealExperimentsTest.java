package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.importing.DialogueImporter;
import org.doctorglm.dataset.importing.ImportOrder;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.fake.FakeFiles;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.experiment.AnswersViewModel.Replay;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;
import org.doctorglm.ui.experiment.ExperimentViewModel;
import org.doctorglm.ui.experiment.StoredExperiment.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The experiments page with the real engine, library and database on the demo model.
class RealExperimentsTest extends ApplicationTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final long BREAK_NANOS = 20_000_000;

    private final Path home = temporary();
    private final FakeFiles files = new FakeFiles();
    private DoctorGlm core;
    private MainWindow window;
    private Stage stage;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("experiments-");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void start(Stage given) throws Exception {
        stage = given;
        core = new DoctorGlm(new Directories(Path.of(System.getProperty("doctorglm.app")), home), 2);
        core.settings().put("welcomed", "test");
        UiServices real = WindowApplication.services(core, given);
        window = new MainWindow(new UiServices(real.consultation(), real.dialogues(), real.diseases(), real.library(), real.exporter(), real.reviews(), real.words(), real.models(),
                real.experiments(), real.data(), real.training(), real.overview(), real.profiles(), real.status(), real.home(), real.settings(), files, real.clock(), real.version()));
        window.show(given);
    }

    @AfterEach
    void end() throws Exception {
        FxToolkit.cleanupStages();
        interact(window::close);
        core.close();
    }

    @Test
    void a_grid_is_made_read_replayed_sent_to_review_exported_and_removed() throws Exception {
        fire(".place-experiments");
        until(() -> all(".experiments-first").size() == 3);
        assertThat(words()).anyMatch(text -> text.contains("同样的问题"));
        interact(() -> ((ButtonBase) all(".experiments-first").get(1)).fire());
        assertThat(page().fresh().kind().get()).isEqualTo(Kind.GRID);
        fire(".questions-own");
        fire(".new-begin");
        assertThat(text(".new-problem")).contains("至少写一个问题");
        type(".questions-text", "孩子四岁，嗓子疼，怎么办？\n\n最近血压总是偏高，要注意什么？");
        type(".values-top-p", "0.5, 1.5");
        fire(".new-begin");
        assertThat(text(".new-problem")).contains("top-p");
        type(".values-top-p", "0.5，0.9");
        type(".values-temperature", "0.5, 1");
        type(".values-seeds", "1");
        type(".values-tokens", "12");
        assertThat(text(".new-cost")).contains("8 个回答");
        fire(".new-begin");
        until(() -> finished("网格 1"));
        until(() -> all(".heat-cell").size() == 4 && all(".heat-cell").stream().noneMatch(Node::isDisabled));

        // The keyboard leads from cell to cell, into one, and back.
        Node first = all(".heat-cell").getFirst();
        interact(first::requestFocus);
        press(first, KeyCode.RIGHT);
        Node second = stage.getScene().getFocusOwner();
        assertThat(second.getAccessibleText()).contains("top-p 0.5").contains("温度 1").contains("2 个回答");
        press(second, KeyCode.ENTER);
        until(() -> page().result().opened().answers().size() == 2 && find(".answer-provenance") != null);
        assertThat(page().result().opened().answers()).allMatch(answer -> Axis.TEMPERATURE.of(answer).equals("1") && Axis.TOP_P.of(answer).equals("0.5"));
        assertThat(words()).anyMatch(text -> text.equals(core.models().list().getFirst().sha256()));
        fire(".replay-button");
        until(() -> page().result().opened().replayed().get() == Replay.SAME);
        assertThat(text(".replay-result")).contains("逐字相同");
        press(find(".answer-list"), KeyCode.ESCAPE);
        until(() -> find(".answer-list") == null);
        assertThat(stage.getScene().getFocusOwner().getAccessibleText()).contains("温度 1");

        fire(".experiment-review");
        until(() -> core.reviews().answers().size() == 8);
        files.answer = home;
        fire(".experiment-export");
        fire(".export-write");
        until(() -> Files.isRegularFile(home.resolve("网格 1.html")));
        assertThat(Files.readString(home.resolve("网格 1.html"))).contains("distinct-2").contains("孩子四岁").contains(core.experiments().find("网格 1").digest());

        fire(".experiment-remove");
        fire(".danger-button");
        until(() -> page().rows().isEmpty() && all(".experiments-first").size() == 3);
        assertThat(core.experiments().list()).isEmpty();
    }

    @Test
    void what_is_answered_stays_when_it_is_cancelled_and_going_on_says_what_an_undisturbed_one_says() throws Exception {
        fire(".place-experiments");
        fire(".experiments-new");
        interact(() -> page().fresh().kind().set(Kind.GRID));
        type(".values-top-p", "0.3, 0.6, 0.9");
        type(".values-temperature", "0.4, 0.8, 1.2");
        type(".values-seeds", "2");
        type(".values-tokens", "24");
        type(".experiment-name", "长的");
        fire(".new-begin");
        until(() -> page().rows().size() == 1 && page().rows().getFirst().answered() > 2);
        assertThat(window.work().items()).anyMatch(item -> item.name().equals("长的"));
        fire(".experiment-stop");
        until(() -> page().running().get().isEmpty() && state("长的") == State.PART && shown(".experiment-go-on"));
        assertThat(page().problem().get()).isNull();
        long kept = core.experiments().find("长的").answered();
        assertThat(kept).isBetween(3L, 89L);
        fire(".experiment-go-on");
        until(() -> finished("长的"));
        ExperimentFolder folder = core.experiments().find("长的");
        ExperimentFolder again = core.experiments().begin("again", folder.plan());
        core.experimentRunner().run(again, Progress.NONE, answer -> { }, new Cancellation());
        assertThat(folder.digest()).isEqualTo(again.digest());
    }

    @Test
    void a_plan_of_a_file_is_compared_with_another_experiment_and_a_damaged_one_is_named() throws Exception {
        Path plan = Files.writeString(home.resolve("plan.yaml"), """
                title: 表 3
                conditions: program
                questions:
                  - id: Q2
                    text: 孩子四岁，嗓子疼，发烧两天，应该怎么办？
                    department: 儿科
                    reference: {text: 多饮水，注意休息，体温高时可用退热药，及时就医。, source: 自编指南, year: 2026}
                models: [{model: chatglm-mini}]
                settings: [{preset: conservative, max-tokens: 20}]
                outside: [{label: 其他系统, answers: {Q2: 多饮水，注意休息，及时就医。}}]
                """);
        Path bad = Files.writeString(home.resolve("bad.yaml"), "questions: []\nmodels: [{model: chatglm-mini}]\n");
        Files.createDirectories(core.experiments().root().resolve("坏的"));
        Files.writeString(core.experiments().root().resolve("坏的").resolve("plan.json"), "{");
        fire(".place-experiments");
        until(() -> page().rows().size() == 1 && state("坏的") == State.UNREADABLE);
        interact(() -> page().choose(page().rows().getFirst()));
        until(() -> text(".experiments-problem").contains("不是写入时的样子"));
        fire(".experiments-new");
        fire(".kind-plan");
        files.answer = bad;
        fire(".plan-choose");
        until(() -> text(".new-problem").contains("questions"));
        files.answer = plan;
        fire(".plan-choose");
        until(() -> text(".plan-found").contains("chatglm-mini"));
        fire(".new-begin");
        until(() -> finished("表 3"));
        until(() -> all(".heat-cell").stream().anyMatch(cell -> cell.getAccessibleText().contains("BLEU-4")));
        interact(() -> page().result().open("其他系统", ""));
        until(() -> find(".answer-reference") != null);
        assertThat(words()).contains("自编指南 (2026)").contains("其他系统（其他系统）");

        fire(".experiments-new");
        fire(".kind-comparison");
        type(".values-tokens", "20");
        fire(".values-paper");
        fire(".new-begin");
        until(() -> finished("模型比较 1"));
        interact(() -> {
            page().tick("表 3", true);
            page().tick("模型比较 1", true);
        });
        fire(".experiments-compare");
        until(() -> page().result().table().get() != null && page().result().table().get().rowNames().containsAll(List.of("表 3", "模型比较 1")));
        interact(() -> page().result().arrange(Axis.EXPERIMENT, Axis.SUBJECT));
        until(() -> page().result().table().get() != null && page().result().table().get().columns() == Axis.SUBJECT);
        assertThat(core.experiments().find("表 3").answered()).as("nothing was generated again").isEqualTo(1);
    }

    @Test
    void the_checkpoints_of_a_run_answer_and_so_does_the_best_one_beside_its_base() throws Exception {
        core.models().importFolder(DemoModel.SOURCE, Precision.FP32, "base", Progress.NONE, new Cancellation());
        List<String> lines = IntStream.range(0, 30).mapToObj(i -> "{\"instruction\": \"第" + i + "个问题：头疼怎么办？\", \"input\": \"\", \"output\": \"先休息，多喝水，第" + i * 7 % 11
                + "天还疼就去医院检查。\"}").toList();
        Path talks = Files.write(home.resolve("talks.jsonl"), lines);
        new DialogueImporter(core.datasets()).run(new ImportOrder(List.of(talks), DatasetDetails.named("门诊")), Progress.NONE, new Cancellation());
        Map<String, String> recipe = new LinkedHashMap<>(RecipeText.of(Recipe.SMALL_SAFE));
        // A look at the run asks five questions and takes as long as many steps: one before the first step and one after the last are enough.
        recipe.putAll(Map.of("most-steps", "2", "batch", "2", "warm-up", "0", "evaluate-every", "2", "save-every", "2", "prompt-tokens", "48", "answer-tokens", "24"));
        core.training().train(core.training().begin("短跑", "base", "门诊", RecipeText.parse(recipe)), Progress.NONE, new Cancellation());

        fire(".place-experiments");
        fire(".experiments-new");
        fire(".kind-checkpoints");
        until(() -> page().fresh().runs().size() == 1 && page().fresh().run().get().equals("短跑"));
        fire(".questions-own");
        type(".questions-text", "头疼怎么办？");
        type(".values-tokens", "8");
        assertThat(text(".new-cost")).contains("2 个回答");
        fire(".new-begin");
        until(() -> finished("训练过程 1"));
        assertThat(page().result().table().get().rowNames()).containsExactly("base", "短跑 2");

        fire(".experiments-new");
        fire(".kind-adapters");
        fire(".new-begin");
        assertThat(text(".new-problem")).contains("至少添加一个适配器");
        interact(() -> page().fresh().base().set("base"));
        fire(".who-tuned");
        fire(".new-begin");
        until(() -> finished("适配器比较 1"));
        assertThat(page().result().table().get().rowNames()).containsExactly("base", "短跑");
        until(() -> all(".heat-column").stream().anyMatch(head -> ((Labeled) head).getText().contains("差值")));
        interact(() -> page().result().open("短跑", ""));
        assertThat(page().result().opened().answers().getFirst().stored().provenance().adapter()).isNotBlank();
    }

    private ExperimentViewModel page() {
        return window.experiments();
    }

    private State state(String name) {
        return page().rows().stream().filter(row -> row.name().equals(name)).findFirst().map(row -> row.state(page().running().get())).orElse(State.UNREADABLE);
    }

    private boolean finished(String name) {
        assertThat(page().problem().get()).isNull();
        return page().running().get().isEmpty() && state(name) == State.DONE && page().result().table().get() != null && !page().result().loading().get();
    }

    private void type(String selector, String value) {
        interact(() -> ((TextInputControl) find(selector)).setText(value));
    }

    private void press(Node target, KeyCode code) {
        interact(() -> Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    private void fire(String selector) throws Exception {
        until(() -> shown(selector) && !find(selector).isDisabled());
        interact(() -> ((ButtonBase) find(selector)).fire());
    }

    private boolean shown(String selector) {
        return find(selector) != null && find(selector).isVisible();
    }

    private Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private String text(String selector) {
        return find(selector) instanceof Labeled label && label.getText() != null ? label.getText() : "";
    }

    private List<Node> all(String selector) {
        return List.copyOf(stage.getScene().getRoot().lookupAll(selector));
    }

    private Stream<String> words() {
        return all("*").stream().filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).filter(java.util.Objects::nonNull);
    }

    private static void until(Callable<Boolean> state) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> {
            LockSupport.parkNanos(BREAK_NANOS);
            return WaitForAsyncUtils.asyncFx(state).get();
        });
    }
}
