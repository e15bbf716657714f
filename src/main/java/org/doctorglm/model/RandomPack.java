package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.PackManifest.Traits;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// A pack of random weights in the exact shape of a network: speed and memory depend on the shape alone. It answers nonsense and has no tokenizer.
public final class RandomPack {
    /// ChatGLM-6B, current release.
    public static final GlmConfig CHATGLM_6B = new GlmConfig(28, 4096, 32, 16384, 130528, 1e-5, 2048, 130004, 130005, 130000, 130001, 0);
    private static final int ROWS = 64;
    private static final long SEED = 6;

    private final GlmConfig config;
    private final MatrixType type;
    private final WeightsWriter out;
    private final Progress progress;
    private final Cancellation cancellation;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private RandomPack(GlmConfig config, MatrixType type, WeightsWriter out, Progress progress, Cancellation cancellation) {
        this.config = config;
        this.type = type;
        this.out = out;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// Opens the pack in `folder`, after writing it when it is not there yet or of an older format.
    public static ModelPack open(Path folder, GlmConfig config, Precision precision, Progress progress, Cancellation cancellation) throws IOException {
        try {
            return ModelPack.open(folder, false);
        } catch (ModelException e) {
            Files.createDirectories(folder);
            MatrixType type = PackTypes.of(precision, ModelStore.defaultQuantizer(precision), Map.of()).standard();
            List<FileHash> files;
            List<TensorPlace> places;
            try (ImportJournal journal = ImportJournal.open(folder)) {
                try (WeightsWriter out = new WeightsWriter(folder, journal, Workplace.LOCAL, SharedFiles.NONE, cancellation)) {
                    new RandomPack(config, type, out, progress, cancellation).write();
                    files = out.finish();
                    places = out.places();
                }
                journal.delete();
            }
            PackManifest manifest = new PackManifest(PackManifest.FORMAT_VERSION, String.valueOf(folder.getFileName()), config.release(), precision,
                    ModelStore.defaultQuantizer(precision), null, config, Traits.UNKNOWN, null, null, places, files, List.of(), "random");
            Files.write(folder.resolve(ModelPack.MANIFEST), ModelPack.JSON.writeValueAsBytes(manifest));
            return ModelPack.open(folder, false);
        }
    }

    private void write() throws IOException {
        matrix("head", config.vocabulary(), config.hidden());
        for (int i = 0; i < config.layers(); i++) {
            String name = "layers." + i + ".";
            norm(name + "input_norm");
            biased(name + "qkv", 3 * config.hidden(), config.hidden());
            biased(name + "dense", config.hidden(), config.hidden());
            norm(name + "post_norm");
            biased(name + "up", config.inner(), config.hidden());
            biased(name + "down", config.hidden(), config.inner());
            progress.at(i + 1, config.layers());
        }
        norm("final_norm");
    }

    private void norm(String name) throws IOException {
        float[] ones = new float[config.hidden()];
        java.util.Arrays.fill(ones, 1);
        out.tensor(name + ".weight", ones, ones.length);
        out.tensor(name + ".bias", new float[config.hidden()], config.hidden());
    }

    private void biased(String name, int rows, int columns) throws IOException {
        matrix(name, rows, columns);
        out.tensor(name + ".bias", new float[rows], rows);
    }

    /// Some rows of noise, over and over: each time at another place of memory, which is what counts.
    private void matrix(String name, int rows, int columns) throws IOException {
        byte[] noise = noise(columns);
        long left = type.bytes(rows, columns);
        out.begin(name, left);
        while (left > 0) {
            cancellation.throwIfRequested();
            int some = (int) Math.min(left, noise.length);
            out.write(noise, some);
            left -= some;
        }
        out.end(name + ".weight", type.key(), rows, columns);
    }

    private byte[] noise(int columns) {
        float[] weights = new float[ROWS * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) ((random.nextDouble() - 0.5) * 3.4 / Math.sqrt(columns));
        }
        return TensorBytes.of(type, weights, ROWS, columns);
    }
}
