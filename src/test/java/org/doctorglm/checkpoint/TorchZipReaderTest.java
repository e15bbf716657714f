package org.doctorglm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.checkpoint.SafetensorsReaderTest.assertReason;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchZipReaderTest {
    @TempDir
    Path folder;

    @Test
    void tensorsOfEachFloatTypeComeBackBitForBit() throws Exception {
        new TorchFile().floats("a", new float[] {1.5f, -0f, Float.NaN, 4, 5, 6}, 2, 3)
                .shorts("half", "HalfStorage", new short[] {0x3C00, (short) 0xC000}, 2)
                .shorts("brain", "BFloat16Storage", new short[] {0x3F80, (short) 0xC000}, 2)
                .floats("scalar", new float[] {7}).floats("empty", new float[0], 0, 5).write(file());
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader).isInstanceOf(TorchZipReader.class);
            assertThat(reader.read("a")).containsExactly(1.5f, -0f, Float.NaN, 4, 5, 6);
            float[] second = new float[3];
            reader.readRows("a", 1, 1, second);
            assertThat(second).containsExactly(4, 5, 6);
            assertThat(reader.read("half")).containsExactly(1, -2);
            assertThat(reader.read("brain")).containsExactly(1, -2);
            assertThat(reader.read("scalar")).containsExactly(7);
            assertThat(reader.read("empty")).isEmpty();
        }
    }

    @Test
    void viewsOfOneStorageAreReadThroughOffsetAndStrides() throws Exception {
        TorchFile file = new TorchFile();
        int key = file.storage(floats(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        file.view("whole", "FloatStorage", key, 12, 0, new long[] {3, 4}, new long[] {4, 1})
                .view("turned", "FloatStorage", key, 12, 0, new long[] {4, 3}, new long[] {1, 4})
                .view("middle", "FloatStorage", key, 12, 5, new long[] {2, 2}, new long[] {4, 1})
                .view("column", "FloatStorage", key, 12, 3, new long[] {3}, new long[] {4})
                .view("cube", "FloatStorage", key, 12, 0, new long[] {2, 3, 2}, new long[] {2, 4, 1}).write(file());
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader.read("whole")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(reader.read("turned")).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
            assertThat(reader.read("middle")).containsExactly(5, 6, 9, 10);
            assertThat(reader.read("column")).containsExactly(3, 7, 11);
            assertThat(reader.read("cube")).containsExactly(0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11);
            float[] rows = new float[6];
            reader.readRows("turned", 1, 2, rows);
            assertThat(rows).containsExactly(1, 5, 9, 2, 6, 10);
        }
    }

    @Test
    void anElementTypeThatNobodyAsksForDoesNoHarm() throws Exception {
        new TorchFile().tensor("ids", "LongStorage", new byte[16], 2, 2).floats("a", new float[] {1}, 1).write(file());
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader.read("a")).containsExactly(1);
            assertReason(() -> reader.info("ids"), Reason.UNKNOWN_TYPE);
            assertReason(() -> reader.info("b"), Reason.MISSING_TENSOR);
        }
    }

    @Test
    void sizesOfSixtyFourBitsAreRead() throws Exception {
        Files.write(file(), new TorchFile().floats("a", new float[] {1, 2}, 2).floats("b", new float[] {3}, 1).zip().wide().bytes());
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader.read("a")).containsExactly(1, 2);
            assertThat(reader.read("b")).containsExactly(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aTorchFolderBecomesTheSamePackAsASafetensorsFolder(Precision precision) throws Exception {
        TinyModel model = TinyModel.random(2, 2, 16, 24, 40, false, 3);
        Path safe = model.write(folder.resolve("safe"));
        Path one = Files.createDirectories(folder.resolve("one"));
        Files.writeString(one.resolve("config.json"), model.configJson());
        model.torch(model.weights()).write(one.resolve("pytorch_model.bin"));
        Path many = Files.createDirectories(folder.resolve("many"));
        Files.writeString(many.resolve("config.json"), model.configJson());
        shards(model, many, 3);
        byte[] weights = weights(safe, precision);
        assertThat(weights(one, precision)).isEqualTo(weights);
        assertThat(weights(many, precision)).isEqualTo(weights);
    }

    @Test
    void aTensorInTwoShardsIsDamage() throws Exception {
        new TorchFile().floats("a", new float[] {1}, 1).write(folder.resolve("1.bin"));
        new TorchFile().floats("a", new float[] {1}, 1).write(folder.resolve("2.bin"));
        Files.writeString(folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{\"a\":\"1.bin\",\"b\":\"2.bin\"}}");
        assertReason(() -> Checkpoints.open(folder), Reason.DAMAGED);
    }

    @Test
    void safetensorsGoBeforeTorchAndAnEmptyFolderIsNamed() throws Exception {
        assertReason(() -> Checkpoints.open(folder), Reason.NO_WEIGHTS);
        new TorchFile().write(file());
        TinyModel.random(1, 1, 16, 16, 16, true, 5).write(folder);
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader).isInstanceOf(SafetensorsReader.class);
        }
    }

    private byte[] weights(Path source, Precision precision) throws Exception {
        Path home = folder.resolve("home");
        ModelPack pack = new ModelStore(home.resolve("none"), home, "test")
                .importFolder(source, precision, source.getFileName().toString(), Progress.NONE, new Cancellation());
        return Files.readAllBytes(pack.weights());
    }

    private static void shards(TinyModel model, Path target, int count) throws Exception {
        Map<Integer, Map<String, float[]>> parts = new LinkedHashMap<>();
        StringBuilder map = new StringBuilder("{\"metadata\":{\"total_size\":1},\"weight_map\":{");
        int at = 0;
        for (Map.Entry<String, float[]> weight : model.weights().entrySet()) {
            int part = at % count + 1;
            parts.computeIfAbsent(part, p -> new LinkedHashMap<>()).put(weight.getKey(), weight.getValue());
            map.append(at++ == 0 ? "" : ",").append('"').append(weight.getKey()).append("\":\"").append(shard(part, count)).append('"');
        }
        for (Map.Entry<Integer, Map<String, float[]>> part : parts.entrySet()) {
            model.torch(part.getValue()).write(target.resolve(shard(part.getKey(), count)));
        }
        Files.writeString(target.resolve("pytorch_model.bin.index.json"), map + "}}");
    }

    private static String shard(int part, int count) {
        return "pytorch_model-%05d-of-%05d.bin".formatted(part, count);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private Path file() {
        return folder.resolve("pytorch_model.bin");
    }
}
