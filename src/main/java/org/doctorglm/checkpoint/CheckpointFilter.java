package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A checkpoint that shows another one differently; what a filter does not change passes through. Closes the other when it is closed.
public abstract class CheckpointFilter implements Checkpoint {
    protected final Checkpoint stored;

    protected CheckpointFilter(Checkpoint stored) {
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

    @Override
    public void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException {
        stored.readRows(name, firstRow, rows, target);
    }

    @Override
    public final void release(String name) throws CheckpointException {
        stored.release(name);
    }

    @Override
    public final List<Path> files() {
        return stored.files();
    }

    @Override
    public final void close() {
        stored.close();
    }
}
