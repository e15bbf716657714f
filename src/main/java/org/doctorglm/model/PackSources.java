package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.Adapter;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.Checkpoints;
import org.doctorglm.checkpoint.DequantizedCheckpoint;
import org.doctorglm.checkpoint.FiniteCheckpoint;
import org.doctorglm.checkpoint.LoraWeights;
import org.doctorglm.checkpoint.PrefixWeights;
import org.doctorglm.model.ModelException.Reason;
import org.jspecify.annotations.Nullable;

/// What a pack is made of, opened and compared: the checkpoint with a LoRA merged into it while it is read, and the prefix. Closing it closes all.
///
/// @param weights of the network
/// @param prefix from the checkpoint itself or from a P-tuning adapter, null for none
/// @param adapter as requested, null for none
record PackSources(Checkpoint weights, @Nullable PrefixWeights prefix, @Nullable Adapter adapter) implements AutoCloseable {
    /// @throws ModelException ADAPTER_MISMATCH when the adapter was made for another network, TWO_PREFIXES when checkpoint and adapter have one each
    static PackSources open(ImportRequest request, GlmConfig config) throws IOException {
        Checkpoint base = new FiniteCheckpoint(new DequantizedCheckpoint(stored(request.folder()), config::columns));
        Adapter adapter = null;
        try {
            adapter = request.adapter() == null ? null : Adapter.open(request.adapter(), request.options());
            if (adapter != null) {
                compare(adapter, config);
            }
            PrefixWeights own = PrefixWeights.within(base, request.folder(), adapter instanceof PrefixWeights).orElse(null);
            if (own != null && own.width() != width(config)) {
                throw new CheckpointException(CheckpointException.Reason.WRONG_SHAPE, base.files().getFirst(), shown(own, config));
            }
            return switch (adapter) {
                case null -> new PackSources(base, own, null);
                case LoraWeights lora -> new PackSources(new AdapterMerger(base, lora, config), own, lora);
                case PrefixWeights prefix -> new PackSources(base, single(own, prefix, config), prefix);
            };
        } catch (IOException | RuntimeException e) {
            base.close();
            if (adapter != null) {
                adapter.close();
            }
            throw e;
        }
    }

    /// @param folder a checkpoint's, or that of a pack which nothing was rounded in
    private static Checkpoint stored(Path folder) throws IOException {
        return ModelStore.isPack(folder) ? PackCheckpoint.open(folder) : Checkpoints.open(folder);
    }

    /// Shape and ids of what a folder holds.
    static GlmConfig config(Path folder) throws IOException {
        return ModelStore.isPack(folder) ? ModelPack.open(folder, false).manifest().config() : GlmConfig.read(folder);
    }

    /// Numbers of the adapter's own configuration; the shapes are compared where they are used.
    static void compare(Adapter adapter, GlmConfig config) throws IOException {
        Map<String, Integer> wanted = Map.of("num_layers", config.layers(), "hidden_size", config.hidden(), "num_attention_heads", config.heads(),
                "vocab_size", config.vocabulary(), "bos_token_id", config.bos(), "mask_token_id", config.mask(), "gmask_token_id", config.gmask());
        Map<String, Long> told = adapter.base().facts();
        List<String> different = told.keySet().stream().sorted().filter(key -> wanted.containsKey(key) && told.get(key) != (long) wanted.get(key))
                .map(key -> key + " " + told.get(key) + "/" + wanted.get(key)).toList();
        if (!different.isEmpty()) {
            throw new ModelException(Reason.ADAPTER_MISMATCH, adapter.name(), String.join(", ", different));
        }
    }

    private static PrefixWeights single(@Nullable PrefixWeights own, PrefixWeights prefix, GlmConfig config) throws IOException {
        if (prefix.width() != width(config)) {
            throw new ModelException(Reason.ADAPTER_MISMATCH, prefix.name(), shown(prefix, config));
        }
        if (own != null) {
            throw new ModelException(Reason.TWO_PREFIXES, prefix.name(), String.valueOf(own.length()));
        }
        return prefix;
    }

    static long width(GlmConfig config) {
        return 2L * config.layers() * config.hidden();
    }

    private static String shown(PrefixWeights prefix, GlmConfig config) throws CheckpointException {
        return "prefix_encoder " + prefix.width() + "/" + width(config);
    }

    /// Matrices that a LoRA changes, by their names in the pack.
    Set<String> changed() {
        if (!(adapter instanceof LoraWeights lora)) {
            return Set.of();
        }
        Set<String> changed = new HashSet<>();
        lora.matrices().forEach(matrix -> changed.add(SideAdapter.inPack(matrix)));
        if (!lora.embeddings().isEmpty()) {
            changed.addAll(List.of("head", "embedding"));
        }
        return changed;
    }

    /// The files of the checkpoint, then those of the adapter.
    List<Path> files() {
        return Stream.concat(weights.files().stream(), adapter == null ? Stream.of() : adapter.files().stream()).toList();
    }

    @Override
    public void close() {
        weights.close();
        if (adapter != null) {
            adapter.close();
        }
    }
}
