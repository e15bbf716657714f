package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.doctorglm.checkpoint.Adapter;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.LoraWeights;
import org.doctorglm.checkpoint.LowRank;
import org.doctorglm.checkpoint.PrefixWeights;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// An adapter that is kept apart from the network at run time: put on and taken off within a second, without touching the pack.
///
/// Costs a few percent of speed; a pack with the adapter merged into it costs nothing and is what doctors should get. Rows are in the order of packs.
///
/// @param sha256 of its files, one after the other
/// @param changes by the matrix's name in the pack, for example `layers.3.qkv`; empty for a prefix
/// @param prefix of each layer, empty for a LoRA
public record SideAdapter(String name, String sha256, Map<String, LowRank> changes, List<Prefix> prefix) {
    private static final Map<String, String> MATRICES = Map.of("attention.query_key_value", "qkv", "attention.dense", "dense",
            "mlp.dense_h_to_4h", "up", "mlp.dense_4h_to_h", "down");

    public SideAdapter {
        changes = Map.copyOf(changes);
        prefix = List.copyOf(prefix);
    }

    /// Keys and values of one layer, `[heads, tokens, headDim]` each.
    public record Prefix(int tokens, float[] keys, float[] values) {
    }

    /// As it stands in provenance.
    public String identity() {
        return name + "@" + sha256.substring(0, 12);
    }

    /// Reads an adapter whose own configuration tells everything.
    ///
    /// @throws ModelException see below
    /// @throws CheckpointException what is wrong with its files, or what its configuration does not tell
    public static SideAdapter open(Path path, PackManifest pack) throws IOException {
        return open(path, AdapterOptions.NONE, pack);
    }

    /// Reads an adapter for a network.
    ///
    /// @throws ModelException ADAPTER_MISMATCH when it was made for another network, TWO_PREFIXES when the pack has a prefix already
    /// @throws CheckpointException what is wrong with its files
    public static SideAdapter open(Path path, AdapterOptions options, PackManifest pack) throws IOException {
        GlmConfig config = pack.config();
        try (Adapter adapter = Adapter.open(path, options)) {
            PackSources.compare(adapter, config);
            String sha256 = hash(adapter);
            return switch (adapter) {
                case LoraWeights lora -> new SideAdapter(lora.name(), sha256, changes(lora, config), List.of());
                case PrefixWeights prefix -> new SideAdapter(prefix.name(), sha256, Map.of(), prefix(prefix, pack));
            };
        }
    }

    private static String hash(Adapter adapter) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : adapter.files()) {
            all.append(Sha256.of(file, n -> { }, new Cancellation()));
        }
        return Sha256.of(all.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static Map<String, LowRank> changes(LoraWeights lora, GlmConfig config) throws IOException {
        if (!lora.embeddings().isEmpty()) {
            throw new CheckpointException(CheckpointException.Reason.UNSUPPORTED, lora.files().getFirst(), lora.embeddings().getFirst());
        }
        Map<String, LowRank> changes = new TreeMap<>();
        for (String matrix : lora.matrices()) {
            String[] parts = matrix.split("\\.", 3);
            String kind = MATRICES.get(parts[2]);
            List<Long> wanted = wanted(kind, config);
            if (Integer.parseInt(parts[1]) >= config.layers() || !lora.shape(matrix).equals(wanted)) {
                throw new ModelException(Reason.ADAPTER_MISMATCH, lora.name(), matrix + " " + lora.shape(matrix) + "/" + wanted);
            }
            LowRank change = lora.change(matrix, config.headDim());
            changes.put(inPack(matrix), kind.equals("qkv") ? reordered(change, RowOrder.queryKeyValue(config)) : change);
        }
        return changes;
    }

    /// A matrix's name in a pack, for example `layers.3.qkv` for `layers.3.attention.query_key_value`.
    static String inPack(String matrix) {
        String[] parts = matrix.split("\\.", 3);
        return "layers." + parts[1] + "." + MATRICES.get(parts[2]);
    }

    private static List<Long> wanted(String kind, GlmConfig config) {
        long hidden = config.hidden();
        long inner = config.inner();
        return switch (kind) {
            case "qkv" -> List.of(3 * hidden, hidden);
            case "dense" -> List.of(hidden, hidden);
            case "up" -> List.of(inner, hidden);
            default -> List.of(hidden, inner);
        };
    }

    private static LowRank reordered(LowRank change, int[] order) {
        int rank = change.rank();
        float[] up = new float[change.up().length];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(change.up(), order[row] * rank, up, row * rank, rank);
        }
        return new LowRank(change.outputs(), change.columns(), rank, change.down(), up);
    }

    private static List<Prefix> prefix(PrefixWeights prefix, PackManifest pack) throws IOException {
        GlmConfig config = pack.config();
        if (prefix.width() != PackSources.width(config)) {
            throw new ModelException(Reason.ADAPTER_MISMATCH, prefix.name(), "prefix_encoder " + prefix.width() + "/" + PackSources.width(config));
        }
        if (pack.prefixTokens() > 0) {
            throw new ModelException(Reason.TWO_PREFIXES, prefix.name(), String.valueOf(pack.prefixTokens()));
        }
        List<Prefix> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(new Prefix(prefix.length(), RowOrder.prefix(prefix.slot(2 * i, config.hidden()), prefix.length(), config, RowOrder.key(config)),
                    RowOrder.prefix(prefix.slot(2 * i + 1, config.hidden()), prefix.length(), config, RowOrder.value(config))));
        }
        return layers;
    }
}
