package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowOrderTest {
    @ParameterizedTest
    @CsvSource({"1,4", "3,4", "2,8", "5,64", "2,12", "4,128"})
    void everyRowOfTheCheckpointIsTakenOnce(int heads, int headDim) {
        int[] rows = RowOrder.queryKeyValue(TinyModel.random(1, heads, headDim, 4, 16, true, 1).config());
        assertThat(Arrays.stream(rows).sorted()).containsExactly(IntStream.range(0, 3 * heads * headDim).boxed().toArray(Integer[]::new));
    }

    @ParameterizedTest
    @CsvSource({"3,4", "2,16", "5,64"})
    void queriesComeFirstThenKeysThenValuesHeadByHead(int heads, int headDim) {
        int[] rows = RowOrder.queryKeyValue(TinyModel.random(1, heads, headDim, 4, 16, true, 1).config());
        for (int i = 0; i < rows.length; i++) {
            int part = i / (heads * headDim);
            int head = i / headDim % heads;
            assertThat(rows[i] / headDim).isEqualTo(head * 3 + part);
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "8", "16", "64", "128"})
    void partnersOfARotationLieHalfAHeadApart(int headDim) {
        int[] rows = RowOrder.queryKeyValue(TinyModel.random(1, 1, headDim, 4, 16, true, 1).config());
        int quarter = headDim / 4;
        for (int d = 0; d < headDim / 2; d++) {
            // In the checkpoint the partner of a dimension is a quarter of a head away, inside its half.
            assertThat(rows[d + headDim / 2] - rows[d]).isEqualTo(quarter);
            assertThat(rows[d] / (2 * quarter)).as("positions first, block positions second").isEqualTo(d / quarter);
        }
    }
}
