package org.doctorglm.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.doctorglm.engine.onnx.graph.RowMajor;
import org.doctorglm.model.MappedTensors;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;

/// Matrices of a pack in the layout of `MatMulNBits` (or FP32 for those in FP16), made from their tiles when a pack is loaded.
///
/// Packs are laid out for our own kernels; ONNX Runtime stands in where there are none, at the price of this conversion and a second copy.
/// Close it when the sessions are made: they have taken what they need.
final class RowMajorWeights implements AutoCloseable {
    private final OrtEnvironment environment;
    private final Map<String, OnnxTensorLike> tensors = new HashMap<>();

    RowMajorWeights(OrtEnvironment environment, ModelPack pack) throws IOException, OrtException {
        this.environment = environment;
        try (Arena arena = Arena.ofShared()) {
            MappedTensors mapped = new MappedTensors(pack, arena);
            for (TensorPlace place : pack.manifest().tensors()) {
                if (place.shape().size() == 2) {
                    convert(place, mapped.of(place));
                }
            }
        }
    }

    private void convert(TensorPlace place, MemorySegment data) throws OrtException {
        int rows = RowMajor.rows(place);
        int columns = RowMajor.columns(place);
        switch (RowMajor.type(place, data)) {
            case MatrixType.Float32 ignored -> {
                // Read from the file as it is.
            }
            case MatrixType.Float16 ignored ->
                    tensors.put(place.name(), OnnxTensor.createTensor(environment, RowMajor.widen(data, rows, columns), new long[] {rows, columns}));
            case MatrixType.Tiled(Quantizer quantizer) ->
                    untile(RowMajor.matrix(place), quantizer, RowMajor.of(quantizer, data, rows, columns));
        }
    }

    private void untile(String name, Quantizer quantizer, RowMajor matrix) throws OrtException {
        tensors.put(name + ".weight", OnnxTensor.createTensor(environment, matrix.packed(),
                new long[] {matrix.rows(), matrix.blocks(), (long) quantizer.block() * quantizer.bits() / 8}, OnnxJavaType.UINT8));
        tensors.put(name + ".scales", OnnxTensor.createTensor(environment, matrix.scales(), new long[] {matrix.scales().capacity()}));
        ByteBuffer zeros = matrix.zeros();
        if (zeros != null) {
            tensors.put(name + ".zeros", OnnxTensor.createTensor(environment, zeros, new long[] {zeros.capacity()}, OnnxJavaType.UINT8));
        }
    }

    /// Those that a graph asks for.
    Map<String, OnnxTensorLike> tensors(Set<String> names) {
        Map<String, OnnxTensorLike> some = new HashMap<>(tensors);
        some.keySet().retainAll(names);
        return some;
    }

    @Override
    public void close() {
        tensors.values().forEach(tensor -> ((OnnxTensor) tensor).close());
    }
}
