package org.doctorglm.engine.onnx.device;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.onnx.graph.RowMajor;
import org.doctorglm.model.MappedTensors;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;

/// Brings the tensors of a pack into the memory of a device, one after the other, in the layouts of the graph's operators.
///
/// The embedding stays behind, unless it is the head as well: its rows are looked up on the processor.
final class DeviceWeights {
    private final DeviceRuntime runtime;
    private final Map<String, MemorySegment> tensors = new HashMap<>();

    private DeviceWeights(DeviceRuntime runtime) {
        this.runtime = runtime;
    }

    /// @return tensors by the names that the graph gives them
    static Map<String, MemorySegment> upload(ModelPack pack, DeviceRuntime runtime) throws IOException, EngineException {
        DeviceWeights weights = new DeviceWeights(runtime);
        try (Arena arena = Arena.ofConfined()) {
            MappedTensors mapped = new MappedTensors(pack, arena);
            for (TensorPlace place : pack.manifest().tensors()) {
                if (!place.name().equals("embedding.weight")) {
                    weights.add(place, mapped.of(place));
                }
            }
        }
        return weights.tensors;
    }

    private void add(TensorPlace place, MemorySegment data) throws EngineException {
        if (place.shape().size() != 2) {
            number(place.name(), floats(data), place.shape().stream().mapToLong(Long::longValue).toArray());
            return;
        }
        int rows = RowMajor.rows(place);
        int columns = RowMajor.columns(place);
        switch (RowMajor.type(place, data)) {
            case MatrixType.Float32 ignored -> number(place.name(), floats(data), rows, columns);
            case MatrixType.Float16 ignored -> {
                if (runtime.form().half()) {
                    put(place.name(), data, DataType.FLOAT16_VALUE, rows, columns);
                } else {
                    number(place.name(), RowMajor.widen(data, rows, columns), rows, columns);
                }
            }
            case MatrixType.Tiled(Quantizer quantizer) -> {
                String name = RowMajor.matrix(place);
                RowMajor matrix = RowMajor.of(quantizer, data, rows, columns);
                put(name + ".weight", MemorySegment.ofBuffer(matrix.packed()), DataType.UINT8_VALUE, rows, matrix.blocks(),
                        (long) quantizer.block() * quantizer.bits() / 8);
                number(name + ".scales", matrix.scales(), matrix.scales().capacity());
                ByteBuffer zeros = matrix.zeros();
                if (zeros != null) {
                    put(name + ".zeros", MemorySegment.ofBuffer(zeros), DataType.UINT8_VALUE, zeros.capacity());
                }
            }
        }
    }

    private static FloatBuffer floats(MemorySegment data) {
        return data.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /// In the type that the graph computes in.
    private void number(String name, FloatBuffer values, long... shape) throws EngineException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate((long) values.capacity() * runtime.form().bytes(), 64);
            for (int i = 0; i < values.capacity(); i++) {
                if (runtime.form().half()) {
                    numbers.setAtIndex(ValueLayout.JAVA_SHORT, i, Float.floatToFloat16(values.get(i)));
                } else {
                    numbers.setAtIndex(ValueLayout.JAVA_FLOAT, i, values.get(i));
                }
            }
            put(name, numbers, runtime.form().type(), shape);
        }
    }

    private void put(String name, MemorySegment data, int type, long... shape) throws EngineException {
        MemorySegment memory = runtime.heap().allocate(data.byteSize());
        runtime.heap().fill(memory, data);
        tensors.put(name, runtime.onDevice(memory, data.byteSize(), type, shape));
    }
}
