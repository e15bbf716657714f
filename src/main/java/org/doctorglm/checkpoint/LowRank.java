package org.doctorglm.checkpoint;

/// The change that a LoRA makes to one matrix, `W + up·down`, with every output row written out.
///
/// @param outputs rows of the matrix, as it is stored
/// @param columns inputs of the matrix
/// @param rank of all its groups together
/// @param down `[rank, columns]`, row-major
/// @param up `[outputs, rank]`, row-major, times α/r; zeros for rows and groups that are not changed
public record LowRank(int outputs, int columns, int rank, float[] down, float[] up) {
}
