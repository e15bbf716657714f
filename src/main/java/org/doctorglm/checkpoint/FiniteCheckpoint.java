package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// A checkpoint whose numbers are numbers: one that is not, or is infinite, spoils every answer and would not be noticed before.
public final class FiniteCheckpoint implements Checkpoint {
    private final Checkpoint stored;

    /// Closes `stored` when it is closed.
    public FiniteCheckpoint(Checkpoint stored) {
        this.stored = stored;
    }

    @Override
    public Set<String> names() {
        return stored.names();
    }

    @Override
    public TensorInfo info(String name) throws CheckpointException {
        return stored.info(name);
    }

    /// @throws CheckpointException DAMAGED for a value that is no finite number
    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        stored.readRows(name, firstRow, rows, target);
        int count = Math.toIntExact(rows * info(name).rowLength());
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(target[i])) {
                throw new CheckpointException(Reason.DAMAGED, files().getFirst(), name + " " + target[i]);
            }
        }
    }

    @Override
    public void release(String name) throws CheckpointException {
        stored.release(name);
    }

    @Override
    public List<Path> files() {
        return stored.files();
    }

    @Override
    public void close() {
        stored.close();
    }
}
