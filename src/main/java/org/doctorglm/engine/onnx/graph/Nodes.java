package org.doctorglm.engine.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.doctorglm.model.PackManifest.TensorPlace;

/// Writes an ONNX graph node by node. Names of values are given by the caller or numbered.
final class Nodes {
    static final String MICROSOFT = "com.microsoft";
    private static final int OPSET = 20;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> initializers = new HashSet<>();
    private final Set<String> given = new HashSet<>();
    private final String weightsFile;
    private int number;

    Nodes(String name, String weightsFile) {
        graph.setName(name);
        this.weightsFile = weightsFile;
    }

    /// Adds a node with one output.
    ///
    /// @param inputs names; an empty one leaves an optional input out
    /// @return name of the output
    String node(String domain, String type, String[] inputs, AttributeProto... attributes) {
        String output = type + "_" + number++;
        node(domain, type, inputs, new String[] {output}, attributes);
        return output;
    }

    void node(String domain, String type, String[] inputs, String[] outputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setDomain(domain).setOpType(type).setName(type + "_n" + number++);
        for (String input : inputs) {
            node.addInput(input);
        }
        for (String output : outputs) {
            node.addOutput(output);
        }
        for (AttributeProto attribute : attributes) {
            node.addAttribute(attribute);
        }
        graph.addNode(node);
    }

    /// Gives a value another name, for example that of an output.
    void rename(String value, String name) {
        node("", "Identity", new String[] {value}, new String[] {name});
    }

    String node(String type, String... inputs) {
        return node("", type, inputs);
    }

    /// Declares a tensor of the pack; asking twice declares it once.
    String weight(TensorPlace place) {
        if (initializers.add(place.name())) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(place.name()).setDataType(dataType(place.type()))
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", place.file()))
                    .addExternalData(entry("offset", Long.toString(place.offset())))
                    .addExternalData(entry("length", Long.toString(place.bytes())));
            place.shape().forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return place.name();
    }

    /// Declares a tensor that is handed over when the session is made. The weights file is named because the runtime wants one that exists;
    /// it is not read for this tensor.
    String given(String name, int type, long... shape) {
        if (initializers.add(name)) {
            given.add(name);
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(entry("location", weightsFile));
            for (long length : shape) {
                tensor.addDims(length);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// @param type FLOAT or FLOAT16
    String constant(String name, int type, float value) {
        if (initializers.add(name)) {
            boolean half = type == TensorProto.DataType.FLOAT16_VALUE;
            ByteBuffer bytes = half ? ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, Float.floatToFloat16(value))
                    : ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value);
            graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes)));
        }
        return name;
    }

    String constant(String name, long... values) {
        if (initializers.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64_VALUE)
                    .addDims(values.length).setRawData(ByteString.copyFrom(bytes)));
        }
        return name;
    }

    void input(String name, int type, Object... shape) {
        graph.addInput(value(name, type, shape));
    }

    void output(String name, int type, Object... shape) {
        graph.addOutput(value(name, type, shape));
    }

    /// Names of what must be handed over.
    Set<String> given() {
        return given;
    }

    byte[] model() {
        return ModelProto.newBuilder().setIrVersion(9).setProducerName("doctorglm").setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .build().toByteArray();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)).build();
    }

    private static ValueInfoProto value(String name, int type, Object... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (Object length : shape) {
            TensorShapeProto.Dimension.Builder dim = TensorShapeProto.Dimension.newBuilder();
            dims.addDim(length instanceof Number n ? dim.setDimValue(n.longValue()) : dim.setDimParam(length.toString()));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(dims))).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static int dataType(String type) {
        return switch (type) {
            case "float32" -> TensorProto.DataType.FLOAT_VALUE;
            default -> throw new IllegalArgumentException(type);
        };
    }
}
