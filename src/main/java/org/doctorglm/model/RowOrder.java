package org.doctorglm.model;

import java.util.stream.IntStream;

/// The order in which a pack keeps the rows of the fused query-key-value matrix.
///
/// The checkpoint interleaves by head: head 0 q, k, v, head 1 q, k, v, … A pack has all q rows, then all k, then all v, as attention kernels
/// read them. Inside a head of q and k the rows are sorted [half 1 low, half 2 low, half 1 high, half 2 high]: then one plain
/// rotate-half over the whole head does both rotary halves at once, with the angles of the first and the second position side by side.
/// The dot products of q and k do not depend on such an order, so nothing else changes.
public final class RowOrder {
    private RowOrder() {
    }

    /// @return for each row of the pack the row of the checkpoint
    public static int[] queryKeyValue(GlmConfig config) {
        int dim = config.headDim();
        int[] rows = new int[3 * config.hidden()];
        for (int part = 0; part < 3; part++) {
            for (int head = 0; head < config.heads(); head++) {
                for (int d = 0; d < dim; d++) {
                    int source = part == 2 ? d : rotarySource(d, dim);
                    rows[part * config.hidden() + head * dim + d] = (head * 3 + part) * dim + source;
                }
            }
        }
        return rows;
    }

    /// @return for each dimension of a key in the pack that of the checkpoint
    public static int[] key(GlmConfig config) {
        return IntStream.range(0, config.headDim()).map(d -> rotarySource(d, config.headDim())).toArray();
    }

    /// @return for each dimension of a value in the pack that of the checkpoint: values keep their order
    public static int[] value(GlmConfig config) {
        return IntStream.range(0, config.headDim()).toArray();
    }

    /// A slot of a prefix as packs keep it.
    ///
    /// @param slot [tokens, hidden]
    /// @param order for each dimension of a head in the pack that of the checkpoint
    /// @return [heads, tokens, headDim]
    static float[] prefix(float[] slot, int tokens, GlmConfig config, int[] order) {
        int dim = config.headDim();
        float[] sorted = new float[slot.length];
        for (int i = 0; i < sorted.length; i++) {
            int head = i / (tokens * dim);
            int token = i / dim % tokens;
            sorted[i] = slot[token * config.hidden() + head * dim + order[i % dim]];
        }
        return sorted;
    }

    private static int rotarySource(int d, int dim) {
        int quarter = dim / 4;
        return switch (d / quarter) {
            case 1 -> d + quarter;
            case 2 -> d - quarter;
            default -> d;
        };
    }
}
