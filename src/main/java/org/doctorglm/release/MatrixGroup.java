package org.doctorglm.release;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.Quantizer;

/// Matrices that are rounded alike in a search: the head, or one kind in the first, the middle or the last blocks of the network.
///
/// @param name for example `head` or `first.qkv`
/// @param matrices by their names in a pack
/// @param rows of each
public record MatrixGroup(String name, List<String> matrices, int rows, int columns) {
    public MatrixGroup {
        matrices = List.copyOf(matrices);
    }

    /// All groups of a network; a quarter of the blocks, at least one, is first, and as many are last.
    static List<MatrixGroup> of(GlmConfig config) {
        List<MatrixGroup> groups = new ArrayList<>();
        // A head that is tied is the embedding too; where it is not, both are one choice.
        groups.add(new MatrixGroup("head", List.of("head", "embedding"), config.vocabulary(), config.hidden()));
        int layers = config.layers();
        int edge = Math.max(1, layers / 4);
        add(groups, "first", 0, Math.min(edge, layers), config);
        add(groups, "middle", edge, layers - edge, config);
        add(groups, "last", Math.max(edge, layers - edge), layers, config);
        return groups;
    }

    private static void add(List<MatrixGroup> groups, String depth, int from, int to, GlmConfig config) {
        if (from >= to) {
            return;
        }
        groups.add(new MatrixGroup(depth + ".qkv", names("qkv", from, to), 3 * config.hidden(), config.hidden()));
        groups.add(new MatrixGroup(depth + ".dense", names("dense", from, to), config.hidden(), config.hidden()));
        groups.add(new MatrixGroup(depth + ".up", names("up", from, to), config.inner(), config.hidden()));
        groups.add(new MatrixGroup(depth + ".down", names("down", from, to), config.hidden(), config.inner()));
    }

    private static List<String> names(String kind, int from, int to) {
        return IntStream.range(from, to).mapToObj(layer -> "layers." + layer + "." + kind).toList();
    }

    /// Bytes of the group in a pack; of a head the bytes of one matrix.
    long bytes(Quantizer quantizer) {
        long each = new MatrixType.Tiled(quantizer).bytes(rows, columns);
        return name.equals("head") ? each : each * matrices.size();
    }
}
