package org.doctorglm.testing;

import java.util.Arrays;

/// The ChatGLM block written out in 64 bits, one sum at a time, with the whole attention mask and without a cache.
public final class ReferenceGlm {
    private final TinyModel model;
    private final double[][] prefix;
    private final int hidden;
    private final int heads;
    private final int dim;

    public ReferenceGlm(TinyModel model) {
        this(model, new double[0][]);
    }

    /// @param prefix of each prefix token `2·layers` slots of `heads · headDim`: key and value of layer 0, key and value of layer 1, …
    public ReferenceGlm(TinyModel model, double[][] prefix) {
        this.model = model;
        this.prefix = prefix;
        this.hidden = model.config().hidden();
        this.heads = model.config().heads();
        this.dim = model.config().headDim();
    }

    /// @param ids with mask token and `<sop>`
    /// @return scores behind the last id
    public double[] logits(int... ids) {
        int context = indexOf(ids, TinyModel.SOP);
        int mask = indexOf(ids, TinyModel.GMASK) >= 0 ? indexOf(ids, TinyModel.GMASK) : indexOf(ids, TinyModel.MASK);
        double[][] x = new double[ids.length][];
        float[] embedding = model.weight("transformer.word_embeddings.weight");
        for (int t = 0; t < ids.length; t++) {
            x[t] = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                x[t][i] = embedding[ids[t] * hidden + i];
            }
        }
        double alpha = Math.sqrt(2 * 28);
        for (int layer = 0; layer < model.config().layers(); layer++) {
            String name = "transformer.layers." + layer + ".";
            double[][] normed = map(x, row -> norm(row, name + "input_layernorm"));
            double[][] attention = attention(normed, layer, name + "attention.", context, mask);
            double[][] after = new double[ids.length][];
            for (int t = 0; t < ids.length; t++) {
                after[t] = norm(sum(normed[t], alpha, attention[t]), name + "post_attention_layernorm");
            }
            x = map(after, row -> sum(row, alpha, linear(gelu(linear(row, name + "mlp.dense_h_to_4h")), name + "mlp.dense_4h_to_h")));
        }
        double[] last = norm(x[ids.length - 1], "transformer.final_layernorm");
        return product(last, model.weight("lm_head.weight"), model.config().vocabulary());
    }

    private double[][] attention(double[][] x, int layer, String name, int context, int mask) {
        double[][] fused = map(x, row -> linear(row, name + "query_key_value"));
        double[][] mixed = new double[x.length][hidden];
        int before = prefix.length;
        for (int head = 0; head < heads; head++) {
            for (int t = 0; t < x.length; t++) {
                int visible = before + (t < context ? context : t + 1);
                double[] query = rotated(part(fused[t], head, 0), t, context, mask);
                double[] weights = new double[visible];
                for (int s = 0; s < visible; s++) {
                    double[] key = s < before ? slot(s, 2 * layer, head) : rotated(part(fused[s - before], head, 1), s - before, context, mask);
                    for (int d = 0; d < dim; d++) {
                        weights[s] += query[d] * key[d] / Math.sqrt(dim);
                    }
                }
                softmax(weights);
                for (int s = 0; s < visible; s++) {
                    double[] value = s < before ? slot(s, 2 * layer + 1, head) : part(fused[s - before], head, 2);
                    for (int d = 0; d < dim; d++) {
                        mixed[t][head * dim + d] += weights[s] * value[d];
                    }
                }
            }
        }
        return map(mixed, row -> linear(row, name + "dense"));
    }

    /// A head of a slot of a prefix token, as it is: without position.
    private double[] slot(int token, int slot, int head) {
        int from = slot * hidden + head * dim;
        return Arrays.copyOfRange(prefix[token], from, from + dim);
    }

    /// Query 0, key 1 or value 2 of a head: rows of the fused matrix are interleaved by head.
    private double[] part(double[] fused, int head, int which) {
        int from = (head * 3 + which) * dim;
        return Arrays.copyOfRange(fused, from, from + dim);
    }

    /// First half of the head by the position, second half by the block position, each in rotate-half form.
    private double[] rotated(double[] vector, int index, int context, int mask) {
        int[] positions = {index < context ? index : mask, index < context ? 0 : index - context + 1};
        double[] result = new double[dim];
        int half = dim / 2;
        int quarter = half / 2;
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < quarter; i++) {
                double frequency = Float.float16ToFloat(Float.floatToFloat16((float) (1 / Math.pow(10000, 2.0 * i / half))));
                double angle = positions[part] * frequency;
                double low = vector[part * half + i];
                double high = vector[part * half + quarter + i];
                result[part * half + i] = low * Math.cos(angle) - high * Math.sin(angle);
                result[part * half + quarter + i] = high * Math.cos(angle) + low * Math.sin(angle);
            }
        }
        return result;
    }

    private static void softmax(double[] values) {
        double max = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }

    private double[] norm(double[] x, String name) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (x[i] - mean) / Math.sqrt(variance + model.config().epsilon()) * model.weight(name + ".weight")[i]
                    + model.weight(name + ".bias")[i];
        }
        return result;
    }

    private double[] linear(double[] x, String name) {
        float[] bias = model.weight(name + ".bias");
        double[] result = product(x, model.weight(name + ".weight"), bias.length);
        for (int i = 0; i < bias.length; i++) {
            result[i] += bias[i];
        }
        return result;
    }

    private static double[] product(double[] x, float[] matrix, int rows) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < x.length; i++) {
                result[row] += x[i] * matrix[row * x.length + i];
            }
        }
        return result;
    }

    private static double[] gelu(double[] x) {
        return Arrays.stream(x).map(v -> 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))).toArray();
    }

    private static double[] sum(double[] x, double alpha, double[] y) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = alpha * x[i] + y[i];
        }
        return result;
    }

    private static double[][] map(double[][] rows, java.util.function.UnaryOperator<double[]> change) {
        return Arrays.stream(rows).map(change).toArray(double[][]::new);
    }

    private static int indexOf(int[] ids, int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
