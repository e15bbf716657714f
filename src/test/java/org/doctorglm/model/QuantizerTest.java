package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizerTest {
    static List<Quantizer> quantizers() {
        return List.of(new Quantizer(4, 32, false), new Quantizer(4, 64, false), new Quantizer(4, 128, false), new Quantizer(4, 32, true),
                new Quantizer(4, 64, true), new Quantizer(8, 32, true), new Quantizer(8, 64, true));
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void noWeightIsOffByMoreThanHalfAStepOfItsBlock(Quantizer quantizer) {
        Random random = new Random(1);
        // The extreme is as far from its code as the rounding of the scale to FP16 takes it.
        double scaleError = (quantizer.bits() == 8 ? 127 : 16) / 2048.0;
        for (int round = 0; round < 300; round++) {
            float[] row = row(random, 1 + random.nextInt(200));
            Row packed = new Row(quantizer, row);
            for (int i = 0; i < row.length; i++) {
                double step = Math.abs(packed.scales[i / quantizer.block()]);
                // With 4 symmetric bits the side that is not the extreme ends at 7 of 8 steps.
                boolean cut = quantizer.bits() == 4 && quantizer.symmetric() && Math.abs(row[i]) > 7.49 * step;
                assertThat(Math.abs(packed.restored[i] - row[i])).isLessThanOrEqualTo((float) (step * ((cut ? 1 : 0.5) + scaleError) + 1e-30));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void zerosStayZeroAndTheTailOfAnOddRowStaysOutside(Quantizer quantizer) {
        for (int columns : new int[] {1, 15, 16, 17, 31, 33, 65, 100}) {
            float[] row = new float[columns];
            assertThat(new Row(quantizer, row).restored).usingElementComparator((a, b) -> a.floatValue() == b ? 0 : 1).containsExactly(row);
            row[columns - 1] = 3;
            Row packed = new Row(quantizer, row);
            assertThat(packed.restored[columns - 1]).isEqualTo(3, org.assertj.core.api.Assertions.within(3 / 2048f));
            for (int i = 0; i < columns - 1; i++) {
                assertThat(packed.restored[i]).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void roundingWhatWasRoundedChangesNothing(Quantizer quantizer) {
        Random random = new Random(2);
        for (int round = 0; round < 100; round++) {
            float[] once = new Row(quantizer, row(random, 1 + random.nextInt(150))).restored;
            float[] twice = new Row(quantizer, once).restored;
            for (int i = 0; i < once.length; i++) {
                assertThat(twice[i]).isCloseTo(once[i], org.assertj.core.api.Assertions.within(Math.abs(once[i]) * 1e-5f + 1e-12f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void aTileHasItsCodesScalesAndZeroPointsAndNothingElse(Quantizer quantizer) {
        for (int columns = 1; columns < 300; columns++) {
            int blocks = quantizer.blocks(columns);
            assertThat(blocks * quantizer.block()).isBetween(columns, columns + quantizer.block() - 1);
            int perBlock = 8 * quantizer.block() * quantizer.bits() / 8 + 16 + (quantizer.symmetric() ? 0 : 8);
            assertThat(quantizer.tileBytes(columns)).isEqualTo(blocks * perBlock);
        }
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void rowsOfATileDoNotTouchOneAnother(Quantizer quantizer) {
        Random random = new Random(4);
        int columns = 70;
        float[] rows = new float[8 * columns];
        for (int lane = 0; lane < 5; lane++) {
            System.arraycopy(row(random, columns), 0, rows, lane * columns, columns);
        }
        byte[] tile = new byte[quantizer.tileBytes(columns)];
        quantizer.pack(rows, 0, 5, columns, tile, 0);
        for (int lane = 0; lane < 8; lane++) {
            float[] alone = new Row(quantizer, java.util.Arrays.copyOfRange(rows, lane * columns, (lane + 1) * columns)).restored;
            float[] among = new float[columns];
            quantizer.weights(tile, lane, columns, among, 0);
            assertThat(among).containsExactly(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void theManifestsNameOfALayoutLeadsBackToIt(Quantizer quantizer) {
        assertThat(Quantizer.of(quantizer.key())).contains(quantizer);
        assertThat(MatrixType.of(quantizer.key())).isEqualTo(new MatrixType.Tiled(quantizer));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
            assertThatThrownBy(() -> new Row(new Quantizer(4, 32, false), new float[] {1, bad})).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void theExtremesOfABlockAreKeptExactly() {
        float[] row = new float[32];
        row[3] = -8;
        row[7] = 7;
        assertThat(new Row(new Quantizer(4, 32, true), row).restored).contains(-8, org.assertj.core.data.Index.atIndex(3))
                .contains(7, org.assertj.core.data.Index.atIndex(7));
        assertThat(new Row(new Quantizer(4, 32, false), row).restored).contains(-8, org.assertj.core.data.Index.atIndex(3))
                .contains(7, org.assertj.core.data.Index.atIndex(7));
        row[7] = 127;
        assertThat(new Row(new Quantizer(8, 32, true), row).restored).contains(-8, org.assertj.core.data.Index.atIndex(3))
                .contains(127, org.assertj.core.data.Index.atIndex(7));
    }

    @Test
    void shapesThatTheKernelsDoNotKnowAreRefused() {
        for (int[] bad : new int[][] {{3, 32, 1}, {4, 24, 1}, {4, 16, 1}, {4, 0, 1}, {4, -16, 1}, {8, 32, 0}, {16, 32, 1}}) {
            assertThatThrownBy(() -> new Quantizer(bad[0], bad[1], bad[2] == 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// Values of very different size, some blocks of one sign only.
    private static float[] row(Random random, int columns) {
        float[] row = new float[columns];
        double size = Math.pow(10, random.nextInt(7) - 4);
        int sign = random.nextInt(3);
        for (int i = 0; i < columns; i++) {
            double value = random.nextInt(8) == 0 ? 0 : random.nextGaussian() * size;
            row[i] = (float) (sign == 0 ? value : sign == 1 ? Math.abs(value) : -Math.abs(value));
        }
        return row;
    }

    /// A row alone in its tile, and read back.
    private static final class Row {
        final float[] scales;
        final float[] restored;

        Row(Quantizer quantizer, float[] row) {
            byte[] tile = new byte[quantizer.tileBytes(row.length)];
            quantizer.pack(row, 0, 1, row.length, tile, 0);
            int blocks = quantizer.blocks(row.length);
            scales = new float[blocks];
            quantizer.unpack(tile, 0, row.length, new byte[blocks * quantizer.block()], scales, new byte[blocks]);
            restored = new float[row.length];
            quantizer.weights(tile, 0, row.length, restored, 0);
        }
    }
}
