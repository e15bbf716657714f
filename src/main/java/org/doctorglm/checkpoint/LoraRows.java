package org.doctorglm.checkpoint;

import java.util.List;

/// Which rows of a matrix the factors of a LoRA change, and where in `lora_B` they lie.
///
/// The rows of `lora_B` are cut into [#groups()] equal parts; part `j` goes with rows `j·rank …` of `lora_A`.
sealed interface LoraRows {
    int groups();

    /// Rows of the matrix, given the rows of `lora_B`; -1 when these cannot be.
    long outputs(long factorRows);

    /// @param row of the matrix **as it is stored**
    /// @param outputs rows of the matrix
    /// @param headDim of the network
    /// @return row of `lora_B`, -1 for a row that is not changed
    int source(int row, int outputs, int headDim);

    /// Equal slices of the stored rows, some of them changed (MergedLinear of loralib); one slice is an ordinary LoRA.
    ///
    /// The fused matrix of ChatGLM is interleaved by head, so its first and last third are not queries and values; adapters were
    /// trained this way and need it literally, also where a third ends inside a head.
    ///
    /// @param enabled one for each slice, at least one of them true
    record Slices(List<Boolean> enabled) implements LoraRows {
        public Slices {
            enabled = List.copyOf(enabled);
        }

        @Override
        public int groups() {
            return (int) enabled.stream().filter(on -> on).count();
        }

        @Override
        public long outputs(long factorRows) {
            return factorRows % groups() == 0 ? factorRows / groups() * enabled.size() : -1;
        }

        @Override
        public int source(int row, int outputs, int headDim) {
            int slice = outputs / enabled.size();
            if (!enabled.get(row / slice)) {
                return -1;
            }
            int group = (int) enabled.subList(0, row / slice).stream().filter(on -> on).count();
            return group * slice + row % slice;
        }
    }

    /// Query and value of every head of the fused matrix: in `lora_B` the queries of all heads, then the values of all heads.
    record PerHead() implements LoraRows {
        @Override
        public int groups() {
            return 2;
        }

        @Override
        public long outputs(long factorRows) {
            return factorRows % 2 == 0 ? factorRows / 2 * 3 : -1;
        }

        @Override
        public int source(int row, int outputs, int headDim) {
            int head = row / (3 * headDim);
            int inHead = head * headDim + row % headDim;
            return switch (row / headDim % 3) {
                case 0 -> inHead;
                case 2 -> outputs / 3 + inHead;
                default -> -1;
            };
        }
    }
}
