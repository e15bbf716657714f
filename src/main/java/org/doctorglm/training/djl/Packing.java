package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.engine.Rotary;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.Sequence;

/// Samples laid one behind the other: linear layers read all their tokens as one matrix, without padding; attention looks at one sample at a time.
///
/// @param sequences in their order
/// @param tokens rows in all
/// @param cos `[tokens, 2, 1, headDim]`: for queries, scaled by `1/√headDim`, and for keys
/// @param sin of the same shape, negative in the first half of a head, so that the halves change places by concatenation alone
/// @param masks for each sequence `[length, prefix + length]`, 0 where a token sees another, −∞ elsewhere
record Packing(List<Sequence> sequences, int tokens, NDArray cos, NDArray sin, List<NDArray> masks) {
    /// @param prefix tokens that stand before every sequence and are seen by all
    static Packing of(NDManager manager, List<Sequence> sequences, GlmConfig config, int prefix) {
        int[] starts = new int[sequences.size()];
        int tokens = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = tokens;
            tokens += sequences.get(i).length();
        }
        Tables tables = new Tables(config, tokens);
        List<NDArray> masks = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            Sequence sequence = sequences.get(i);
            for (int t = 0; t < sequence.length(); t++) {
                tables.put(starts[i] + t, sequence.position(t), sequence.block(t));
            }
            masks.add(mask(manager, sequence, prefix));
        }
        Shape shape = new Shape(tokens, 2, 1, config.headDim());
        return new Packing(List.copyOf(sequences), tokens, manager.create(tables.cos, shape), manager.create(tables.sin, shape), masks);
    }

    int[] lengths() {
        return sequences.stream().mapToInt(Sequence::length).toArray();
    }

    private static NDArray mask(NDManager manager, Sequence sequence, int prefix) {
        int length = sequence.length();
        int width = prefix + length;
        float[] mask = new float[length * width];
        for (int from = 0; from < length; from++) {
            for (int to = 0; to < length; to++) {
                mask[from * width + prefix + to] = sequence.sees(from, to) ? 0 : Float.NEGATIVE_INFINITY;
            }
        }
        return manager.create(mask, new Shape(length, width));
    }

    /// Angles of both rotary halves, as the pack's row order wants them.
    static final class Tables {
        final float[] cos;
        final float[] sin;
        private final Rotary rotary;
        private final int dim;
        private final FloatBuffer angleCos;
        private final FloatBuffer angleSin;

        Tables(GlmConfig config, int tokens) {
            rotary = new Rotary(config);
            dim = config.headDim();
            cos = new float[tokens * 2 * dim];
            sin = new float[tokens * 2 * dim];
            angleCos = FloatBuffer.allocate(rotary.width());
            angleSin = FloatBuffer.allocate(rotary.width());
        }

        void put(int token, int position, int block) {
            rotary.write(position, block, angleCos, angleSin, 0);
            for (int part = 0; part < 2; part++) {
                float scale = part == 0 ? (float) (1 / Math.sqrt(dim)) : 1;
                int at = (token * 2 + part) * dim;
                for (int i = 0; i < dim / 2; i++) {
                    cos[at + i] = cos[at + dim / 2 + i] = scale * angleCos.get(i);
                    sin[at + i] = -scale * angleSin.get(i);
                    sin[at + dim / 2 + i] = scale * angleSin.get(i);
                }
            }
        }
    }
}
