package org.doctorglm.checkpoint;

import java.util.List;

/// The two factors of one adapted matrix `W + scale · B·A`.
///
/// With several slices (MergedLinear of loralib) the output of `W` is cut into equal slices **as it is stored**; group `j`, the `j`-th enabled
/// slice, has rows `j·rank …` of `A` and rows `j·(rows / slices) …` of `B`. For ChatGLM's fused matrix, whose rows are interleaved by head,
/// the first and last third are therefore not queries and values; adapters were trained this way and need it literally.
///
/// @param rows outputs of the matrix
/// @param columns inputs of the matrix
/// @param enabled one for each slice
/// @param a `[groups · rank, columns]`, row-major
/// @param b `[groups · rows / slices, rank]`, row-major
record LoraFactors(int rows, int columns, int rank, double scale, List<Boolean> enabled, float[] a, float[] b) {
    /// Adds the change of one output row to its weights.
    void addTo(float[] weights, int from, int row) {
        int slice = rows / enabled.size();
        if (!enabled.get(row / slice)) {
            return;
        }
        int group = (int) enabled.subList(0, row / slice).stream().filter(on -> on).count();
        double[] change = new double[columns];
        for (int k = 0; k < rank; k++) {
            double factor = scale * b[(group * slice + row % slice) * rank + k];
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
