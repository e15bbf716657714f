package org.doctorglm.checkpoint;

/// The second half of a prefix encoder with projection: `trans.2 · h + b'`, a few rows at a time.
///
/// The tokens lie beside one another in memory, so that the innermost loop is a plain multiply-add over all of them, which the
/// virtual machine turns into vector instructions.
final class PrefixProjection {
    /// Rows of a matrix read together.
    private static final int ROWS = 64;

    private final Checkpoint stored;
    private final PrefixNames.Projection names;
    private final int tokens;
    /// `tanh(trans.0 · e + b)`, `[inner, tokens]`.
    private final double[] inner;

    private PrefixProjection(Checkpoint stored, PrefixNames.Projection names, int tokens, double[] inner) {
        this.stored = stored;
        this.names = names;
        this.tokens = tokens;
        this.inner = inner;
    }

    static PrefixProjection read(Checkpoint stored, String embedding, PrefixNames.Projection names) throws CheckpointException {
        TensorInfo info = stored.info(embedding);
        int tokens = Math.toIntExact(info.shape().getFirst());
        int columns = Math.toIntExact(info.rowLength());
        double[] turned = new double[Math.multiplyExact(tokens, columns)];
        float[] row = new float[columns];
        for (int token = 0; token < tokens; token++) {
            stored.readRows(embedding, token, 1, row);
            for (int i = 0; i < columns; i++) {
                turned[i * tokens + token] = row[i];
            }
        }
        int width = Math.toIntExact(stored.info(names.bias0()).elements());
        double[] inner = product(stored, names.weight0(), names.bias0(), 0, width, turned, tokens);
        for (int i = 0; i < inner.length; i++) {
            inner[i] = Math.tanh(inner[i]);
        }
        return new PrefixProjection(stored, names, tokens, inner);
    }

    /// @return `[tokens, rows]`
    float[] rows(long first, int rows) throws CheckpointException {
        double[] product = product(stored, names.weight2(), names.bias2(), first, rows, inner, tokens);
        float[] values = new float[product.length];
        for (int row = 0; row < rows; row++) {
            for (int token = 0; token < tokens; token++) {
                values[token * rows + row] = (float) product[row * tokens + token];
            }
        }
        return values;
    }

    /// `W · x + b` for some rows of `W`.
    ///
    /// @param x `[columns, tokens]`
    /// @return `[rows, tokens]`
    private static double[] product(Checkpoint stored, String weight, String bias, long first, int rows, double[] x, int tokens) throws CheckpointException {
        int columns = Math.toIntExact(stored.info(weight).rowLength());
        float[] chunk = new float[Math.multiplyExact(ROWS, columns)];
        float[] offsets = new float[ROWS];
        double[] result = new double[Math.multiplyExact(rows, tokens)];
        double[] sum = new double[tokens];
        for (int from = 0; from < rows; from += ROWS) {
            int count = Math.min(ROWS, rows - from);
            stored.readRows(weight, first + from, count, chunk);
            stored.readRows(bias, first + from, count, offsets);
            for (int row = 0; row < count; row++) {
                java.util.Arrays.fill(sum, offsets[row]);
                for (int column = 0; column < columns; column++) {
                    addScaled(sum, chunk[row * columns + column], x, column * tokens);
                }
                System.arraycopy(sum, 0, result, (from + row) * tokens, tokens);
            }
        }
        return result;
    }

    private static void addScaled(double[] sum, double factor, double[] x, int from) {
        for (int token = 0; token < sum.length; token++) {
            sum[token] = Math.fma(factor, x[from + token], sum[token]);
        }
    }
}
