package org.doctorglm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.checkpoint.SafetensorsReaderTest.assertReason;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.testing.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DequantizedCheckpointTest {
    private static final short ONE = Float.floatToFloat16(1);
    private static final short HALF = Float.floatToFloat16(0.5f);

    @TempDir
    Path folder;

    @Test
    void eightBitsAreTimesTheScaleOfTheirRow() throws Exception {
        try (Checkpoint checkpoint = open(new SafetensorsFile().tensor("w", "I8", new byte[] {1, -128, 127, 0, -1, 2}, 2, 3)
                .shorts("w_scale", "F16", new short[] {ONE, HALF}, 2).floats("b", new float[] {3}, 1), 3)) {
            assertThat(checkpoint.info("w")).isEqualTo(new TensorInfo(DataType.F32, java.util.List.of(2L, 3L)));
            assertThat(checkpoint.read("w")).containsExactly(1, -128, 127, 0, -0.5f, 1);
            assertThat(checkpoint.names()).containsExactlyInAnyOrder("w", "b");
            assertThat(checkpoint.read("b")).containsExactly(3);
            float[] second = new float[3];
            checkpoint.readRows("w", 1, 1, second);
            assertThat(second).containsExactly(0, -0.5f, 1);
        }
    }

    @Test
    void theEvenColumnOfFourBitsIsTheHighNibble() throws Exception {
        try (Checkpoint checkpoint = open(new SafetensorsFile().tensor("w", "I8", new byte[] {0x17, (byte) 0x8F, (byte) 0xE0, 0x0A}, 2, 2)
                .shorts("w_scale", "F16", new short[] {ONE, HALF}, 2), 4)) {
            assertThat(checkpoint.info("w").shape()).containsExactly(2L, 4L);
            assertThat(checkpoint.read("w")).containsExactly(1, 7, -8, -1, -1, 0, 0, -3);
        }
    }

    @Test
    void whatDoesNotFitIsNamed() throws Exception {
        try (Checkpoint checkpoint = open(new SafetensorsFile().tensor("w", "I8", new byte[6], 2, 3), 3)) {
            assertReason(() -> checkpoint.info("w"), Reason.MISSING_TENSOR);
        }
        for (long width : new long[] {2, 4, 12}) {
            try (Checkpoint checkpoint = open(matrix().shorts("w_scale", "F16", new short[] {ONE, ONE}, 2), width)) {
                assertReason(() -> checkpoint.info("w"), Reason.WRONG_SHAPE);
            }
        }
        try (Checkpoint checkpoint = open(matrix().shorts("w_scale", "F16", new short[] {ONE}, 1), 3)) {
            assertReason(() -> checkpoint.read("w"), Reason.WRONG_SHAPE);
        }
        try (Checkpoint checkpoint = open(matrix().shorts("w_scale", "F16", new short[] {ONE, (short) 0x7E00}, 2), 3)) {
            assertReason(() -> checkpoint.read("w"), Reason.DAMAGED);
        }
    }

    private static SafetensorsFile matrix() {
        return new SafetensorsFile().tensor("w", "I8", new byte[6], 2, 3);
    }

    private Checkpoint open(SafetensorsFile file, long width) throws IOException {
        file.write(folder.resolve("model.safetensors"));
        return new DequantizedCheckpoint(SafetensorsReader.openFolder(folder), name -> width);
    }
}
