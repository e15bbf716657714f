package org.doctorglm.training.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.GuardSettings;
import org.doctorglm.training.Probes;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunEnd;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.training.Sequence;
import org.doctorglm.training.Trainer;
import org.doctorglm.training.TrainingRuns;
import org.doctorglm.training.TrainingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Healthy runs and runs that are far too fast, on the demo model. Property `guard.seeds` (1), steps of a run `guard.steps` (40).
class GuardedRunsTest {
    private static final int SEEDS = Integer.getInteger("guard.seeds", 1);
    private static final int STEPS = Integer.getInteger("guard.steps", 40);

    @TempDir
    Path folder;

    @Test
    void a_run_that_is_far_too_fast_ends_early_and_a_healthy_one_never() throws Exception {
        List<Long> ends = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertThat(run("healthy-" + seed, "0.001", seed).end()).as("healthy, seed %d", seed).isEqualTo(RunEnd.FINISHED);
            RunFolder.Ended wild = run("wild-" + seed, "3", seed);
            assertThat(wild.end()).as("wild, seed %d", seed).isEqualTo(RunEnd.GUARD);
            assertThat((double) wild.step()).as("wild, seed %d", seed).isLessThan(0.15 * STEPS);
            ends.add(wild.step());
        }
        System.err.println(SEEDS + " seeds, " + STEPS + " steps: no healthy run ended, the others after " + ends);
    }

    private RunFolder.Ended run(String name, String rate, int seed) throws Exception {
        ModelPack pack = DemoModel.pack(Precision.FP32);
        GlmConfig config = pack.manifest().config();
        GlmTokenizer tokenizer = GlmTokenizer.load(pack.tokenizer().orElseThrow(), 0);
        Recipe recipe = RecipeText.parse(Map.of("recipe", "small-safe", "batch", "2", "epochs", "100", "most-steps", String.valueOf(STEPS), "learning-rate", rate,
                "warm-up", "0", "clip", "0", "seed", String.valueOf(seed), "evaluate-every", "20"));
        TrainingSet set = set(new SampleMaker(tokenizer, config, 64, 64));
        RunFolder run = new TrainingRuns(folder).create(name, new RunFile(RecipeText.of(recipe), "m", "", "d", "", 36, 4, STEPS, "test"));
        try (DjlNetwork network = DjlNetwork.open(pack, recipe, DjlNetworkTest.LIBRARIES, 2)) {
            return new Trainer(network, recipe, run, set, new Probes(List.of(), tokenizer, config, 8), GuardSettings.USUAL).train(Progress.NONE, new Cancellation());
        }
    }

    private static TrainingSet set(SampleMaker maker) {
        List<Sequence> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.addAll(maker.of(new Conversation("", List.of(new Turn("头疼" + i + "天了，睡不好，怎么办？", "先休息" + i % 7 + "天，少看手机，还疼就去神经内科。")))));
        }
        return new TrainingSet(samples.subList(0, 36), samples.subList(36, 40));
    }
}
