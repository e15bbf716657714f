package org.doctorglm.checkpoint;

import org.doctorglm.checkpoint.CheckpointException.Reason;

/// A checkpoint whose numbers are numbers: one that is not, or is infinite, spoils every answer and would not be noticed before.
public final class FiniteCheckpoint extends CheckpointFilter {
    /// Closes `stored` when it is closed.
    public FiniteCheckpoint(Checkpoint stored) {
        super(stored);
    }

    /// @throws CheckpointException DAMAGED for a value that is no finite number
    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        super.readRows(name, firstRow, rows, target);
        int count = Math.toIntExact(rows * info(name).rowLength());
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(target[i])) {
                throw new CheckpointException(Reason.DAMAGED, files().getFirst(), name + " " + target[i]);
            }
        }
    }
}
