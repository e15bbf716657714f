package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Set;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.DataType;
import org.doctorglm.checkpoint.TensorInfo;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.jspecify.annotations.Nullable;

/// A pack in 32 or 16 bits looked at as the checkpoint that it was made of: an adapter that was trained on it can be merged into it, and rounded once.
final class PackCheckpoint implements Checkpoint {
    private final ModelPack pack;
    private final PackWeights weights;
    /// Names in the pack, by those in the checkpoint.
    private final Map<String, String> names = new TreeMap<>();
    /// For each stored row of the fused matrix that of the pack.
    private final int[] fused;

    private PackCheckpoint(ModelPack pack) throws IOException {
        this.pack = pack;
        this.weights = PackWeights.open(pack);
        int[] order = RowOrder.queryKeyValue(pack.manifest().config());
        fused = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            fused[order[i]] = i;
        }
        boolean tied = !weights.has("embedding.weight");
        for (TensorPlace place : pack.manifest().tensors()) {
            names.put(StoredNames.of(place.name(), tied), place.name());
        }
        // Asked for by this name too where it is one matrix.
        names.put(StoredNames.HEAD, "head.weight");
    }

    /// @throws ModelException NOT_A_BASE for a pack that is rounded already, or has a prefix that its answers depend on
    static PackCheckpoint open(Path folder) throws IOException {
        ModelPack pack = ModelPack.open(folder, false);
        if (pack.manifest().precision().quantised() || pack.manifest().prefixTokens() > 0) {
            throw new ModelException(Reason.NOT_A_BASE, pack.name(), pack.manifest().precision().key());
        }
        return new PackCheckpoint(pack);
    }

    @Override
    public Set<String> names() {
        return names.keySet();
    }

    private String own(String name) throws CheckpointException {
        String own = names.get(name);
        if (own == null) {
            throw new CheckpointException(CheckpointException.Reason.MISSING_TENSOR, pack.folder(), name);
        }
        return own;
    }

    @Override
    public TensorInfo info(String name) throws CheckpointException {
        return new TensorInfo(DataType.F32, weights.place(own(name)).shape());
    }

    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        String own = own(name);
        int first = Math.toIntExact(firstRow);
        int @Nullable [] order = StoredNames.reordered(own) ? fused : null;
        if (order == null) {
            weights.readRows(own, first, rows, target, 0);
            return;
        }
        int length = Math.toIntExact(info(name).rowLength());
        for (int i = 0; i < rows; i++) {
            weights.readRows(own, order[first + i], 1, target, i * length);
        }
    }

    /// The manifest, which names the hash of every other file: it stands for them all.
    @Override
    public List<Path> files() {
        return List.of(pack.folder().resolve(ModelPack.MANIFEST));
    }

    @Override
    public void close() {
        weights.close();
    }
}
