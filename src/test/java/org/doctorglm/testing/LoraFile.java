package org.doctorglm.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random LoRA factors for some matrices of a tiny network in any layout, and the network that they make.
///
/// @param a by matrix, for example `layers.0.mlp.dense_h_to_4h`
/// @param b by matrix
public record LoraFile(TinyModel base, Layout layout, int rank, double alpha, Map<String, float[]> a, Map<String, float[]> b) {
    public static final String FUSED = "attention.query_key_value";

    /// How the rows of a matrix and the rows of its `lora_B` go together.
    public enum Layout {
        WHOLE, THIRDS, PER_HEAD_QV;

        boolean split(String matrix) {
            return this == THIRDS || this == PER_HEAD_QV && matrix.endsWith(FUSED);
        }
    }

    /// @param matrices of each layer, for example `attention.dense`
    public static LoraFile random(TinyModel base, Layout layout, int rank, double alpha, List<String> matrices, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> a = new LinkedHashMap<>();
        Map<String, float[]> b = new LinkedHashMap<>();
        for (int layer = 0; layer < base.config().layers(); layer++) {
            for (String part : matrices) {
                String matrix = "layers." + layer + "." + part;
                long[] shape = shape(base, matrix);
                int parts = layout.split(matrix) ? 2 : 1;
                a.put(matrix, normal(random, parts * rank * (int) shape[1]));
                b.put(matrix, normal(random, (layout.split(matrix) ? (int) shape[0] / 3 * 2 : (int) shape[0]) * rank));
            }
        }
        return new LoraFile(base, layout, rank, alpha, a, b);
    }

    private static float[] normal(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * 0.2);
        }
        return values;
    }

    private static long[] shape(TinyModel base, String matrix) {
        String name = "transformer." + matrix + ".weight";
        return base.shape(name, base.weight(name).length);
    }

    /// `W + α/r · B·A`, row by row in 64 bits.
    public TinyModel merged() {
        Map<String, float[]> weights = new LinkedHashMap<>(base.weights());
        for (String matrix : a.keySet()) {
            String name = "transformer." + matrix + ".weight";
            float[] sum = base.weight(name).clone();
            int rows = (int) shape(base, matrix)[0];
            for (int row = 0; row < rows; row++) {
                add(sum, matrix, row, rows);
            }
            weights.put(name, sum);
        }
        return new TinyModel(base.config(), weights);
    }

    private void add(float[] sum, String matrix, int row, int rows) {
        int[] place = place(matrix, row, rows);
        if (place.length == 0) {
            return;
        }
        int columns = sum.length / rows;
        for (int column = 0; column < columns; column++) {
            double change = 0;
            for (int k = 0; k < rank; k++) {
                change += (double) values(b, matrix)[place[0] * rank + k] * values(a, matrix)[(place[1] * rank + k) * columns + column];
            }
            sum[row * columns + column] = (float) (sum[row * columns + column] + alpha / rank * change);
        }
    }

    /// Row of B and group of A for a stored row; nothing for a row that stays.
    private int[] place(String matrix, int row, int rows) {
        int third = rows / 3;
        if (!layout.split(matrix)) {
            return new int[] {row, 0};
        }
        if (layout == Layout.THIRDS) {
            return row < third ? new int[] {row, 0} : row >= 2 * third ? new int[] {row - third, 1} : new int[0];
        }
        int dim = base.config().headDim();
        for (int head = 0; head < base.config().heads(); head++) {
            int query = head * 3 * dim;
            if (row >= query && row < query + dim) {
                return new int[] {head * dim + row - query, 0};
            }
            int value = query + 2 * dim;
            if (row >= value && row < value + dim) {
                return new int[] {third + head * dim + row - value, 1};
            }
        }
        return new int[0];
    }

    private static float[] values(Map<String, float[]> factors, String matrix) {
        return java.util.Objects.requireNonNull(factors.get(matrix), matrix);
    }

    /// @param naming with the matrix and `A` or `B` to fill in
    /// @param axis whether `lora_B` keeps the last axis of a one-wide convolution
    public SafetensorsFile safetensors(String naming, boolean axis) {
        SafetensorsFile file = new SafetensorsFile();
        for (String matrix : a.keySet()) {
            float[] left = values(a, matrix);
            float[] right = values(b, matrix);
            long parts = layout.split(matrix) ? 2 : 1;
            file.floats(naming.formatted(matrix, "A"), left, parts * rank, left.length / (parts * rank));
            long rows = right.length / rank;
            file.floats(naming.formatted(matrix, "B"), right, axis ? new long[] {rows, rank, 1} : new long[] {rows, rank});
        }
        return file;
    }

    /// The configuration that the trainer of this layout writes.
    public String configJson() {
        String rows = switch (layout) {
            case WHOLE -> "";
            case THIRDS -> ", \"enable_lora\": [true, false, true]";
            case PER_HEAD_QV -> ", \"enable_lora\": [true, false, true], \"doctorglm_rows\": \"per_head_qv\"";
        };
        return "{\"peft_type\": \"LORA\", \"r\": " + rank + ", \"lora_alpha\": " + alpha + ", \"fan_in_fan_out\": true" + rows + "}";
    }
}
