package org.doctorglm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsReaderTest {
    @TempDir
    Path folder;

    @Test
    void thirtyTwoBitFloatsComeBackBitForBit() throws Exception {
        float[] values = {1.5f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
        new SafetensorsFile().floats("a", values, 2, 3).write(folder.resolve("model.safetensors"));
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            assertThat(reader.read("a")).containsExactly(values);
            assertThat(reader.info("a").rowLength()).isEqualTo(3);
            float[] second = new float[3];
            reader.readRows("a", 1, 1, second);
            assertThat(second).containsExactly(Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void everySixteenBitFloatIsWidenedExactly() throws Exception {
        short[] all = new short[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) i;
        }
        new SafetensorsFile().shorts("half", "F16", all, all.length).shorts("brain", "BF16", all, all.length)
                .write(folder.resolve("model.safetensors"));
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            float[] half = reader.read("half");
            float[] brain = reader.read("brain");
            for (int i = 0; i < all.length; i++) {
                assertThat(Float.valueOf(half[i])).isEqualTo(Float.valueOf(Float.float16ToFloat((short) i)));
                assertThat(Float.valueOf(brain[i])).isEqualTo(Float.valueOf(Float.intBitsToFloat(i << 16)));
            }
        }
    }

    @Test
    void aScalarAndAnEmptyTensorAreRead() throws Exception {
        new SafetensorsFile().floats("scalar", new float[] {7}).floats("empty", new float[0], 0, 5).write(folder.resolve("model.safetensors"));
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            assertThat(reader.read("scalar")).containsExactly(7);
            assertThat(reader.read("empty")).isEmpty();
        }
    }

    @Test
    void anElementTypeThatNobodyAsksForDoesNoHarm() throws Exception {
        new SafetensorsFile().tensor("ids", "I64", new byte[16], 2).floats("a", new float[] {1}, 1).write(folder.resolve("model.safetensors"));
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            assertThat(reader.read("a")).containsExactly(1);
            assertReason(() -> reader.info("ids"), Reason.UNKNOWN_TYPE);
            assertReason(() -> reader.info("b"), Reason.MISSING_TENSOR);
        }
    }

    @Test
    void aFolderInShardsEqualsTheSingleFile() throws Exception {
        TinyModel model = TinyModel.random(2, 2, 16, 24, 40, false, 3);
        model.write(folder.resolve("one"));
        shards(model, folder.resolve("many"), 3);
        try (SafetensorsReader one = SafetensorsReader.openFolder(folder.resolve("one"));
             SafetensorsReader many = SafetensorsReader.openFolder(folder.resolve("many"))) {
            assertThat(many.files()).hasSize(3);
            assertThat(many.names()).containsExactlyInAnyOrderElementsOf(one.names());
            for (String name : one.names()) {
                assertThat(many.info(name)).isEqualTo(one.info(name));
                assertThat(many.read(name)).containsExactly(one.read(name));
            }
        }
    }

    @Test
    void shardsAreFoundWhereverTheFolderIsNamedFrom() throws Exception {
        shards(TinyModel.random(1, 1, 16, 16, 16, true, 5), folder.resolve("many"), 2);
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toRealPath().resolve("many"));
        for (Path path : new Path[] {relative, folder.resolve("many/../many"), folder.resolve("many/.")}) {
            try (SafetensorsReader reader = SafetensorsReader.openFolder(path)) {
                assertThat(reader.files()).hasSize(2);
            }
        }
    }

    @Test
    void aFolderWithoutWeightsIsNamed() {
        assertReason(() -> SafetensorsReader.openFolder(folder), Reason.NO_WEIGHTS);
        assertReason(() -> SafetensorsReader.openFolder(folder.resolve("nowhere")), Reason.NO_WEIGHTS);
    }

    static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CheckpointException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void shards(TinyModel model, Path folder, int count) throws Exception {
        Map<Integer, Map<String, float[]>> parts = new LinkedHashMap<>();
        StringBuilder map = new StringBuilder("{\"metadata\":{},\"weight_map\":{");
        Random random = new Random(1);
        int at = 0;
        for (Map.Entry<String, float[]> weight : model.weights().entrySet()) {
            int part = at < count ? at : random.nextInt(count);
            parts.computeIfAbsent(part, p -> new LinkedHashMap<>()).put(weight.getKey(), weight.getValue());
            map.append(at++ == 0 ? "" : ",").append('"').append(weight.getKey()).append("\":\"part-").append(part).append(".safetensors\"");
        }
        for (Map.Entry<Integer, Map<String, float[]>> part : parts.entrySet()) {
            model.safetensors(part.getValue()).write(folder.resolve("part-" + part.getKey() + ".safetensors"));
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), map + "}}");
    }
}
