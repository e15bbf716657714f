package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// The files of an adapter: one with its tensors, and the configurations that lie beside it.
///
/// @param path as the user gave it
/// @param adapterConfig `adapter_config.json`, null when there is none
/// @param config `config.json` (P-tuning writes the whole network's), null when there is none
record AdapterFiles(Path path, Path weights, @Nullable Path adapterConfig, @Nullable Path config) {
    static final String ADAPTER_CONFIG = "adapter_config.json";
    private static final List<String> USUAL = List.of("adapter_model.safetensors", "adapter_model.bin", "model.safetensors", "pytorch_model.bin");
    private static final Pattern ANY = Pattern.compile("(.*)\\.(?:safetensors|bin|pt|pth)");

    /// @throws CheckpointException NO_WEIGHTS when there is no such file, or when it is not clear which one is meant
    static AdapterFiles find(Path path) throws IOException {
        Path weights = Files.isRegularFile(path) && ANY.matcher(fileName(path)).matches() ? path : within(path);
        Path folder = weights.toAbsolutePath().normalize().getParent();
        return new AdapterFiles(path, weights, present(folder.resolve(ADAPTER_CONFIG)), present(folder.resolve("config.json")));
    }

    private static Path within(Path folder) throws IOException {
        for (String name : USUAL) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(f -> ANY.matcher(fileName(f)).matches() && Files.isRegularFile(f)).toList();
                if (found.size() == 1) {
                    return found.getFirst();
                }
            }
        }
        throw new CheckpointException(Reason.NO_WEIGHTS, folder, String.join(", ", USUAL));
    }

    private static @Nullable Path present(Path file) {
        return Files.isRegularFile(file) ? file : null;
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    Checkpoint open() throws IOException {
        return fileName(weights).endsWith(".safetensors") ? SafetensorsReader.open(List.of(weights)) : TorchZipReader.open(List.of(weights));
    }

    String name() {
        return name(path);
    }

    static String name(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        var own = ANY.matcher(fileName(whole));
        if (own.matches() && !Files.isDirectory(path)) {
            return USUAL.contains(fileName(whole)) && whole.getParent() != null ? fileName(whole.getParent()) : own.group(1);
        }
        return fileName(whole);
    }

    /// The configurations that are there, that of the adapter first.
    List<JsonNode> configurations() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : configFiles()) {
            all.add(JsonFile.read(file, JsonFile.CONFIGURATION));
        }
        return all;
    }

    List<Path> all() {
        List<Path> all = new ArrayList<>(List.of(weights));
        all.addAll(configFiles());
        return all;
    }

    private List<Path> configFiles() {
        return Stream.of(adapterConfig, config).filter(java.util.Objects::nonNull).map(java.util.Objects::requireNonNull).toList();
    }
}
