package org.doctorglm.checkpoint;

/// The two factors of one adapted matrix `W + scale · B·A`.
///
/// @param outputs rows of the matrix
/// @param columns inputs of the matrix
/// @param layout which rows of the matrix the rows of `B` are for
/// @param a `[groups · rank, columns]`, row-major
/// @param b `[rows of B, rank]`, row-major
record LoraFactors(int outputs, int columns, int rank, double scale, LoraRows layout, float[] a, float[] b) {
    LowRank lowRank(int headDim) {
        int wide = layout.groups() * rank;
        float[] up = new float[Math.multiplyExact(outputs, wide)];
        for (int row = 0; row < outputs; row++) {
            int source = layout.source(row, outputs, headDim);
            if (source >= 0) {
                int group = group(source);
                for (int k = 0; k < rank; k++) {
                    up[row * wide + group * rank + k] = (float) (scale * b[source * rank + k]);
                }
            }
        }
        return new LowRank(outputs, columns, wide, a, up);
    }

    private int group(int source) {
        return source / (b.length / rank / layout.groups());
    }

    /// Adds the change of one output row to its weights.
    void addTo(float[] weights, int from, int row, int headDim) {
        int source = layout.source(row, outputs, headDim);
        if (source < 0) {
            return;
        }
        int group = group(source);
        double[] change = new double[columns];
        for (int k = 0; k < rank; k++) {
            double factor = scale * b[source * rank + k];
            int start = (group * rank + k) * columns;
            for (int i = 0; i < columns; i++) {
                change[i] += factor * a[start + i];
            }
        }
        for (int i = 0; i < columns; i++) {
            weights[from + i] = (float) (weights[from + i] + change[i]);
        }
    }
}
