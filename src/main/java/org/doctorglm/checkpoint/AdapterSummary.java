package org.doctorglm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// What the files of an adapter tell without the network it belongs to. Headers and configurations are read, never its numbers.
///
/// @param rows which rows of the fused matrix a LoRA changes, null for a prefix, for an unusual choice of thirds, and while that is missing
/// @param rank of a LoRA, 0 for a prefix and while something is missing
/// @param alpha of a LoRA, null for a prefix and while it is missing
/// @param tokens of a prefix, 0 for a LoRA
/// @param missing what neither the files nor the user tell; empty when the adapter can be used
/// @param bytes of its files
public record AdapterSummary(Path path, String name, Kind kind, @Nullable AdapterRows rows, long rank, @Nullable Double alpha, int tokens,
                             List<Missing> missing, long bytes) {
    public AdapterSummary {
        missing = List.copyOf(missing);
    }

    /// What it changes.
    public enum Kind {
        /// Changes of matrices.
        LORA,
        /// Keys and values before the prompt.
        PREFIX
    }

    /// A number that cannot be guessed.
    public enum Missing {
        ALPHA(LoraConfig.ALPHA), ROWS(LoraConfig.ENABLED);

        private final String key;

        Missing(String key) {
            this.key = key;
        }

        private static List<Missing> of(String keys) {
            List<String> wanted = List.of(keys.split(", "));
            return Arrays.stream(values()).filter(m -> wanted.contains(m.key)).toList();
        }
    }

    /// Whether tensors of these names are an adapter and no network, and which kind.
    public static Optional<Kind> kind(Set<String> names) {
        if (names.stream().anyMatch(n -> n.contains(".lora_A") || n.contains(".lora_B"))) {
            return Optional.of(Kind.LORA);
        }
        boolean network = names.stream().anyMatch(n -> n.endsWith("word_embeddings.weight"));
        return !network && names.stream().anyMatch(PrefixNames::isPrefix) ? Optional.of(Kind.PREFIX) : Optional.empty();
    }

    /// Looks at a folder or a single file.
    ///
    /// @param options what the user tells; numbers of a LoRA are not looked at for a prefix
    /// @throws CheckpointException NO_WEIGHTS when there is no file of a known name, UNSUPPORTED when its tensors are no adapter, and what
    /// [Adapter#open] throws but for ADAPTER_INCOMPLETE
    public static AdapterSummary read(Path path, AdapterOptions options) throws IOException {
        AdapterFiles files = AdapterFiles.find(path);
        try (Checkpoint stored = files.open()) {
            Kind kind = kind(stored.names()).orElseThrow(() -> new CheckpointException(Reason.UNSUPPORTED, files.weights(), first(stored)));
            return switch (kind) {
                case LORA -> lora(files, stored, options);
                case PREFIX -> new AdapterSummary(path, files.name(), kind, null, 0, null, PrefixWeights.of(files, stored).length(), List.of(),
                        bytes(files));
            };
        }
    }

    private static AdapterSummary lora(AdapterFiles files, Checkpoint stored, AdapterOptions options) throws IOException {
        try {
            LoraWeights lora = LoraWeights.of(files, stored, options);
            return new AdapterSummary(files.path(), files.name(), Kind.LORA, lora.rows(), lora.rank(), lora.alpha(), 0, List.of(), bytes(files));
        } catch (CheckpointException e) {
            if (e.reason() != Reason.ADAPTER_INCOMPLETE) {
                throw e;
            }
            return new AdapterSummary(files.path(), files.name(), Kind.LORA, null, 0, null, 0, Missing.of(e.detail()), bytes(files));
        }
    }

    private static String first(Checkpoint stored) {
        return stored.names().stream().findFirst().map(StoredZip::printable).orElse("0");
    }

    private static long bytes(AdapterFiles files) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (Path file : files.all()) {
            sizes.add(Files.size(file));
        }
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
