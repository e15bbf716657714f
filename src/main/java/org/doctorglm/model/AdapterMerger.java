package org.doctorglm.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.CheckpointFilter;
import org.doctorglm.checkpoint.LoraWeights;
import org.doctorglm.model.ModelException.Reason;

/// A checkpoint with a LoRA adapter added to its matrices while they are read: `W + α/r · B·A` in 32 bits, before anything is rounded.
///
/// Rounding first and adding afterwards, or rounding twice, is what ruined adapters on quantised networks. Closes the checkpoint, not the adapter.
final class AdapterMerger extends CheckpointFilter {
    private static final String PREFIX = "transformer.";
    private static final String SUFFIX = ".weight";

    private final LoraWeights adapter;
    private final Set<String> matrices;
    private final int headDim;

    /// @throws ModelException ADAPTER_MISMATCH when the factors have not the shape of the matrices
    AdapterMerger(Checkpoint base, LoraWeights adapter, GlmConfig config) throws CheckpointException, ModelException {
        super(base);
        this.adapter = adapter;
        this.matrices = adapter.matrices();
        this.headDim = config.headDim();
        if (!adapter.embeddings().isEmpty()) {
            throw new CheckpointException(CheckpointException.Reason.UNSUPPORTED, adapter.files().getFirst(), adapter.embeddings().getFirst());
        }
        for (String matrix : new TreeSet<>(matrices)) {
            check(matrix, config);
        }
    }

    private void check(String matrix, GlmConfig config) throws CheckpointException, ModelException {
        String[] parts = matrix.split("\\.", 3);
        if (Integer.parseInt(parts[1]) >= config.layers()) {
            throw mismatch(matrix + "/" + config.layers());
        }
        List<Long> wanted = info(PREFIX + matrix + SUFFIX).shape();
        if (!adapter.shape(matrix).equals(wanted)) {
            throw mismatch(matrix + " " + adapter.shape(matrix) + "/" + wanted);
        }
        for (int layer = 0; layer < config.layers() && !adapter.someLayers(); layer++) {
            String other = "layers." + layer + "." + parts[2];
            if (!matrices.contains(other)) {
                throw new CheckpointException(CheckpointException.Reason.MISSING_TENSOR, adapter.files().getFirst(), other + ".lora_A");
            }
        }
    }

    private ModelException mismatch(String detail) {
        return new ModelException(Reason.ADAPTER_MISMATCH, adapter.name(), detail);
    }

    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        super.readRows(name, firstRow, rows, target);
        if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
            String matrix = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            if (matrices.contains(matrix)) {
                adapter.addTo(matrix, firstRow, rows, target, headDim);
            }
        }
    }
}
