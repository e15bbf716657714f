package org.doctorglm.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// A LoRA adapter (Hu et al. 2021, arXiv 2106.09685): low-rank changes of linear layers, in the naming of loralib (`….lora_A`) or of peft
/// (`….lora_A.weight`, `….lora_A.default.weight`), whatever stands before `layers.N`. Not thread-safe; closing unmaps the files.
public final class LoraWeights implements AutoCloseable {
    private static final Pattern FACTOR = Pattern.compile(
            "(?:.*\\.)?(layers\\.\\d{1,4}\\.(?:attention\\.(?:query_key_value|dense)|mlp\\.dense_(?:h_to_4h|4h_to_h)))\\.lora_([AB])(?:\\.default)?(?:\\.weight)?");
    private static final Pattern VOCABULARY = Pattern.compile("(?:.*\\.)?(?:word_embeddings|lm_head)\\.(?:modules_to_save\\.)?(?:default\\.)?weight");
    private static final List<String> USUAL = List.of("adapter_model.safetensors", "adapter_model.bin");
    private static final Pattern ANY = Pattern.compile(".*\\.(safetensors|bin|pt|pth)");

    private final Path folder;
    private final LoraConfig config;
    private final Checkpoint stored;
    private final Map<String, Names> matrices = new LinkedHashMap<>();
    private String loaded = "";
    private @Nullable LoraFactors factors;

    private LoraWeights(Path folder, LoraConfig config, Checkpoint stored) {
        this.folder = folder;
        this.config = config;
        this.stored = stored;
    }

    /// Opens a folder with `adapter_config.json` and `adapter_model.safetensors`, `adapter_model.bin` or one weights file of another name.
    ///
    /// @throws CheckpointException ADAPTER_CONFIG when rank or alpha are not told; UNSUPPORTED for tensors that are no LoRA factors
    public static LoraWeights open(Path folder) throws IOException {
        Path file = weights(folder);
        LoraConfig config = LoraConfig.read(folder);
        Checkpoint stored = file.toString().endsWith(".safetensors") ? SafetensorsReader.open(List.of(file)) : TorchZipReader.open(List.of(file));
        LoraWeights adapter = new LoraWeights(folder, config, stored);
        try {
            adapter.sort();
            return adapter;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private static Path weights(Path folder) throws IOException {
        for (String name : USUAL) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(f -> ANY.matcher(f.getFileName().toString()).matches() && Files.isRegularFile(f)).toList();
                if (found.size() == 1) {
                    return found.getFirst();
                }
            }
        }
        throw new CheckpointException(Reason.NO_WEIGHTS, folder, String.join(", ", USUAL));
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
        for (String matrix : matrices.keySet()) {
            shape(matrix);
        }
    }

    /// Name of the adapter: that of its folder.
    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /// The adapted matrices, for example `layers.3.attention.query_key_value`.
    public Set<String> matrices() {
        return Set.copyOf(matrices.keySet());
    }

    /// Whether its configuration says that not every layer was adapted.
    public boolean someLayers() {
        return config.someLayers();
    }

    /// Rows of the embedding of the network that was adapted, as far as the adapter tells.
    public OptionalLong vocabulary() throws CheckpointException {
        for (String name : embeddings()) {
            if (!stored.info(name).shape().isEmpty()) {
                return OptionalLong.of(stored.info(name).shape().getFirst());
            }
        }
        return config.vocabulary() == null ? OptionalLong.empty() : OptionalLong.of(config.vocabulary());
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
        if (a.size() != 2 || a.get(0) != (long) config.groups() * config.rank() || !flat || b.get(1) != config.rank() || b.get(0) % config.groups() != 0) {
            throw new CheckpointException(Reason.WRONG_SHAPE, file(), matrix + " A " + a + ", B " + b + ", r " + config.rank()
                    + ", enable_lora " + config.enabled());
        }
        return List.of(b.get(0) / config.groups() * config.enabled().size(), a.get(1));
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
    public void addTo(String matrix, long firstRow, int rows, float[] weights) throws CheckpointException {
        LoraFactors change = factors(matrix);
        for (int row = 0; row < rows; row++) {
            change.addTo(weights, row * change.columns(), Math.toIntExact(firstRow + row));
        }
    }

    /// The factors of the last matrix are kept, as a matrix is read from its first row to its last.
    private LoraFactors factors(String matrix) throws CheckpointException {
        LoraFactors last = factors;
        if (last != null && loaded.equals(matrix)) {
            return last;
        }
        Names names = requireNonNull(matrices.get(matrix));
        List<Long> shape = shape(matrix);
        LoraFactors read = new LoraFactors(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)), config.rank(), config.scale(),
                config.enabled(), finite(requireNonNull(names.a())), finite(requireNonNull(names.b())));
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

    /// Weights and configuration.
    public List<Path> files() {
        List<Path> files = new ArrayList<>(stored.files());
        files.add(folder.resolve(LoraConfig.FILE));
        return files;
    }

    @Override
    public void close() {
        stored.close();
    }

    private record Names(@Nullable String a, @Nullable String b) {
    }
}
