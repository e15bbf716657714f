package org.doctorglm.metrics;

/// Strengths behind comparisons of two: `P(i before j) = γᵢ / (γᵢ + γⱼ)` (Bradley and Terry 1952), fitted by the MM algorithm of Hunter 2004:
/// `γᵢ ← Wᵢ / Σⱼ Nᵢⱼ / (γᵢ + γⱼ)`. A tie is half a win for either. Intervals are those of the logarithms, from the information matrix (Wald, 95 %).
///
/// @param strengths `ln γ`, their mean is 0; NaN where [#determined()] is false
/// @param covariance of the strengths
/// @param determined whether wins lead from each one to every other (Ford 1957); otherwise some strength has no bound
public record BradleyTerry(double[] strengths, double[][] covariance, boolean determined) {
    private static final int STEPS = 100_000;
    private static final double STILL = 1e-13;
    private static final double NORMAL_95 = 1.959963984540054;

    /// @param wins how often the one of the row was before the one of the column
    public static BradleyTerry of(double[][] wins) {
        int n = wins.length;
        if (!connected(wins)) {
            double[] none = new double[n];
            java.util.Arrays.fill(none, Double.NaN);
            return new BradleyTerry(none, new double[n][n], false);
        }
        double[] strengths = new double[n];
        double[] gamma = new double[n];
        java.util.Arrays.fill(gamma, 1);
        double moved = 1;
        for (int step = 0; step < STEPS && moved > STILL; step++) {
            moved = step(wins, gamma);
        }
        for (int i = 0; i < n; i++) {
            strengths[i] = Math.log(gamma[i]);
        }
        return new BradleyTerry(strengths, covariance(wins, gamma), true);
    }

    /// Where a strength lies with 95 % certainty.
    public Bootstrap.Interval interval(int i) {
        double half = NORMAL_95 * Math.sqrt(covariance[i][i]);
        return new Bootstrap.Interval(strengths[i] - half, strengths[i] + half);
    }

    /// Standard error of the difference of two strengths.
    public double errorOfDifference(int i, int j) {
        return Math.sqrt(covariance[i][i] + covariance[j][j] - 2 * covariance[i][j]);
    }

    /// @return the largest change of a logarithm
    private static double step(double[][] wins, double[] gamma) {
        int n = gamma.length;
        double[] before = gamma.clone();
        double logarithms = 0;
        for (int i = 0; i < n; i++) {
            double won = 0;
            double met = 0;
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    won += wins[i][j];
                    met += (wins[i][j] + wins[j][i]) / (gamma[i] + gamma[j]);
                }
            }
            gamma[i] = met == 0 ? 1 : won / met;
            logarithms += Math.log(gamma[i]);
        }
        double middle = Math.exp(logarithms / n);
        double moved = 0;
        for (int i = 0; i < n; i++) {
            gamma[i] /= middle;
            moved = Math.max(moved, Math.abs(Math.log(gamma[i] / before[i])));
        }
        return moved;
    }

    /// Whether each one can be reached from every other along wins.
    private static boolean connected(double[][] wins) {
        int n = wins.length;
        boolean[][] reach = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reach[i][j] = i == j || wins[i][j] > 0;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        for (boolean[] row : reach) {
            for (boolean there : row) {
                if (!there) {
                    return false;
                }
            }
        }
        return n > 1;
    }

    /// The inverse of the information on the space of strengths whose mean is 0: `(I + 11ᵀ/n)⁻¹ − 11ᵀ/n`.
    private static double[][] covariance(double[][] wins, double[] gamma) {
        int n = gamma.length;
        double[][] information = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    double sum = gamma[i] + gamma[j];
                    double weight = (wins[i][j] + wins[j][i]) * gamma[i] * gamma[j] / (sum * sum);
                    information[i][j] -= weight;
                    information[i][i] += weight;
                }
            }
        }
        for (double[] row : information) {
            for (int j = 0; j < n; j++) {
                row[j] += 1.0 / n;
            }
        }
        double[][] inverse = inverse(information);
        for (double[] row : inverse) {
            for (int j = 0; j < n; j++) {
                row[j] -= 1.0 / n;
            }
        }
        return inverse;
    }

    /// Gauss and Jordan with the largest pivot.
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] rows = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, rows[i], 0, n);
            rows[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            double[] best = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = best;
            double divisor = best[column];
            for (int j = 0; j < 2 * n; j++) {
                best[j] /= divisor;
            }
            for (int i = 0; i < n; i++) {
                double factor = i == column ? 0 : rows[i][column];
                for (int j = 0; j < 2 * n; j++) {
                    rows[i][j] -= factor * best[j];
                }
            }
        }
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = java.util.Arrays.copyOfRange(rows[i], n, 2 * n);
        }
        return inverse;
    }
}
