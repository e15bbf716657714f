package org.doctorglm.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// A LoRA adapter (Hu et al. 2021, arXiv 2106.09685): low-rank changes of linear layers, in the naming of loralib (`….lora_A`) or of peft
/// (`….lora_A.weight`, `….lora_A.default.weight`), whatever stands before `layers.N`. Not thread-safe; closing unmaps the files.
public final class LoraWeights implements Adapter {
    private static final Pattern FACTOR = Pattern.compile(
            "(?:.*\\.)?(layers\\.\\d{1,4}\\.(?:attention\\.(?:query_key_value|dense)|mlp\\.dense_(?:h_to_4h|4h_to_h)))\\.lora_([AB])(?:\\.default)?(?:\\.weight)?");
    private static final Pattern VOCABULARY = Pattern.compile("(?:.*\\.)?(?:word_embeddings|lm_head)\\.(?:modules_to_save\\.)?(?:default\\.)?weight");

    private final AdapterFiles files;
    private final LoraConfig config;
    private final Checkpoint stored;
    private final AdapterBase base;
    private final Map<String, Names> matrices = new LinkedHashMap<>();
    private long rank;
    private String loaded = "";
    private @Nullable LoraFactors factors;

    private LoraWeights(AdapterFiles files, LoraConfig config, Checkpoint stored, AdapterBase base) {
        this.files = files;
        this.config = config;
        this.stored = stored;
        this.base = base;
    }

    /// @throws CheckpointException ADAPTER_INCOMPLETE when alpha or rows are not told; UNSUPPORTED for tensors that are no LoRA factors
    static LoraWeights of(AdapterFiles files, Checkpoint stored, AdapterOptions options) throws IOException {
        LoraWeights adapter = new LoraWeights(files, LoraConfig.read(files, options), stored, AdapterBase.of(files.configurations()));
        adapter.sort();
        return adapter;
    }

    private void sort() throws CheckpointException {
        for (String name : stored.names()) {
            Matcher factor = FACTOR.matcher(name);
            if (factor.matches()) {
                Names before = matrices.getOrDefault(factor.group(1), new Names(null, null));
                boolean first = factor.group(2).equals("A");
                if ((first ? before.a() : before.b()) != null) {
                    throw new CheckpointException(Reason.DAMAGED, file(), StoredZip.printable(name));
                }
                matrices.put(factor.group(1), first ? new Names(name, before.b()) : new Names(before.a(), name));
            } else if (!VOCABULARY.matcher(name).matches() && !name.endsWith(".inv_freq")) {
                throw new CheckpointException(Reason.UNSUPPORTED, file(), StoredZip.printable(name));
            }
        }
        if (matrices.isEmpty()) {
            throw new CheckpointException(Reason.MISSING_TENSOR, file(), "lora_A");
        }
        rank = config.rank() == null ? rankOfFactors() : config.rank();
        for (String matrix : matrices.keySet()) {
            shape(matrix);
        }
    }

    /// Where no configuration tells it, the rank is that of the factors; all must then have the same.
    private long rankOfFactors() throws CheckpointException {
        for (Names names : matrices.values()) {
            if (names.b() != null && factor(names.b()).shape().size() >= 2) {
                return factor(names.b()).shape().get(1);
            }
        }
        return 0;
    }

    @Override
    public String name() {
        return files.name();
    }

    /// The adapted matrices, for example `layers.3.attention.query_key_value`.
    public Set<String> matrices() {
        return Set.copyOf(matrices.keySet());
    }

    /// Width between its factors.
    public long rank() {
        return rank;
    }

    /// `lora_alpha`.
    public double alpha() {
        return config.alpha();
    }

    /// Which rows of the fused matrix it changes, null for a choice of thirds that has no name.
    public @Nullable AdapterRows rows() {
        return Arrays.stream(AdapterRows.values()).filter(r -> r.layout().equals(config.rows())).findFirst().orElse(null);
    }

    /// Whether its configuration says that not every layer was adapted.
    public boolean someLayers() {
        return config.someLayers();
    }

    @Override
    public AdapterBase base() throws CheckpointException {
        for (String name : embeddings()) {
            if (!stored.info(name).shape().isEmpty()) {
                return base.with("vocab_size", stored.info(name).shape().getFirst());
            }
        }
        return base;
    }

    /// Embeddings or heads that were trained too; they are no LoRA and cannot be merged.
    public List<String> embeddings() {
        return stored.names().stream().filter(n -> VOCABULARY.matcher(n).matches()).sorted().toList();
    }

    /// `[outputs, inputs]` of an adapted matrix, as its factors say.
    public List<Long> shape(String matrix) throws CheckpointException {
        Names names = requireNonNull(matrices.get(matrix));
        if (names.a() == null || names.b() == null) {
            throw new CheckpointException(Reason.MISSING_TENSOR, file(), matrix + (names.a() == null ? ".lora_A" : ".lora_B"));
        }
        List<Long> a = factor(names.a()).shape();
        List<Long> b = factor(names.b()).shape();
        // peft keeps the axis of its one-wide convolution.
        boolean flat = b.size() == 2 || b.size() == 3 && b.get(2) == 1;
        LoraRows rows = config.rows(matrix);
        if (rank < 1 || rank > LoraConfig.MOST_RANK || a.size() != 2 || a.get(0) != rows.groups() * rank || !flat || b.get(1) != rank || rows.outputs(b.get(0)) < 1) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), matrix + " A " + a + ", B " + b + ", r " + rank + ", " + rows);
        }
        return List.of(rows.outputs(b.get(0)), a.get(1));
    }

    private TensorInfo factor(String name) throws CheckpointException {
        TensorInfo info = stored.info(name);
        if (info.type() == DataType.I8) {
            throw new CheckpointException(Reason.UNKNOWN_TYPE, file(), name + " I8");
        }
        return info;
    }

    /// Adds the change to rows of a matrix that was just read.
    ///
    /// @param weights `rows` rows, row-major
    /// @param headDim of the network
    public void addTo(String matrix, long firstRow, int rows, float[] weights, int headDim) throws CheckpointException {
        LoraFactors change = factors(matrix);
        for (int row = 0; row < rows; row++) {
            change.addTo(weights, row * change.columns(), Math.toIntExact(firstRow + row), headDim);
        }
    }

    /// The change of one matrix by itself, for networks that keep it apart.
    ///
    /// @param headDim of the network
    public LowRank change(String matrix, int headDim) throws CheckpointException {
        return factors(matrix).lowRank(headDim);
    }

    /// The factors of the last matrix are kept, as a matrix is read from its first row to its last.
    private LoraFactors factors(String matrix) throws CheckpointException {
        LoraFactors last = factors;
        if (last != null && loaded.equals(matrix)) {
            return last;
        }
        Names names = requireNonNull(matrices.get(matrix));
        List<Long> shape = shape(matrix);
        LoraFactors read = new LoraFactors(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)), Math.toIntExact(rank),
                config.alpha() / rank, config.rows(matrix), finite(requireNonNull(names.a())), finite(requireNonNull(names.b())));
        factors = read;
        loaded = matrix;
        return read;
    }

    private float[] finite(String name) throws CheckpointException {
        float[] values = stored.read(name);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new CheckpointException(Reason.DAMAGED, file(), name + " " + value);
            }
        }
        return values;
    }

    private Path file() {
        return stored.files().getFirst();
    }

    @Override
    public List<Path> files() {
        return files.all();
    }

    @Override
    public void close() {
        stored.close();
    }

    private record Names(@Nullable String a, @Nullable String b) {
    }
}
