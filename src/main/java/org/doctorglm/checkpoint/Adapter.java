package org.doctorglm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// A small trained addition to a network: changes of its matrices (LoRA) or keys and values before its prompt (P-tuning v2).
///
/// Not thread-safe; closing unmaps the files.
public sealed interface Adapter extends AutoCloseable permits LoraWeights, PrefixWeights {
    /// Opens a folder or a single file. What it is, is told by the names of its tensors.
    ///
    /// @param options what its configuration does not tell
    /// @throws CheckpointException NO_WEIGHTS when there is no file of a known name, ADAPTER_INCOMPLETE when a number is missing, ADAPTER_CONFIG for
    /// numbers of a LoRA that are told of a prefix
    static Adapter open(Path path, AdapterOptions options) throws IOException {
        AdapterFiles files = AdapterFiles.find(path);
        Checkpoint stored = files.open();
        try {
            if (stored.names().stream().noneMatch(PrefixNames::isPrefix)) {
                return LoraWeights.of(files, stored, options);
            }
            if (!options.equals(AdapterOptions.NONE)) {
                throw new CheckpointException(Reason.ADAPTER_CONFIG, path, "prefix_encoder, " + options);
            }
            return PrefixWeights.of(files, stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /// The name that packs and answers give it: that of its folder, or of a file that has a name of its own.
    static String nameOf(Path path) {
        return AdapterFiles.name(path);
    }

    String name();

    /// Weights and configurations.
    List<Path> files();

    /// What its files say of the network it was trained on.
    AdapterBase base() throws CheckpointException;

    @Override
    void close();
}
