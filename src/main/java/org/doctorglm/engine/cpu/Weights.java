package org.doctorglm.engine.cpu;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.MappedTensors;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest.TensorPlace;

/// The network's weights, mapped from the pack: nothing is copied, and other windows of the same pack share the memory.
final class Weights implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Map<String, TensorPlace> places;
    private final MappedTensors tensors;
    private final List<Layer> layers = new ArrayList<>();
    private final Norm last;
    private final Matrix head;
    private final Matrix embedding;
    private final boolean half;
    private final List<Prefix> prefix = new ArrayList<>();

    /// @param weight and bias, [hidden] each
    record Norm(MemorySegment weight, MemorySegment bias) {
    }

    /// One block.
    record Layer(Norm input, Matrix qkv, Matrix dense, Norm post, Matrix up, Matrix down) {
    }

    /// A layer's part of a trained prefix: [heads, tokens, headDim] each.
    record Prefix(int tokens, MemorySegment keys, MemorySegment values) {
    }

    /// @throws IllegalArgumentException when the manifest lacks a tensor or gives it another size
    Weights(ModelPack pack) throws IOException {
        this.places = pack.manifest().tensors().stream().collect(Collectors.toMap(TensorPlace::name, Function.identity()));
        GlmConfig config = pack.manifest().config();
        try {
            this.tensors = new MappedTensors(pack, arena);
            int hidden = config.hidden();
            for (int i = 0; i < config.layers(); i++) {
                String name = "layers." + i + ".";
                layers.add(new Layer(norm(name + "input_norm", hidden), matrix(name + "qkv", 3 * hidden, hidden, true),
                        matrix(name + "dense", hidden, hidden, true), norm(name + "post_norm", hidden),
                        matrix(name + "up", config.inner(), hidden, true), matrix(name + "down", hidden, config.inner(), true)));
            }
            int tokens = pack.manifest().prefixTokens();
            for (int i = 0; i < config.layers() && tokens > 0; i++) {
                prefix.add(new Prefix(tokens, vector("layers." + i + ".prefix.key", tokens * hidden),
                        vector("layers." + i + ".prefix.value", tokens * hidden)));
            }
            this.last = norm("final_norm", hidden);
            this.head = matrix("head", config.vocabulary(), hidden, false);
            this.embedding = places.containsKey("embedding.weight") ? matrix("embedding", config.vocabulary(), hidden, false) : head;
            this.half = pack.manifest().precision().quantised();
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private Norm norm(String name, int length) {
        return new Norm(vector(name + ".weight", length), vector(name + ".bias", length));
    }

    private MemorySegment vector(String name, int length) {
        return slice(name, (long) length * Float.BYTES);
    }

    private Matrix matrix(String name, int rows, int columns, boolean biased) {
        TensorPlace place = place(name + ".weight");
        // The bytes alone do not tell: a tile that is not full takes as many as one that is.
        if (!place.shape().equals(List.of((long) rows, (long) columns))) {
            throw new IllegalArgumentException(place.name() + " " + place.shape() + "/" + rows + ", " + columns);
        }
        MatrixType type = MatrixType.of(place.type());
        MemorySegment data = slice(name + ".weight", type.bytes(rows, columns));
        return Matrix.of(arena, type, data, rows, columns, biased ? vector(name + ".bias", rows) : MemorySegment.NULL);
    }

    private MemorySegment slice(String name, long bytes) {
        TensorPlace place = place(name);
        if (place.bytes() != bytes) {
            throw new IllegalArgumentException(name + " " + place.bytes() + "/" + bytes);
        }
        return tensors.of(place);
    }

    private TensorPlace place(String name) {
        TensorPlace place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }

    List<Layer> layers() {
        return layers;
    }

    /// Of each layer, empty when there is none.
    List<Prefix> prefix() {
        return prefix;
    }

    /// Behind the last block.
    Norm last() {
        return last;
    }

    Matrix head() {
        return head;
    }

    /// The head itself where the two are tied.
    Matrix embedding() {
        return embedding;
    }

    /// Whether keys and values are kept in 16 bits: for quantised packs.
    boolean half() {
        return half;
    }

    @Override
    public void close() {
        arena.close();
    }
}
