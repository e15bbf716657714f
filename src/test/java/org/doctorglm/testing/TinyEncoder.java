package org.doctorglm.testing;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the smallest sentence model: a table of vectors, one for each character, and their mean. Characters without a vector of their own,
/// and the control tokens, are zeros.
public final class TinyEncoder {
    private static final int CONTROL = 4;

    private final int width;
    private final Map<String, float[]> pieces = new LinkedHashMap<>();
    private boolean meanInGraph;
    private @Nullable String weights;
    private final List<NodeProto> further = new ArrayList<>();
    private @Nullable String input;

    public TinyEncoder(int width) {
        this.width = width;
    }

    /// Two characters that are given the same axis mean the same.
    public TinyEncoder means(String characters, int axis) {
        characters.codePoints().forEach(point -> {
            float[] vector = new float[width];
            vector[axis] = 1;
            pieces.put(Character.toString(point), vector);
        });
        return this;
    }

    public TinyEncoder piece(String piece, float... vector) {
        pieces.put(piece, java.util.Arrays.copyOf(vector, width));
        return this;
    }

    /// The graph itself makes the mean, over the tokens that the mask leaves.
    public TinyEncoder meanInGraph() {
        meanInGraph = true;
        return this;
    }

    /// The table lies in a file of this name.
    public TinyEncoder weightsIn(String location) {
        weights = location;
        return this;
    }

    public TinyEncoder node(String type) {
        further.add(node(type, "further", "ids").build());
        return this;
    }

    public TinyEncoder input(String name) {
        input = name;
        return this;
    }

    /// Makes a folder with `model.onnx` and `vocab.txt`.
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> vocabulary = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
        vocabulary.addAll(pieces.keySet());
        Files.writeString(folder.resolve("vocab.txt"), String.join("\n", vocabulary) + "\n");
        Files.write(folder.resolve("model.onnx"), model().toByteArray());
        return folder;
    }

    /// The bytes of the table.
    public byte[] table() {
        ByteBuffer table = ByteBuffer.allocate(4 * width * (CONTROL + pieces.size())).order(ByteOrder.LITTLE_ENDIAN);
        table.position(4 * width * CONTROL);
        pieces.values().forEach(vector -> {
            for (float value : vector) {
                table.putFloat(value);
            }
        });
        return table.array();
    }

    private ModelProto model() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny").addInput(value("input_ids", 7, null, "tokens")).addInput(value("attention_mask", 7, null, "tokens"));
        if (input != null) {
            graph.addInput(value(input, 7, null, "tokens"));
        }
        TensorProto.Builder table = TensorProto.newBuilder().setName("table").setDataType(1).addDims(CONTROL + pieces.size()).addDims(width);
        if (weights == null) {
            table.setRawData(ByteString.copyFrom(table()));
        } else {
            table.setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(weights));
        }
        graph.addInitializer(table);
        if (meanInGraph) {
            graph.addInitializer(TensorProto.newBuilder().setName("axis").setDataType(7).addDims(1).addInt64Data(1));
            graph.addInitializer(TensorProto.newBuilder().setName("last").setDataType(7).addDims(1).addInt64Data(2));
            graph.addNode(node("Gather", "rows", "table", "input_ids"));
            graph.addNode(node("Cast", "mask", "attention_mask").addAttribute(AttributeProto.newBuilder().setName("to").setType(AttributeProto.AttributeType.INT).setI(1)));
            graph.addNode(node("Unsqueeze", "wide", "mask", "last"));
            graph.addNode(node("Mul", "masked", "rows", "wide"));
            graph.addNode(node("ReduceSum", "sum", "masked", "axis").addAttribute(keep(0)));
            graph.addNode(node("ReduceSum", "count", "wide", "axis").addAttribute(keep(0)));
            graph.addNode(node("Div", "sentence_embedding", "sum", "count"));
            graph.addOutput(value("sentence_embedding", 1, (long) width));
        } else {
            graph.addNode(node("Gather", "last_hidden_state", "table", "input_ids"));
            graph.addOutput(value("last_hidden_state", 1, (long) width, "tokens"));
        }
        graph.addAllNode(further);
        return ModelProto.newBuilder().setIrVersion(8).setGraph(graph).addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17)).build();
    }

    private static AttributeProto keep(long value) {
        return AttributeProto.newBuilder().setName("keepdims").setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).setName(output + "_n").addAllInput(List.of(inputs)).addOutput(output);
    }

    /// `[batch, inner…, last]`.
    private static ValueInfoProto value(String name, int type, @Nullable Long last, String... inner) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (String dimension : inner) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
        }
        if (last != null) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(last));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape))).build();
    }
}
