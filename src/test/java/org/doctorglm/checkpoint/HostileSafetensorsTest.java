package org.doctorglm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.testing.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes are, the answer is a tensor or a [CheckpointException], never a read outside the file.
class HostileSafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void aFileCutAnywhereIsDamaged() throws Exception {
        byte[] whole = sound().bytes();
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            assertDamaged(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 100_000_001, 1L << 32, 4096})
    void aForgedHeaderLengthIsDamaged(long length) throws Exception {
        byte[] bytes = sound().bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        assertDamaged(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[0, 25]", "[1, 25]", "[-1, 23]", "[24, 0]", "[0, 23]", "[9223372036854775800, 9223372036854775807]", "[-9223372036854775808, 24]",
        "[0, 18446744073709551640]", "[0.5, 24]", "[0, 24.9]", "[\"0\", \"24\"]", "[0, 24, 48]", "[0]", "[]", "{}", "null", "24", "[null, null]"})
    void offsetsThatDoNotFitAreDamaged(String offsets) throws Exception {
        assertDamaged(entry("\"F32\"", "[2, 3]", offsets));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[-2, -3]", "[2, -3]", "[2.0, 3]", "[\"2\", 3]", "[4294967296, 4294967296]", "[9223372036854775807, 2]", "[18446744073709551617, 6]",
        "[0, 4611686018427387904, 4]", "[[2], 3]", "null", "6", "{\"a\": 6}", "[null]", "[2, 3, 4]"})
    void shapesThatDoNotFitAreDamaged(String shape) throws Exception {
        assertDamaged(entry("\"F32\"", shape, "[0, 24]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"F16\"", "\"BF16\""})
    void aTypeThatDoesNotFitTheLengthIsDamaged(String type) throws Exception {
        assertDamaged(entry(type, "[2, 3]", "[0, 24]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"F64\"", "\"f32\"", "\"\"", "null", "32", "[]"})
    void anUnknownTypeIsNamedWhenTheTensorIsAskedFor(String type) throws Exception {
        Files.write(folder.resolve("model.safetensors"), entry(type, "[2, 3]", "[0, 24]"));
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            SafetensorsReaderTest.assertReason(() -> reader.read("a"), Reason.UNKNOWN_TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "1", "null", "{\"a\": }", "{\"a\": 1}", "{\"a\": null}", "  ", "\"x\"", "{'a':1}", "\u0000\u0000"})
    void aHeaderThatIsNoObjectOfObjectsIsDamaged(String header) throws Exception {
        byte[] data = new byte[24];
        assertDamagedOrUnknown(SafetensorsFile.bytes(header.getBytes(StandardCharsets.UTF_8), data));
    }

    @Test
    void aHeaderOfDeepNestingIsDamaged() throws Exception {
        assertDamaged(SafetensorsFile.bytes(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8), new byte[0]));
    }

    @Test
    void randomBytesAsHeaderNeverDoMoreThanFail() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            byte[] header = new byte[2 + random.nextInt(60)];
            random.nextBytes(header);
            assertDamagedOrUnknown(SafetensorsFile.bytes(header, new byte[8]));
        }
    }

    @Test
    void aSoundHeaderWithOneByteChangedIsReadOrRefused() throws Exception {
        byte[] whole = sound().bytes();
        Random random = new Random(5);
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length - 40)] = (byte) random.nextInt(256);
            assertDamagedOrUnknown(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.safetensors", "/etc/passwd", "sub/../../outside.safetensors", "sub/in.safetensors", "", ".", "..",
        "gone.safetensors", "a\\u0000b"})
    void anIndexThatPointsOutsideTheFolderIsDamaged(String shard) throws Exception {
        Path inner = folder.resolve("inner");
        sound().write(folder.resolve("outside.safetensors"));
        sound().write(inner.resolve("sub").resolve("in.safetensors"));
        Files.writeString(inner.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        SafetensorsReaderTest.assertReason(() -> SafetensorsReader.openFolder(inner), Reason.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"weight_map\":{}}", "{\"weight_map\":[1]}", "{\"weight_map\":{\"a\":null}}", "not json"})
    void aBrokenIndexIsDamaged(String index) throws Exception {
        Files.writeString(folder.resolve("model.safetensors.index.json"), index);
        SafetensorsReaderTest.assertReason(() -> SafetensorsReader.openFolder(folder), Reason.DAMAGED);
    }

    private static SafetensorsFile sound() {
        return new SafetensorsFile().floats("a", new float[] {1, 2, 3, 4, 5, 6}, 2, 3).shorts("b", "F16", new short[8], 8);
    }

    private static byte[] entry(String type, String shape, String offsets) {
        String header = "{\"a\":{\"dtype\":" + type + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
        return SafetensorsFile.bytes(header.getBytes(StandardCharsets.UTF_8), new byte[24]);
    }

    private void assertDamaged(byte[] bytes) throws Exception {
        Files.write(folder.resolve("model.safetensors"), bytes);
        assertThatThrownBy(() -> SafetensorsReader.openFolder(folder).close())
                .isInstanceOfSatisfying(CheckpointException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
    }

    private void assertDamagedOrUnknown(byte[] bytes) throws Exception {
        Files.write(folder.resolve("model.safetensors"), bytes);
        try (SafetensorsReader reader = SafetensorsReader.openFolder(folder)) {
            for (String name : reader.names()) {
                try {
                    reader.read(name);
                } catch (CheckpointException e) {
                    assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_TYPE);
                }
            }
        } catch (CheckpointException e) {
            assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
        }
    }
}
