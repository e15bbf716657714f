package org.doctorglm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// Opens the weights of a folder whatever their layout is.
public final class Checkpoints {
    private Checkpoints() {
    }

    /// Opens safetensors files where there are any (they hold no program), torch files otherwise.
    ///
    /// @throws CheckpointException NO_WEIGHTS when the folder has neither
    public static Checkpoint open(Path folder) throws IOException {
        if (Shards.SAFETENSORS.in(folder)) {
            return SafetensorsReader.openFolder(folder);
        }
        if (Shards.TORCH.in(folder)) {
            return TorchZipReader.openFolder(folder);
        }
        throw new CheckpointException(Reason.NO_WEIGHTS, folder, Shards.SAFETENSORS.single() + ", " + Shards.TORCH.single());
    }
}
