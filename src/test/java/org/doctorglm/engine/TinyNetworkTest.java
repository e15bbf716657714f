package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Networks of random weights against the block written out in 64 bits.
@ParameterizedClass
@EnumSource(Engines.class)
class TinyNetworkTest {
    @Parameter
    Engines engines;

    private static final int G = TinyModel.GMASK;
    private static final int M = TinyModel.MASK;
    private static final int SOP = TinyModel.SOP;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"2, 2, 16, false", "2, 3, 4, false", "2, 2, 8, true", "1, 1, 12, false", "3, 2, 64, true", "2, 5, 20, false"})
    void everyTokenOfPromptAndAnswerEqualsTheReference(int layers, int heads, int headDim, boolean tied) throws Exception {
        TinyModel model = TinyModel.random(layers, heads, headDim, 3 * heads * headDim, 50, tied, 7L * headDim);
        ReferenceGlm reference = new ReferenceGlm(model);
        int[][] prompts = {{20, 21, 22, G, SOP}, {30, G, 31, 32, SOP, 33, 34}, {40, M, 41, SOP}, {G, SOP}, {10, 11, 12, 13, 14, G, SOP, 15, SOP, 16}};
        try (Engine engine = engines.load(pack(model, Precision.FP32), 2)) {
            for (int[] prompt : prompts) {
                assertClose(engine.session().prefill(prompt, 6, new Cancellation()), reference.logits(prompt), 2e-4);
                int[] ids = prompt;
                Random random = new Random(headDim);
                for (int i = 0; i < 6; i++) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = 10 + random.nextInt(40);
                    assertClose(engine.session().step(ids[ids.length - 1]), reference.logits(ids), 2e-4);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, 0.02", "INT4, 0.25"})
    void quantisedNetworksStayCloseToTheReference(Precision precision, double share) throws Exception {
        for (int headDim : new int[] {16, 4}) {
            TinyModel model = TinyModel.random(2, 4, headDim, 96, 60, false, 11);
            int[] prompt = {20, 21, 22, 23, G, SOP, 24};
            double[] wanted = new ReferenceGlm(model).logits(prompt);
            try (Engine engine = engines.load(pack(model, precision), 2)) {
                Logits logits = engine.session().prefill(prompt, 1, new Cancellation());
                double error = 0;
                double size = 0;
                for (int i = 0; i < wanted.length; i++) {
                    error += Math.pow(logits.values()[i] - wanted[i], 2);
                    size += wanted[i] * wanted[i];
                }
                assertThat(Math.sqrt(error / size)).as("relative error, head dimension " + headDim).isLessThan(share);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void knownTokensFedTogetherOrOneByOneScoreTheSame(Precision precision) throws Exception {
        TinyModel model = TinyModel.random(2, 2, 16, 64, 50, false, 5);
        int[] prompt = {20, 21, G, SOP};
        int[] answer = new Random(3).ints(50, 10, 50).toArray();
        try (Engine engine = engines.load(pack(model, precision), 2)) {
            assertThat(engine.batchInvariant()).isEqualTo(engines == Engines.KERNELS);
            engine.session().prefill(prompt, answer.length, new Cancellation());
            Logits[] together = engine.session().steps(answer);
            engine.session().prefill(prompt, answer.length, new Cancellation());
            for (int i = 0; i < answer.length; i++) {
                Logits alone = engine.session().step(answer[i]);
                if (engine.batchInvariant()) {
                    assertThat(together[i].values()).as("bit for bit").containsExactly(alone.values());
                } else {
                    assertThat(together[i].values()).containsExactly(alone.values(), within(precision.quantised() ? 0.05f : 1e-3f));
                }
            }
        }
    }

    private ModelPack pack(TinyModel model, Precision precision) throws Exception {
        Path folder = temp.resolve("source-" + model.config().headDim() + precision);
        return new ModelStore(temp.resolve("none"), temp.resolve("models"), "test")
                .importFolder(model.write(folder), precision, "tiny-" + model.config().headDim() + precision, Progress.NONE, new Cancellation());
    }

    private static void assertClose(Logits logits, double[] wanted, double most) {
        assertThat(logits.values()).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) logits.values()[i]).isCloseTo(wanted[i], within(most));
        }
    }
}
