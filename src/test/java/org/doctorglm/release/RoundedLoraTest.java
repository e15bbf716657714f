package org.doctorglm.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.Checkpoints;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.model.StoredMatrix;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A LoRA of real size (rank 8, the thirds of the fused matrix) under four and eight bits, on text that the network did not learn.
///
/// Right is: add in 32 bits, round once. The paper's network was rounded before the adapter was added, and again afterwards.
class RoundedLoraTest {
    private static final int RANK = 8;
    private static final int ALPHA = 16;
    /// Spread of the factors: A as it is drawn at the beginning of a training, B as it is after some epochs.
    private static final double A = 0.03;
    private static final double B = 0.12;

    @TempDir
    Path temp;
    private ModelStore store;
    private List<Perplexity.Sample> samples;
    private Path adapter;

    @BeforeEach
    void draw() throws Exception {
        samples = HeldOut.read(Shared.require("models/chatglm-mini/held_out.jsonl")).some(100);
        store = new ModelStore(temp.resolve("none"), temp.resolve("models"), "test");
        GlmConfig config = GlmConfig.read(DemoModel.SOURCE);
        Random random = new Random(8);
        SafetensorsFile file = new SafetensorsFile();
        for (int layer = 0; layer < config.layers(); layer++) {
            int hidden = config.hidden();
            file.floats(LoraFolder.PEFT.formatted(layer, "A"), normal(random, 2 * RANK * hidden, A), 2L * RANK, hidden);
            file.floats(LoraFolder.PEFT.formatted(layer, "B"), normal(random, 2 * hidden * RANK, B), 2L * hidden, RANK);
        }
        adapter = LoraFolder.config(Files.createDirectories(temp.resolve("lora")),
                "{\"r\": " + RANK + ", \"lora_alpha\": " + ALPHA + ", \"enable_lora\": [true, false, true], \"peft_type\": \"LORA\"}");
        file.write(adapter.resolve("adapter_model.safetensors"));
    }

    @Test
    void mergedFirstAndRoundedOnceItLosesAlmostNothingRoundedTwiceItLosesMore() throws Exception {
        double base = loss(DemoModel.pack(Precision.FP32));
        double merged = loss(take(DemoModel.SOURCE, Precision.FP32));
        System.err.printf("base %.5f, with LoRA %.5f (%+.2f %%)%n", base, merged, 100 * (merged / base - 1));
        assertThat(Math.abs(merged / base - 1)).as("changed, not ruined").isBetween(0.005, 0.25);
        for (Precision precision : List.of(Precision.INT8, Precision.INT4)) {
            double once = loss(take(DemoModel.SOURCE, precision)) / merged - 1;
            double twice = loss(take(rounded(precision), precision)) / merged - 1;
            System.err.printf("%s merged, then rounded %+.3f %%; rounded, added, rounded again %+.3f %%%n", precision.key(), 100 * once, 100 * twice);
            assertThat(once).as(precision.key()).isLessThanOrEqualTo(precision.mostLossIncrease());
            if (precision == Precision.INT4) {
                assertThat(twice).as("the second rounding costs").isGreaterThan(once);
            }
        }
    }

    /// The demo model as a checkpoint whose matrices were rounded.
    private Path rounded(Precision precision) throws IOException {
        MatrixType type = new MatrixType.Tiled(java.util.Objects.requireNonNull(ModelStore.defaultQuantizer(precision)));
        Path folder = Files.createDirectories(temp.resolve("rounded-" + precision.key()));
        for (String name : List.of("config.json", "tokenizer_config.json", ModelPack.TOKENIZER)) {
            Files.copy(DemoModel.SOURCE.resolve(name), folder.resolve(name));
        }
        SafetensorsFile file = new SafetensorsFile();
        try (Checkpoint checkpoint = Checkpoints.open(DemoModel.SOURCE)) {
            for (String name : checkpoint.names()) {
                List<Long> shape = checkpoint.info(name).shape();
                float[] values = checkpoint.read(name);
                if (shape.size() == 2) {
                    int rows = shape.get(0).intValue();
                    int columns = shape.get(1).intValue();
                    values = StoredMatrix.weights(type, StoredMatrix.bytes(type, values, rows, columns), rows, columns);
                }
                file.floats(name, values, shape.stream().mapToLong(Long::longValue).toArray());
            }
        }
        file.write(folder.resolve("model.safetensors"));
        return folder;
    }

    private ModelPack take(Path source, Precision precision) throws IOException {
        String name = source.getFileName() + "-lora-" + precision.key();
        return store.importFolder(ImportRequest.of(source, adapter, precision, name), Progress.NONE, new Cancellation());
    }

    private double loss(ModelPack pack) throws Exception {
        try (Generator generator = new Generator(p -> Engines.here().getFirst().load(p, 2))) {
            return generator.with(pack, model -> Perplexity.measure(model, samples, Progress.NONE, new Cancellation())).loss();
        }
    }

    private static float[] normal(Random random, int length, double deviation) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }
}
