package org.doctorglm.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the demo model. Sides of the grid: property `grid.side` (2), seeds `grid.seeds` (2); the figures in the benchmarks are of 6 and 3.
class ExperimentRunnerTest {
    private static final int SIDE = Integer.getInteger("grid.side", 2);
    private static final int SEEDS = Integer.getInteger("grid.seeds", 2);
    private static final String MODEL = "chatglm-mini";

    @TempDir
    Path home;
    private DoctorGlm services;

    @BeforeEach
    void open() {
        services = TemporaryHome.open(home);
    }

    @AfterEach
    void close() {
        services.close();
    }

    private ExperimentPlan grid() throws Exception {
        Subject subject = new Subjects(services.models()).find(MODEL, null, null);
        return Presets.grid("grid", Presets.usualQuestions().subList(0, 2), subject, Presets.TOP_P.subList(0, SIDE), Presets.TEMPERATURES.subList(0, SIDE), SEEDS, 48);
    }

    private ExperimentFolder run(String name, ExperimentPlan plan) throws Exception {
        ExperimentFolder folder = services.experiments().begin(name, plan);
        services.experimentRunner().run(folder, Progress.NONE, answer -> { }, new Cancellation());
        return folder;
    }

    @Test
    void a_grid_run_twice_says_the_same_and_so_does_one_that_was_interrupted_and_torn() throws Exception {
        ExperimentPlan plan = grid();
        ExperimentFolder first = run("first", plan);
        assertThat(first.answers()).hasSize((int) plan.size());
        assertThat(run("second", plan).digest()).isEqualTo(first.digest());

        ExperimentFolder third = services.experiments().begin("third", plan);
        Cancellation half = new Cancellation();
        int[] count = {0};
        assertThatThrownBy(() -> services.experimentRunner().run(third, Progress.NONE, answer -> {
            if (++count[0] == plan.size() / 2) {
                half.request();
            }
        }, half)).isInstanceOf(CancellationException.class);
        assertThat(third.answered()).isEqualTo(plan.size() / 2);
        // A power cut leaves the beginning of a line.
        Files.writeString(third.path().resolve("answers.jsonl"), "{\"cell\":\"12ab", StandardOpenOption.APPEND);
        assertThat(third.answers()).hasSize((int) (plan.size() / 2));
        assertThat(run("third", plan).digest()).isEqualTo(first.digest());
        assertThat(Files.readString(third.path().resolve("answers.jsonl"))).doesNotContain("12ab");
    }

    @Test
    void a_cell_is_replayed_from_what_is_stored_with_it() throws Exception {
        ExperimentFolder folder = run("grid", grid());
        String cell = folder.answers().keySet().iterator().next();
        assertThat(services.experimentRunner().replay(folder, cell, new Cancellation())).isTrue();
        assertThatThrownBy(() -> services.experimentRunner().replay(folder, "0123456789abcdef", new Cancellation()))
                .isInstanceOfSatisfying(ExperimentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_CELL));
    }

    @Test
    void the_papers_conditions_ask_the_network_alone_and_let_it_loop() throws Exception {
        Subject subject = new Subjects(services.models()).find(MODEL, null, null);
        List<PlannedQuestion> questions = Presets.usualQuestions().subList(1, 3);
        ExperimentPlan paper = Presets.comparison("paper", Layout.COMPARISON, questions, List.of(subject), true, 2, List.of());
        for (StoredAnswer answer : run("paper", paper).answers().values()) {
            assertThat(answer.provenance().prompt()).as("no sheet, no instructions").isEqualTo(
                    questions.stream().map(PlannedQuestion::text).filter(answer.provenance().prompt()::equals).findFirst().orElse("a question"));
            assertThat(answer.provenance().settings().repetitionPenalty()).isEqualTo(1);
            assertThat(answer.reason()).isNotEqualTo(org.doctorglm.dialogue.FinishReason.LOOP);
        }
        ExperimentPlan program = Presets.comparison("program", Layout.COMPARISON, questions, List.of(subject), false, 1, List.of());
        assertThat(run("program", program).answers().values()).anyMatch(answer -> answer.provenance().evidence().stream().anyMatch(sheet -> sheet.used()));
    }

    @Test
    void answers_of_other_systems_stand_beside_ours_and_are_compared_without_writing_again() throws Exception {
        Subject subject = new Subjects(services.models()).find(MODEL, null, null);
        PlannedQuestion question = new PlannedQuestion("Q2", "孩子四岁，嗓子疼，发烧两天，应该怎么办？", "儿科",
                new PlannedQuestion.Reference("多饮水，注意休息，体温高时可用退热药，及时就医。", "自编", 2026));
        ExperimentFolder one = run("one", Presets.comparison("one", Layout.COMPARISON, List.of(question), List.of(subject), false, 1,
                List.of(new OutsideColumn("ChatGPT", Map.of("Q2", "多饮水，注意休息，及时就医。")))));
        ExperimentFolder two = run("two", Presets.comparison("two", Layout.COMPARISON, List.of(question), List.of(subject), true, 1, List.of()));
        List<ExperimentAnswer> all = new java.util.ArrayList<>(one.placed());
        all.addAll(two.placed());
        FigureTable table = FigureTable.of(all, Axis.EXPERIMENT, Axis.SUBJECT, List.of(Figure.values()));
        assertThat(table.rowNames()).containsExactly("one", "two");
        assertThat(table.columnNames()).containsExactly("ChatGPT", MODEL);
        assertThat(table.at("two", "ChatGPT")).isEmpty();
        assertThat(table.at("one", "ChatGPT").orElseThrow().figures().get(Figure.ROUGE_L).value()).isGreaterThan(0.5);
        assertThat(all.getFirst().forReview(java.time.Instant.EPOCH).source().model()).isEqualTo("ChatGPT");
        assertThat(all).extracting(ExperimentAnswer::id).doesNotHaveDuplicates();
    }

    @Test
    void a_plan_is_begun_once_under_a_name_and_a_network_that_changed_is_refused() throws Exception {
        ExperimentPlan plan = grid();
        services.experiments().begin("grid", plan);
        assertThat(services.experiments().begin("grid", plan).name()).isEqualTo("grid");
        Subject other = new Subject(MODEL, MODEL, "0".repeat(64), "int4", null, null);
        ExperimentPlan changed = Presets.grid("grid", plan.questions(), other, List.of(0.7), List.of(0.95), 1, 16);
        refused(Reason.EXISTS, () -> services.experiments().begin("grid", changed));
        ExperimentFolder folder = services.experiments().begin("changed", changed);
        refused(Reason.CHANGED, () -> services.experimentRunner().run(folder, Progress.NONE, answer -> { }, new Cancellation()));
        for (String name : List.of("..", "../out", "", "a/b", "/tmp/x", ".hidden", "x".repeat(200))) {
            refused(Reason.BAD_NAME, () -> services.experiments().begin(name, plan));
        }
        try (ExperimentFolder.Writer writer = folder.take()) {
            refused(Reason.BUSY, folder::take);
            assertThat(folder.running()).isTrue();
            refused(Reason.BUSY, () -> services.experiments().remove("changed"));
        }
        services.experiments().remove("changed");
        refused(Reason.UNKNOWN, () -> services.experiments().find("changed"));
        assertThat(services.experiments().list()).extracting(ExperimentFolder::name).containsExactly("grid");
    }

    @Test
    void a_changed_answer_is_noticed() throws Exception {
        ExperimentFolder folder = run("grid", Presets.grid("grid", Presets.usualQuestions().subList(0, 1), new Subjects(services.models()).find(MODEL, null, null),
                List.of(0.7), List.of(0.2), 1, 16));
        Path file = folder.path().resolve("answers.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"text\":\"", "\"text\":\"不"));
        refused(Reason.DAMAGED, folder::answers);
    }

    private static void refused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(ExperimentException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
