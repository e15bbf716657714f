package org.doctorglm.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.PrefixWeights;
import org.doctorglm.checkpoint.TensorInfo;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// Turns the tensors of a checkpoint into those of a pack, a few rows at a time.
final class PackBuilder {
    /// Rows read together: enough to keep the disk busy, few enough for any memory.
    static final int ROWS = 256;

    private final Checkpoint checkpoint;
    private final @Nullable PrefixWeights prefix;
    private final GlmConfig config;
    private final PackTypes types;
    private final WeightsWriter out;
    private final Progress progress;
    private final Cancellation cancellation;
    private long done;
    private long total;

    PackBuilder(Checkpoint checkpoint, @Nullable PrefixWeights prefix, GlmConfig config, PackTypes types, WeightsWriter out,
                Progress progress, Cancellation cancellation) {
        this.checkpoint = checkpoint;
        this.prefix = prefix;
        this.config = config;
        this.types = types;
        this.out = out;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void build() throws IOException {
        int hidden = config.hidden();
        String embedding = StoredNames.EMBEDDING;
        String head = "lm_head.weight";
        boolean tied = tied(embedding, head);
        total = total(tied);
        matrix("head", tied ? embedding : head, config.vocabulary(), hidden, null);
        if (!tied) {
            matrix("embedding", embedding, config.vocabulary(), hidden, null);
        }
        int[] order = RowOrder.queryKeyValue(config);
        for (int i = 0; i < config.layers(); i++) {
            String from = "transformer.layers." + i + ".";
            String to = "layers." + i + ".";
            vector(to + "input_norm.weight", from + "input_layernorm.weight", hidden, null);
            vector(to + "input_norm.bias", from + "input_layernorm.bias", hidden, null);
            matrix(to + "qkv", from + "attention.query_key_value.weight", 3 * hidden, hidden, order);
            vector(to + "qkv.bias", from + "attention.query_key_value.bias", 3 * hidden, order);
            matrix(to + "dense", from + "attention.dense.weight", hidden, hidden, null);
            vector(to + "dense.bias", from + "attention.dense.bias", hidden, null);
            vector(to + "post_norm.weight", from + "post_attention_layernorm.weight", hidden, null);
            vector(to + "post_norm.bias", from + "post_attention_layernorm.bias", hidden, null);
            matrix(to + "up", from + "mlp.dense_h_to_4h.weight", config.inner(), hidden, null);
            vector(to + "up.bias", from + "mlp.dense_h_to_4h.bias", config.inner(), null);
            matrix(to + "down", from + "mlp.dense_4h_to_h.weight", hidden, config.inner(), null);
            vector(to + "down.bias", from + "mlp.dense_4h_to_h.bias", hidden, null);
            if (prefix != null) {
                int slot = 2 * i;
                long elements = (long) prefix.length() * hidden;
                unit(to + "prefix.key", elements, () -> prefix(to + "prefix.key", prefix, slot, RowOrder.key(config)));
                unit(to + "prefix.value", elements, () -> prefix(to + "prefix.value", prefix, slot + 1, RowOrder.value(config)));
            }
        }
        vector("final_norm.weight", "transformer.final_layernorm.weight", hidden, null);
        vector("final_norm.bias", "transformer.final_layernorm.bias", hidden, null);
    }

    /// Elements of matrices and of the prefix that [#build()] reads, the unit of its progress.
    private long total(boolean tied) throws CheckpointException {
        long h = config.hidden();
        long before = prefix == null ? 0 : 2L * config.layers() * h * prefix.length();
        return before + (tied ? 1 : 2) * config.vocabulary() * h + config.layers() * (4 * h * h + 2 * h * config.inner());
    }

    private boolean tied(String embedding, String head) throws IOException {
        if (!checkpoint.names().contains(head)) {
            return true;
        }
        check(embedding, config.vocabulary(), config.hidden());
        check(head, config.vocabulary(), config.hidden());
        boolean equal = equal(embedding, head);
        checkpoint.release(embedding);
        checkpoint.release(head);
        return equal;
    }

    private boolean equal(String one, String other) throws IOException {
        float[] left = new float[ROWS * config.hidden()];
        float[] right = new float[ROWS * config.hidden()];
        for (int row = 0; row < config.vocabulary(); row += ROWS) {
            cancellation.throwIfRequested();
            int rows = Math.min(ROWS, config.vocabulary() - row);
            checkpoint.readRows(one, row, rows, left);
            checkpoint.readRows(other, row, rows, right);
            if (!Arrays.equals(left, 0, rows * config.hidden(), right, 0, rows * config.hidden())) {
                return false;
            }
        }
        return true;
    }

    /// Writes what an interrupted import has not written yet.
    ///
    /// @param elements that it counts for in the progress; those of a unit that is written are counted by its writer
    private void unit(String name, long elements, Writing writing) throws IOException {
        if (out.finished(name)) {
            tick(elements);
            return;
        }
        writing.write();
        out.commit(name);
    }

    private void vector(String name, String source, int length, int @Nullable [] order) throws IOException {
        unit(name, 0, () -> {
            check(source, length);
            float[] values = checkpoint.read(source);
            float[] sorted = order == null ? values : floats(order, values);
            out.tensor(name, sorted, length);
        });
    }

    private static float[] floats(int[] order, float[] values) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }

    /// Keys or values of a layer's prefix, `[heads, tokens, headDim]`, never rounded: there are few of them and every token sees them.
    ///
    /// @param order for each dimension of a head in the pack that of the checkpoint
    private void prefix(String name, PrefixWeights from, int slot, int[] order) throws IOException {
        int tokens = from.length();
        float[] sorted = RowOrder.prefix(from.slot(slot, config.hidden()), tokens, config, order);
        out.tensor(name, sorted, config.heads(), tokens, config.headDim());
        tick(sorted.length);
    }

    private void matrix(String name, String source, int rows, int columns, int @Nullable [] order) throws IOException {
        unit(name, (long) rows * columns, () -> writeMatrix(name, source, rows, columns, order));
    }

    private void writeMatrix(String name, String source, int rows, int columns, int @Nullable [] order) throws IOException {
        check(source, rows, columns);
        MatrixType type = types.of(name);
        out.begin(name, type.bytes(rows, columns));
        float[] chunk = new float[ROWS * columns];
        for (int first = 0; first < rows; first += ROWS) {
            int count = Math.min(ROWS, rows - first);
            read(source, first, count, columns, order, chunk);
            try {
                byte[] bytes = TensorBytes.of(type, chunk, count, columns);
                out.write(bytes, bytes.length);
            } catch (ArithmeticException e) {
                throw new CheckpointException(CheckpointException.Reason.DAMAGED, checkpoint.files().getFirst(), source + " " + e.getMessage());
            }
            tick((long) count * columns);
        }
        out.end(name + ".weight", type.key(), rows, columns);
        checkpoint.release(source);
    }

    private void read(String source, int first, int count, int columns, int @Nullable [] order, float[] chunk) throws CheckpointException {
        if (order == null) {
            checkpoint.readRows(source, first, count, chunk);
            return;
        }
        float[] row = new float[columns];
        for (int r = 0; r < count; r++) {
            checkpoint.readRows(source, order[first + r], 1, row);
            System.arraycopy(row, 0, chunk, r * columns, columns);
        }
    }

    private void tick(long elements) {
        cancellation.throwIfRequested();
        done += elements;
        progress.at(done, total);
    }

    private void check(String source, long... shape) throws CheckpointException {
        TensorInfo info = checkpoint.info(source);
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (!info.shape().equals(wanted)) {
            throw new CheckpointException(CheckpointException.Reason.WRONG_SHAPE, checkpoint.files().getFirst(),
                    source + " " + info.shape() + ", " + wanted);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
