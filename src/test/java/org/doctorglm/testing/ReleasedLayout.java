package org.doctorglm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tiny network rounded as the released INT8 and INT4 checkpoints are: the four matrices of a block, one scale a row.
public final class ReleasedLayout {
    private final TinyModel model;
    private final int bits;
    private final Map<String, byte[]> packed = new LinkedHashMap<>();
    private final Map<String, short[]> scales = new LinkedHashMap<>();
    private final Map<String, float[]> restored;

    public ReleasedLayout(TinyModel model, int bits) {
        this.model = model;
        this.bits = bits;
        this.restored = new LinkedHashMap<>(model.weights());
        model.weights().forEach((name, values) -> {
            if (name.matches(".*(query_key_value|dense|dense_h_to_4h|dense_4h_to_h)\\.weight")) {
                round(name, values);
            }
        });
    }

    private void round(String name, float[] values) {
        long[] shape = model.shape(name, values.length);
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        int most = (1 << bits - 1) - 1;
        byte[] bytes = new byte[values.length * bits / 8];
        short[] steps = new short[rows];
        float[] back = new float[values.length];
        for (int row = 0; row < rows; row++) {
            float max = 0;
            for (int i = 0; i < columns; i++) {
                max = Math.max(max, Math.abs(values[row * columns + i]));
            }
            steps[row] = Float.floatToFloat16(max / most);
            float step = Float.float16ToFloat(steps[row]);
            for (int i = 0; i < columns; i++) {
                int at = row * columns + i;
                int q = Math.clamp(Math.round(values[at] / step), -most - 1, most);
                back[at] = q * step;
                if (bits == 8) {
                    bytes[at] = (byte) q;
                } else {
                    bytes[at / 2] |= (byte) (i % 2 == 0 ? q << 4 : q & 0xF);
                }
            }
        }
        packed.put(name, bytes);
        scales.put(name, steps);
        restored.put(name, back);
    }

    /// The network that the rounded weights stand for.
    public TinyModel restored() {
        return new TinyModel(model.config(), restored);
    }

    public Path writeSafetensors(Path folder) throws IOException {
        SafetensorsFile file = model.safetensors(others());
        packed.forEach((name, bytes) -> file.tensor(name, "I8", bytes, shape(name)).shorts(name + "_scale", "F16", steps(name), steps(name).length));
        config(folder);
        file.write(folder.resolve("model.safetensors"));
        return folder;
    }

    public Path writeTorch(Path folder) throws IOException {
        TorchFile file = model.torch(others());
        packed.forEach((name, bytes) -> file.tensor(name, "CharStorage", bytes, bytes.length, shape(name))
                .shorts(name + "_scale", "HalfStorage", steps(name), steps(name).length));
        config(folder);
        file.write(folder.resolve("pytorch_model.bin"));
        return folder;
    }

    private void config(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), model.configJson());
    }

    private Map<String, float[]> others() {
        Map<String, float[]> others = new LinkedHashMap<>(model.weights());
        others.keySet().removeAll(packed.keySet());
        return others;
    }

    private short[] steps(String name) {
        return java.util.Objects.requireNonNull(scales.get(name));
    }

    private long[] shape(String name) {
        long[] shape = model.shape(name, model.weight(name).length);
        return new long[] {shape[0], shape[1] * bits / 8};
    }
}
