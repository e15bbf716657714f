package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.ReleasedLayout;
import org.doctorglm.testing.TinyModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// LoRA adapters merged at import. With 2 or 5 heads the thirds of the fused matrix end inside a head.
@ParameterizedClass
@EnumSource(Engines.class)
class AdapterTest {
    @Parameter
    Engines engines;

    private static final int[] PROMPT = {20, 21, 13, TinyModel.GMASK, TinyModel.SOP};

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"3,16", "2,12", "5,20"})
    void logitsAreThoseOfTheMergedNetworkInEveryNaming(int heads, int headDim) throws Exception {
        TinyModel base = TinyModel.random(2, heads, headDim, 40, 60, true, 7);
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        double[] wanted = new ReferenceGlm(lora.merged()).logits(PROMPT);
        double[] without = new ReferenceGlm(base).logits(PROMPT);
        Path source = base.write(temp.resolve("base"));
        Path[] adapters = {lora.writeTorch(temp.resolve("loralib"), LoraFolder.LORALIB), lora.writeTorch(temp.resolve("peft"), LoraFolder.PEFT),
            lora.writeSafetensors(temp.resolve("named"), LoraFolder.PEFT_NAMED)};
        for (Path adapter : adapters) {
            assertClose(logits(take(source, adapter, Precision.FP32)), wanted, 2e-4);
        }
        assertThat(distance(wanted, without)).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 4})
    void anAdapterIsMergedIntoReleasedRoundedWeights(int bits) throws Exception {
        ReleasedLayout released = new ReleasedLayout(TinyModel.random(2, 3, 16, 40, 60, true, 7), bits);
        LoraFolder lora = LoraFolder.random(released.restored(), 4, 8, 3);
        ModelPack pack = take(released.writeTorch(temp.resolve("base")), lora.writeTorch(temp.resolve("lora"), LoraFolder.PEFT), Precision.FP32);
        assertClose(logits(pack), new ReferenceGlm(lora.merged()).logits(PROMPT), 2e-4);
    }

    @Test
    void aRoundedPackIsTheMergedNetworkRoundedOnce() throws Exception {
        TinyModel base = TinyModel.random(2, 3, 16, 64, 60, true, 7);
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        Path source = base.write(temp.resolve("base"));
        Path adapter = lora.writeTorch(temp.resolve("lora"), LoraFolder.PEFT);
        Path merged = lora.merged().write(temp.resolve("merged"));
        double[] wanted = new ReferenceGlm(lora.merged()).logits(PROMPT);
        for (Precision precision : new Precision[] {Precision.INT8, Precision.INT4}) {
            double error = distance(wanted, logits(take(source, adapter, precision)));
            double once = distance(wanted, logits(take(merged, null, precision)));
            assertThat(error).as(precision.key()).isCloseTo(once, within(0.1 * once));
        }
    }

    @Test
    void thePackNamesItsAdapterAndTheFilesItCameFrom() throws Exception {
        TinyModel base = TinyModel.random(1, 2, 16, 40, 60, true, 7);
        Path source = base.write(temp.resolve("base"));
        ModelPack pack = take(source, LoraFolder.random(base, 2, 4, 3).writeTorch(temp.resolve("医生"), LoraFolder.PEFT), Precision.INT8);
        assertThat(pack.manifest().adapter()).isEqualTo("医生");
        assertThat(pack.manifest().sources()).extracting(FileHash::name)
                .containsExactly("model.safetensors", "adapter_model.bin", "adapter_config.json", "config.json");
        assertThat(take(source, null, Precision.INT8).manifest().adapter()).isNull();
    }

    private ModelPack take(Path source, @Nullable Path adapter, Precision precision) throws Exception {
        String name = source.getFileName() + "-" + (adapter == null ? "none" : adapter.getFileName()) + precision.key();
        return new ModelStore(temp.resolve("none"), temp.resolve("home"), "test")
                .importFolder(ImportRequest.of(source, adapter, precision, name), Progress.NONE, new Cancellation());
    }

    private double[] logits(ModelPack pack) throws Exception {
        try (Engine engine = engines.load(pack, 2)) {
            Logits logits = engine.session().prefill(PROMPT, 0, new Cancellation());
            double[] values = new double[logits.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = logits.values()[i];
            }
            return values;
        }
    }

    private static void assertClose(double[] values, double[] wanted, double most) {
        assertThat(values).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(values[i]).isCloseTo(wanted[i], within(most));
        }
    }

    /// Root of the mean square.
    private static double distance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return Math.sqrt(sum / left.length);
    }
}
