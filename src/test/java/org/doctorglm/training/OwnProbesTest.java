package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions of a department's own, asked by a run besides the usual ones.
class OwnProbesTest {
    private static final List<Probe> OWN = List.of(new Probe("孩子发烧到多少度要去医院？", "38.5"), Probe.USUAL.getFirst(), new Probe("川崎病是什么病？", null));

    @TempDir
    Path folder;
    private LocalTraining training;
    private String model;

    @BeforeEach
    void open() throws IOException {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        model = pack.name();
        training = new LocalTraining(new TrainingRuns(folder), new ModelStore(pack.folder().getParent(), "test"), (base, recipe) -> answering(), (data, consumer) -> {
            for (int i = 0; i < 40; i++) {
                consumer.accept(new Conversation("儿科", List.of(new Turn("第" + i + "个孩子咳嗽怎么办？", "多喝水，第" + i + "天复诊。"))));
            }
        }, "test");
    }

    private static FakeNetwork answering() throws IOException {
        FakeNetwork network = new FakeNetwork();
        network.answer = GlmTokenizer.load(DemoModel.SOURCE.resolve("ice_text.model"), 0).encodeUntrusted("多喝水，注意休息，三天后复诊。");
        return network;
    }

    private static Recipe recipe() throws TrainingException {
        return RecipeText.parse(Map.of("recipe", "small-safe", "batch", "2", "epochs", "2", "evaluate-every", "6", "save-every", "5", "learning-rate", "0.02",
                "warm-up", "0", "schedule", "constant"));
    }

    private static List<Probe> asked(RunFolder run) throws IOException {
        return run.events().stream().filter(RunEvent.Probed.class::isInstance).map(e -> ((RunEvent.Probed) e).answers().stream().map(Probe.Answer::probe).toList())
                .distinct().reduce((a, b) -> {
                    throw new AssertionError("asked differently: " + a + " " + b);
                }).orElseThrow();
    }

    @Test
    void a_run_that_goes_on_asks_what_it_began_with() throws Exception {
        RunFolder whole = training.begin("whole", model, "d", recipe(), OWN);
        training.train(whole, Progress.NONE, new Cancellation());
        RunFolder run = training.begin("killed", model, "d", recipe(), OWN);
        byte[] kept = Files.readAllBytes(run.path().resolve("probes.json"));
        assertThatThrownBy(() -> training.train(run, (done, total) -> {
            if (done == 13) {
                throw new IllegalStateException("killed");
            }
        }, new Cancellation())).isInstanceOf(IllegalStateException.class);
        training.train(training.runs().find("killed"), Progress.NONE, new Cancellation());
        assertThat(run.path().resolve("probes.json")).hasBinaryContent(kept);
        assertThat(asked(run)).isEqualTo(asked(whole)).containsAll(Probe.USUAL).containsAll(OWN).hasSize(Probe.USUAL.size() + 2);
        assertThat(run.events().stream().filter(e -> !(e instanceof RunEvent.Step)).toList()).isEqualTo(whole.events().stream().filter(e -> !(e instanceof RunEvent.Step)).toList());
    }

    @Test
    void a_run_of_an_earlier_program_asks_the_usual_questions() throws Exception {
        RunFolder run = training.begin("old", model, "d", recipe());
        Files.delete(run.path().resolve("probes.json"));
        assertThat(run.probes()).isEqualTo(Probe.USUAL);
        Files.writeString(run.path().resolve("probes.json"), "[{\"question\":");
        assertThatThrownBy(run::probes).isInstanceOf(TrainingException.class).hasMessageContaining("probes.json");
    }

    @Test
    void a_word_that_the_network_never_knew_does_not_hide_one_that_it_forgot() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        Probe capital = Probe.USUAL.getFirst();
        Probe own = OWN.getFirst();
        assertThat(guard.probes(List.of(answer(capital, "中国的首都是北京。"), answer(own, "这要看孩子的精神。")))).isEmpty();
        assertThat(guard.probes(List.of(answer(capital, "首都是一座大城市。"), answer(own, "这要看孩子的精神。")))).extracting(Alarm::signal)
                .containsExactly(Alarm.Signal.GENERAL);
    }

    private static Probe.Answer answer(Probe probe, String text) {
        return new Probe.Answer(probe, text, 10, true);
    }
}
