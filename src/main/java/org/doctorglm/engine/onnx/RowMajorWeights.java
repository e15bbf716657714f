package org.doctorglm.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
        try (Arena arena = Arena.ofShared(); FileChannel channel = FileChannel.open(pack.weights(), StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            for (TensorPlace place : pack.manifest().tensors()) {
                if (place.shape().size() == 2) {
                    convert(place, file.asSlice(place.offset(), place.bytes()));
                }
            }
        }
    }

    private void convert(TensorPlace place, MemorySegment data) throws OrtException {
        int rows = Math.toIntExact(place.shape().get(0));
        int columns = Math.toIntExact(place.shape().get(1));
        MatrixType type = MatrixType.of(place.type());
        if (data.byteSize() != type.bytes(rows, columns)) {
            throw new IllegalArgumentException(place.name());
        }
        switch (type) {
            case MatrixType.Float32 ignored -> {
                // Read from the file as it is.
            }
            case MatrixType.Float16 ignored -> widen(place, data, rows, columns);
            case MatrixType.Tiled(Quantizer quantizer) -> untile(matrix(place), quantizer, data, rows, columns);
        }
    }

    /// Name of a matrix without `.weight`.
    static String matrix(TensorPlace place) {
        return place.name().substring(0, place.name().length() - ".weight".length());
    }

    private void widen(TensorPlace place, MemorySegment data, int rows, int columns) throws OrtException {
        FloatBuffer wide = direct((long) rows * columns * Float.BYTES).asFloatBuffer();
        for (int i = 0; i < wide.capacity(); i++) {
            wide.put(i, Float.float16ToFloat(data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i)));
        }
        tensors.put(place.name(), OnnxTensor.createTensor(environment, wide, new long[] {rows, columns}));
    }

    private void untile(String name, Quantizer quantizer, MemorySegment data, int rows, int columns) throws OrtException {
        int blocks = quantizer.blocks(columns);
        int rowBytes = blocks * quantizer.block() * quantizer.bits() / 8;
        int zeroBytes = (blocks + 1) / 2;
        ByteBuffer packed = direct((long) rows * rowBytes);
        FloatBuffer scales = direct((long) rows * blocks * Float.BYTES).asFloatBuffer();
        ByteBuffer zeros = direct(quantizer.symmetric() ? 0 : (long) rows * zeroBytes);
        byte[] tile = new byte[quantizer.tileBytes(columns)];
        byte[] codes = new byte[blocks * quantizer.block()];
        float[] rowScales = new float[blocks];
        byte[] rowZeros = new byte[blocks];
        for (int row = 0; row < rows; row++) {
            if (row % Quantizer.TILE == 0) {
                MemorySegment.copy(data, ValueLayout.JAVA_BYTE, (long) row / Quantizer.TILE * tile.length, tile, 0, tile.length);
            }
            quantizer.unpack(tile, row % Quantizer.TILE, columns, codes, rowScales, rowZeros);
            packed.put(row * rowBytes, quantizer.bits() == 8 ? codes : nibbles(codes));
            scales.put(row * blocks, rowScales);
            if (!quantizer.symmetric()) {
                zeros.put(row * zeroBytes, nibbles(rowZeros));
            }
        }
        tensors.put(name + ".weight", OnnxTensor.createTensor(environment, packed,
                new long[] {rows, blocks, (long) quantizer.block() * quantizer.bits() / 8}, OnnxJavaType.UINT8));
        tensors.put(name + ".scales", OnnxTensor.createTensor(environment, scales, new long[] {(long) rows * blocks}));
        if (!quantizer.symmetric()) {
            tensors.put(name + ".zeros", OnnxTensor.createTensor(environment, zeros, new long[] {(long) rows * zeroBytes}, OnnxJavaType.UINT8));
        }
    }

    /// Two values a byte, the even one in the low half.
    private static byte[] nibbles(byte[] values) {
        byte[] pairs = new byte[(values.length + 1) / 2];
        for (int i = 0; i < values.length; i++) {
            pairs[i / 2] |= (byte) (values[i] << 4 * (i % 2));
        }
        return pairs;
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
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
