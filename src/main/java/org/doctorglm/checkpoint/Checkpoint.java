package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Named tensors of a trained network, read in pieces so that a file larger than memory can be imported.
///
/// Not thread-safe. Closing unmaps the files.
public interface Checkpoint extends AutoCloseable {
    Set<String> names();

    /// @throws CheckpointException when there is no such tensor
    TensorInfo info(String name) throws CheckpointException;

    /// Reads whole rows of a tensor as 32-bit floats; a row is everything behind the first axis.
    ///
    /// @param target receives `rows` times the row length, row-major
    void readRows(String name, long firstRow, int rows, float[] target) throws CheckpointException;

    /// Gives back the physical memory that reading a tensor took; it can be read again.
    default void release(String name) throws CheckpointException {
        // Nothing is held.
    }

    /// The files that the tensors come from, in a stable order.
    List<Path> files();

    @Override
    void close();

    /// Reads a whole tensor of moderate size.
    default float[] read(String name) throws CheckpointException {
        TensorInfo info = info(name);
        float[] values = new float[Math.toIntExact(info.elements())];
        readRows(name, 0, Math.toIntExact(info.shape().isEmpty() ? 1 : info.shape().getFirst()), values);
        return values;
    }
}
