package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.checkpoint.Checkpoints;
import org.doctorglm.checkpoint.PrefixWeights;

/// What a folder holds that somebody wants to import, told from names, configurations and headers; no tensor is read as a whole.
public sealed interface FolderInspection {
    /// Looks at a folder, or at one file of a model's folder or of an adapter.
    ///
    /// @throws ModelException NOT_A_MODEL for a folder that holds none of these, and what is wrong with a pack
    /// @throws CheckpointException what is wrong with weights or with an adapter
    static FolderInspection of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            return ofFile(path);
        }
        if (Files.isRegularFile(path.resolve(ModelPack.MANIFEST))) {
            return new Pack(ModelPack.open(path, false));
        }
        try (Checkpoint stored = Checkpoints.open(path)) {
            return AdapterSummary.kind(stored.names()).isPresent() ? adapter(path) : Network.read(path, stored);
        } catch (CheckpointException e) {
            if (e.reason() != Reason.NO_WEIGHTS) {
                throw e;
            }
            return withoutWeights(path, e);
        }
    }

    private static FolderInspection ofFile(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean ofNetwork = folder != null && Files.isRegularFile(folder.resolve("config.json"));
        try {
            return adapter(file);
        } catch (CheckpointException e) {
            if (ofNetwork && (e.reason() == Reason.NO_WEIGHTS || e.reason() == Reason.UNSUPPORTED)) {
                return of(folder);
            }
            throw e;
        }
    }

    /// An adapter's file has a name of its own; a folder with a configuration only is a model whose weights are missing.
    private static FolderInspection withoutWeights(Path folder, CheckpointException missing) throws IOException {
        try {
            return adapter(folder);
        } catch (CheckpointException e) {
            if (e.reason() != Reason.NO_WEIGHTS) {
                throw e;
            }
            GlmConfig.read(folder);
            throw missing;
        }
    }

    private static Adapter adapter(Path path) throws IOException {
        return new Adapter(AdapterSummary.read(path, AdapterOptions.NONE));
    }

    /// A pack that is ready already, for example from another computer.
    record Pack(ModelPack pack) implements FolderInspection {
    }

    /// An adapter, which needs the network it was trained on.
    record Adapter(AdapterSummary adapter) implements FolderInspection {
    }

    /// The network itself.
    ///
    /// @param stored how its matrices are stored
    /// @param safetensors whether the files hold no program; torch files otherwise
    /// @param files with weights, in the order of the index
    /// @param bytes of these files
    /// @param parameters numbers of the network
    /// @param tied whether head and embedding begin with the same row, as one matrix does
    /// @param prefix tokens of a trained prefix of its own, 0 for none
    /// @param tokenizer whether it can be asked in words
    record Network(Path folder, GlmConfig config, StoredAs stored, boolean safetensors, List<Path> files, long bytes, long parameters, boolean tied,
                   int prefix, boolean tokenizer) implements FolderInspection {
        public Network {
            files = List.copyOf(files);
        }

        /// Whether the weights come in more than one file.
        public boolean sharded() {
            return files.size() > 1;
        }

        private static Network read(Path folder, Checkpoint stored) throws IOException {
            GlmConfig config = GlmConfig.read(folder);
            NetworkTensors tensors = new NetworkTensors(stored, config);
            tensors.check();
            int prefix = PrefixWeights.within(stored, folder, false).map(Network::length).orElse(0);
            long bytes = 0;
            for (Path file : stored.files()) {
                bytes += Files.size(file);
            }
            boolean safetensors = stored.files().stream().allMatch(f -> f.toString().endsWith(".safetensors"));
            return new Network(folder, config, tensors.storedAs(), safetensors, stored.files(), bytes, config.parameters(), tensors.tied(), prefix,
                    Files.isRegularFile(folder.resolve(ModelPack.TOKENIZER)));
        }

        private static int length(PrefixWeights prefix) {
            try {
                return prefix.length();
            } catch (CheckpointException e) {
                throw new IllegalStateException("its shape was checked when it was opened", e);
            }
        }
    }

    /// Element type of a checkpoint's matrices.
    enum StoredAs {
        FP32, FP16, BF16, INT8, INT4
    }
}
