package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// A trained prefix (P-tuning v2, Liu et al. 2022, arXiv 2110.07602): for each layer keys and values that stand before every prompt.
///
/// The prefix of token `p` is a row of `2·layers` slots; slot `2i` is the key of layer `i`, slot `2i + 1` its value, each `[heads, headDim]`.
/// Without a projection the rows are stored. With one a row is `trans.2 · tanh(trans.0 · e + b) + b'`, computed here in 64 bits, slot by slot.
/// Source: `PrefixEncoder` and `get_prompt` of THUDM/chatglm-6b. Not thread-safe.
public final class PrefixWeights implements Adapter {
    private static final long MOST_TOKENS = 1 << 12;
    private static final long MOST_WIDTH = 1 << 16;
    private static final long MOST_INNER = 1 << 24;

    private final String name;
    private final List<Path> files;
    private final AdapterBase base;
    private final Checkpoint stored;
    private final PrefixNames names;
    private final boolean owner;
    private @Nullable PrefixProjection projection;

    private PrefixWeights(String name, List<Path> files, List<JsonNode> configurations, Checkpoint stored, boolean owner) throws CheckpointException {
        this.name = name;
        this.files = List.copyOf(files);
        this.base = AdapterBase.of(configurations);
        this.stored = stored;
        this.owner = owner;
        this.names = PrefixNames.of(stored);
        checkShapes();
        for (JsonNode json : configurations) {
            checkConfiguration(json);
        }
    }

    /// A file of its own.
    ///
    /// @throws CheckpointException UNSUPPORTED for tensors that are no prefix
    static PrefixWeights of(AdapterFiles files, Checkpoint stored) throws IOException {
        for (String name : stored.names()) {
            if (!PrefixNames.isPrefix(name) && !name.endsWith(".inv_freq") && !name.endsWith("prefix_tokens")) {
                throw new CheckpointException(Reason.UNSUPPORTED, files.weights(), StoredZip.printable(name));
            }
        }
        return new PrefixWeights(files.name(), files.all(), files.configurations(), stored, true);
    }

    /// The prefix that a whole network's folder holds; closing it leaves `stored` open.
    ///
    /// @param folder with `config.json`
    /// @param replaced whether an adapter brings one
    /// @throws CheckpointException MISSING_TENSOR when `pre_seq_len` says that there is one, and there is none
    public static Optional<PrefixWeights> within(Checkpoint stored, Path folder, boolean replaced) throws IOException {
        Path file = folder.resolve("config.json");
        List<JsonNode> configurations = Files.isRegularFile(file) ? List.of(JsonFile.read(file, JsonFile.CONFIGURATION)) : List.of();
        if (PrefixNames.in(stored.names())) {
            return Optional.of(new PrefixWeights(AdapterFiles.name(folder), List.of(), configurations, stored, false));
        }
        if (!replaced && configurations.stream().anyMatch(json -> json.path("pre_seq_len").asLong(0) > 0)) {
            // Such a network learned to answer behind its prefix only.
            throw new CheckpointException(Reason.MISSING_TENSOR, stored.files().getFirst(), "transformer.prefix_encoder.embedding.weight");
        }
        return Optional.empty();
    }

    private void checkShapes() throws CheckpointException {
        List<Long> shape = shape(names.embedding(), 2);
        PrefixNames.Projection parts = names.projection();
        boolean sound = shape.get(0) >= 1 && shape.get(0) <= MOST_TOKENS && shape.get(1) >= 1;
        if (parts != null && sound) {
            List<Long> inner = shape(parts.weight0(), 2);
            List<Long> outer = shape(parts.weight2(), 2);
            sound = inner.get(1).equals(shape.get(1)) && outer.get(1).equals(inner.get(0)) && shape(parts.bias0(), 1).equals(inner.subList(0, 1))
                    && shape(parts.bias2(), 1).equals(outer.subList(0, 1)) && shape.get(1) <= MOST_WIDTH
                    && inner.get(0) >= 1 && inner.get(0) <= Math.min(MOST_WIDTH, MOST_INNER / shape.get(0));
        }
        if (!sound) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), names.embedding() + " " + shape);
        }
    }

    private List<Long> shape(String tensor, int axes) throws CheckpointException {
        TensorInfo info = stored.info(tensor);
        if (info.type() == DataType.I8) {
            throw new CheckpointException(Reason.UNKNOWN_TYPE, file(), tensor + " I8");
        }
        if (info.shape().size() != axes) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), tensor + " " + info.shape());
        }
        return info.shape();
    }

    /// What a configuration tells must be what the tensors tell.
    private void checkConfiguration(JsonNode json) throws CheckpointException {
        JsonNode length = json.path("pre_seq_len");
        if (!length.isMissingNode() && !length.isNull() && !(length.isIntegralNumber() && length.asLong() == length())) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), "pre_seq_len " + shown(length) + "/" + length());
        }
        JsonNode projected = json.path("prefix_projection");
        if (!projected.isMissingNode() && !projected.isNull() && !(projected.isBoolean() && projected.asBoolean() == (names.projection() != null))) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), "prefix_projection " + shown(projected) + "/" + (names.projection() != null));
        }
    }

    private static String shown(JsonNode node) {
        return StoredZip.printable(node.toString());
    }

    @Override
    public String name() {
        return name;
    }

    /// Empty for a prefix within a network: its files are the network's.
    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public AdapterBase base() {
        return base;
    }

    /// Tokens of the prefix.
    public int length() throws CheckpointException {
        return Math.toIntExact(stored.info(names.embedding()).shape().getFirst());
    }

    /// Width of a row: `2·layers·hidden` of the network that it was trained on.
    public long width() throws CheckpointException {
        PrefixNames.Projection parts = names.projection();
        return parts == null ? stored.info(names.embedding()).rowLength() : stored.info(parts.weight2()).shape().getFirst();
    }

    /// Computes one slot.
    ///
    /// @param slot `2i` for the key of layer `i`, `2i + 1` for its value
    /// @param hidden width of the network
    /// @return `[length, hidden]`, row-major
    /// @throws CheckpointException DAMAGED for values that are no numbers
    public float[] slot(int slot, int hidden) throws CheckpointException {
        float[] values = names.projection() == null ? stored(slot, hidden) : projected(names.projection(), slot, hidden);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new CheckpointException(Reason.DAMAGED, file(), names.embedding() + " " + value);
            }
        }
        return values;
    }

    /// Row by row, so that a prefix of any size needs the memory of one row.
    private float[] stored(int slot, int hidden) throws CheckpointException {
        float[] row = new float[Math.toIntExact(width())];
        float[] values = new float[Math.multiplyExact(length(), hidden)];
        for (int token = 0; token < length(); token++) {
            stored.readRows(names.embedding(), token, 1, row);
            System.arraycopy(row, slot * hidden, values, token * hidden, hidden);
        }
        return values;
    }

    private float[] projected(PrefixNames.Projection parts, int slot, int hidden) throws CheckpointException {
        if (projection == null) {
            projection = PrefixProjection.read(stored, names.embedding(), parts);
        }
        return projection.rows((long) slot * hidden, hidden);
    }

    private Path file() {
        return stored.files().getFirst();
    }

    @Override
    public void close() {
        if (owner) {
            stored.close();
        }
    }
}
