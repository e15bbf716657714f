package org.doctorglm.model;

import java.util.Arrays;
import java.util.List;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.DequantizedCheckpoint;
import org.doctorglm.checkpoint.TensorInfo;
import org.doctorglm.model.FolderInspection.StoredAs;

/// The matrices of a network in an open checkpoint, looked at without reading them.
final class NetworkTensors {
    private final Checkpoint stored;
    private final Checkpoint readable;
    private final GlmConfig config;

    /// @param stored closed by the caller
    NetworkTensors(Checkpoint stored, GlmConfig config) {
        this.stored = stored;
        this.readable = new DequantizedCheckpoint(stored, config::columns);
        this.config = config;
    }

    /// @throws CheckpointException MISSING_TENSOR, WRONG_SHAPE or UNKNOWN_TYPE for the first matrix that the network cannot use
    void check() throws CheckpointException {
        long hidden = config.hidden();
        require(StoredNames.EMBEDDING, config.vocabulary(), hidden);
        for (int i = 0; i < config.layers(); i++) {
            String layer = "transformer.layers." + i + ".";
            require(layer + "attention.query_key_value.weight", 3 * hidden, hidden);
            require(layer + "attention.dense.weight", hidden, hidden);
            require(layer + "mlp.dense_h_to_4h.weight", config.inner(), hidden);
            require(layer + "mlp.dense_4h_to_h.weight", hidden, config.inner());
        }
        require("transformer.final_layernorm.weight", hidden);
    }

    private void require(String name, long... shape) throws CheckpointException {
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        List<Long> found = readable.info(name).shape();
        if (!found.equals(wanted)) {
            throw new CheckpointException(CheckpointException.Reason.WRONG_SHAPE, stored.files().getFirst(), name + " " + found + ", " + wanted);
        }
    }

    /// As the first fused matrix is: a released checkpoint stores all matrices of its blocks alike.
    StoredAs storedAs() throws CheckpointException {
        TensorInfo info = stored.info("transformer.layers.0.attention.query_key_value.weight");
        return switch (info.type()) {
            case F32 -> StoredAs.FP32;
            case F16 -> StoredAs.FP16;
            case BF16 -> StoredAs.BF16;
            case I8 -> info.rowLength() < config.hidden() ? StoredAs.INT4 : StoredAs.INT8;
        };
    }

    /// Compares one row; whether the import stores one matrix or two is decided by all of them.
    boolean tied() throws CheckpointException {
        if (!stored.names().contains(StoredNames.HEAD)) {
            return true;
        }
        float[] embedding = new float[config.hidden()];
        float[] head = new float[config.hidden()];
        int row = config.vocabulary() / 2;
        require(StoredNames.HEAD, config.vocabulary(), config.hidden());
        readable.readRows(StoredNames.EMBEDDING, row, 1, embedding);
        readable.readRows(StoredNames.HEAD, row, 1, head);
        return Arrays.equals(embedding, head);
    }
}
