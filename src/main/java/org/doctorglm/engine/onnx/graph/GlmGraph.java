package org.doctorglm.engine.onnx.graph;

import static org.doctorglm.engine.onnx.graph.Nodes.MICROSOFT;
import static org.doctorglm.engine.onnx.graph.Nodes.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;
import org.jspecify.annotations.Nullable;

/// The ChatGLM block as an ONNX graph, in two forms over the same weights.
///
/// [#prompt()] reads the bidirectional part of a prompt in one pass without any mask and gives out the keys and values of each layer.
/// [#step()] feeds the tokens from `<sop>` on: `GroupQueryAttention` writes keys and values in place into the cache buffers and is causal,
/// which is all that the prefix mask leaves to do there.
///
/// One block (S tokens, H hidden):
/// `x = LN(x); x = α·x + Attention(x); x = LN(x); x = α·x + MLP(x)`. The residual is the normalised input.
/// A trained prefix of P tokens is the past of the prompt: keys and values without rotary that every row sees.
/// Where every tensor is handed over ([GraphForm]) the prompt's keys and values fill a whole cache.
/// Embeddings are looked up outside (`embeddings` [S, H]); angles come in as `cos` and `sin` [S, headDim/2].
public final class GlmGraph {
    public static final String EMBEDDINGS = "embeddings";
    public static final String COS = "cos";
    public static final String SIN = "sin";
    public static final String LAST = "last_position";
    public static final String TOTAL = "total_length";
    public static final String LOGITS = "logits";
    /// Pads of a cache [1, heads, P + S, headDim] up to its capacity, eight numbers; an input of [#prompt()] where all is handed over.
    public static final String ROOM = "room";

    private final GraphForm form;
    private final GlmConfig config;
    private final PackManifest manifest;
    private final Map<String, TensorPlace> places;

    /// @param given names of the tensors that must be handed over with it
    public record Built(byte[] model, Set<String> given) {
    }

    /// @param form where its weights come from and how it computes
    public GlmGraph(PackManifest manifest, GraphForm form) {
        this.form = form;
        this.manifest = manifest;
        this.config = manifest.config();
        this.places = manifest.tensors().stream().collect(Collectors.toMap(TensorPlace::name, Function.identity()));
    }

    public static String key(String when, int layer) {
        return when + ".key." + layer;
    }

    public static String value(String when, int layer) {
        return when + ".value." + layer;
    }

    /// Inputs `embeddings`, `cos`, `sin`; outputs `prompt.key.i`, `prompt.value.i` [1, heads, P + S, headDim].
    public Built prompt() {
        Nodes nodes = begin("prompt");
        if (form.handedOver()) {
            nodes.input(ROOM, DataType.INT64_VALUE, 8);
        }
        String x = EMBEDDINGS;
        for (int i = 0; i < config.layers(); i++) {
            x = normalise(nodes, x, "layers." + i + ".input_norm");
            String[] qkv = rotated(nodes, x, i);
            boolean last = i == config.layers() - 1;
            if (form.handedOver()) {
                String keys = heads(nodes, qkv[1], i, "key");
                String values = heads(nodes, qkv[2], i, "value");
                padded(nodes, keys, key("prompt", i));
                padded(nodes, values, value("prompt", i));
                if (!last) {
                    x = rest(nodes, x, nodes.node(MICROSOFT, "MultiHeadAttention", new String[] {qkv[0], keys, values},
                            attribute("num_heads", config.heads()), scale()), i);
                }
            } else if (last) {
                // Nothing behind the keys and values of the last layer is needed before <sop>.
                nodes.rename(heads(nodes, qkv[1], i, "key"), key("prompt", i));
                nodes.rename(heads(nodes, qkv[2], i, "value"), value("prompt", i));
            } else {
                String attention = "attention." + i;
                nodes.node(MICROSOFT, "MultiHeadAttention", withPast(nodes, qkv, i),
                        new String[] {attention, key("prompt", i), value("prompt", i)}, attribute("num_heads", config.heads()), scale());
                x = rest(nodes, x, attention, i);
            }
            nodes.output(key("prompt", i), form.type(), 1, config.heads(), "S_total", kernelHeadDim(config));
            nodes.output(value("prompt", i), form.type(), 1, config.heads(), "S_total", kernelHeadDim(config));
        }
        return new Built(nodes.model(), nodes.given());
    }

    /// Inputs `embeddings`, `cos`, `sin`, `last_position` [1] (tokens in all less one), `total_length` (scalar), `past.key.i`, `past.value.i`
    /// [1, heads, capacity, headDim]; outputs `logits` [S, vocabulary] and `present.*` with the buffers of `past.*`.
    public Built step() {
        Nodes nodes = begin("step");
        nodes.input(LAST, DataType.INT32_VALUE, 1);
        nodes.input(TOTAL, DataType.INT32_VALUE);
        String x = EMBEDDINGS;
        for (int i = 0; i < config.layers(); i++) {
            nodes.input(key("past", i), form.type(), 1, config.heads(), "capacity", kernelHeadDim(config));
            nodes.input(value("past", i), form.type(), 1, config.heads(), "capacity", kernelHeadDim(config));
            x = normalise(nodes, x, "layers." + i + ".input_norm");
            String[] qkv = rotated(nodes, x, i);
            String attention = "attention." + i;
            nodes.node(MICROSOFT, "GroupQueryAttention",
                    new String[] {qkv[0], qkv[1], qkv[2], key("past", i), value("past", i), LAST, TOTAL},
                    new String[] {attention, key("present", i), value("present", i)},
                    attribute("num_heads", config.heads()), attribute("kv_num_heads", config.heads()), scale());
            x = rest(nodes, x, attention, i);
            nodes.output(key("present", i), form.type(), 1, config.heads(), "capacity", kernelHeadDim(config));
            nodes.output(value("present", i), form.type(), 1, config.heads(), "capacity", kernelHeadDim(config));
        }
        x = normalise(nodes, x, "final_norm");
        if (form.half()) {
            String scores = matrix(nodes, x, "head", null, config.hidden(), config.vocabulary(), null);
            nodes.node("", "Cast", new String[] {scores}, new String[] {LOGITS}, attribute("to", DataType.FLOAT_VALUE));
        } else {
            matrix(nodes, x, "head", null, config.hidden(), config.vocabulary(), LOGITS);
        }
        nodes.output(LOGITS, DataType.FLOAT_VALUE, "S", config.vocabulary());
        return new Built(nodes.model(), nodes.given());
    }

    private Nodes begin(String name) {
        Nodes nodes = new Nodes(name, ModelPack.WEIGHTS);
        nodes.input(EMBEDDINGS, form.type(), "S", config.hidden());
        nodes.input(COS, form.type(), "S", config.headDim() / 2);
        nodes.input(SIN, form.type(), "S", config.headDim() / 2);
        return nodes;
    }

    private String normalise(Nodes nodes, String x, String name) {
        return nodes.node("", "LayerNormalization", new String[] {x, weight(nodes, name + ".weight"), weight(nodes, name + ".bias")},
                attribute("axis", -1), attribute("epsilon", (float) config.epsilon()));
    }

    /// Query, key (both rotated) and value, each [1, S, H].
    ///
    /// Where the kernels cannot take the head dimension (it is no multiple of 8) the heads are padded with zeros to the next one they take;
    /// zeros change neither dot products nor sums.
    private String[] rotated(Nodes nodes, String x, int layer) {
        String fused = matrix(nodes, x, "layers." + layer + ".qkv", "layers." + layer + ".qkv.bias", config.hidden(),
                3 * config.hidden(), null);
        String batched = nodes.node("Unsqueeze", fused, nodes.constant("axis0", new long[] {0}));
        List<String> parts = new ArrayList<>();
        for (String part : List.of("q", "k", "v")) {
            parts.add(part + "." + layer);
        }
        nodes.node("", "Split", new String[] {batched}, parts.toArray(String[]::new), attribute("axis", -1), attribute("num_outputs", 3));
        String start = nodes.constant("rotary_start", new long[] {0});
        for (int i = 0; i < 2; i++) {
            parts.set(i, nodes.node(MICROSOFT, "RotaryEmbedding", new String[] {parts.get(i), start, COS, SIN}));
        }
        if (padding() > 0) {
            parts.replaceAll(part -> padded(nodes, part));
        }
        return parts.toArray(String[]::new);
    }

    /// Head dimension of the kernels and so of the cache.
    public static int kernelHeadDim(GlmConfig config) {
        return (config.headDim() + 7) / 8 * 8;
    }

    private int padding() {
        return kernelHeadDim(config) - config.headDim();
    }

    private String padded(Nodes nodes, String part) {
        String split = nodes.node("Reshape", part, nodes.constant("heads_shape", 1, -1, config.heads(), config.headDim()));
        String wide = nodes.node("Pad", split, nodes.constant("head_padding", 0, 0, 0, 0, 0, 0, 0, padding()));
        return nodes.node("Reshape", wide, nodes.constant("wide_shape", 1, -1, (long) config.heads() * kernelHeadDim(config)));
    }

    private String unpadded(Nodes nodes, String attention) {
        String split = nodes.node("Reshape", attention, nodes.constant("wide_heads_shape", 1, -1, config.heads(), kernelHeadDim(config)));
        String narrow = nodes.node("Slice", split, nodes.constant("zero", new long[] {0}),
                nodes.constant("head_end", new long[] {config.headDim()}), nodes.constant("last_axis", new long[] {3}));
        return nodes.node("Reshape", narrow, nodes.constant("narrow_shape", 1, -1, config.hidden()));
    }

    private AttributeProto scale() {
        return attribute("scale", (float) (1 / Math.sqrt(config.headDim())));
    }

    /// Query, key and value with the prefix as past, where there is one.
    private String[] withPast(Nodes nodes, String[] qkv, int layer) {
        return manifest.prefixTokens() == 0 ? qkv
                : new String[] {qkv[0], qkv[1], qkv[2], "", "", "", past(nodes, layer, "key"), past(nodes, layer, "value")};
    }

    /// Keys or values of the prefix, [1, heads, P, headDim of the kernels]; worked out once, when the graph is loaded.
    private String past(Nodes nodes, int layer, String part) {
        String stored = weight(nodes, "layers." + layer + ".prefix." + part);
        String wide = padding() == 0 ? stored : nodes.node("Pad", stored, nodes.constant("prefix_padding", 0, 0, 0, 0, 0, padding()));
        return nodes.node("Unsqueeze", wide, nodes.constant("axis0", new long[] {0}));
    }

    /// [1, S, H] to [1, heads, P + S, headDim].
    private String heads(Nodes nodes, String x, int layer, String part) {
        String split = nodes.node("Reshape", x, nodes.constant("wide_heads_shape", 1, -1, config.heads(), kernelHeadDim(config)));
        String turned = nodes.node("", "Transpose", new String[] {split}, permutation());
        return manifest.prefixTokens() == 0 ? turned
                : nodes.node("", "Concat", new String[] {past(nodes, layer, part), turned}, attribute("axis", 2));
    }

    /// Fills up to the capacity of the cache, so that the cache's own memory takes the output.
    private void padded(Nodes nodes, String heads, String output) {
        nodes.node("", "Pad", new String[] {heads, ROOM}, new String[] {output});
    }

    private static AttributeProto permutation() {
        return AttributeProto.newBuilder().setName("perm")
                .setType(AttributeProto.AttributeType.INTS)
                .addInts(0).addInts(2).addInts(1).addInts(3).build();
    }

    /// Everything behind the attention: output projection, residual, norm, MLP, residual.
    private String rest(Nodes nodes, String x, String attention, int layer) {
        String name = "layers." + layer + ".";
        String narrow = padding() > 0 ? unpadded(nodes, attention) : attention;
        String flat = nodes.node("Squeeze", narrow, nodes.constant("axis0", new long[] {0}));
        String dense = matrix(nodes, flat, name + "dense", name + "dense.bias", config.hidden(), config.hidden(), null);
        String normed = normalise(nodes, residual(nodes, x, dense), name + "post_norm");
        String up = matrix(nodes, normed, name + "up", name + "up.bias", config.hidden(), config.inner(), null);
        String active = nodes.node(MICROSOFT, "FastGelu", new String[] {up});
        String down = matrix(nodes, active, name + "down", name + "down.bias", config.inner(), config.hidden(), null);
        return residual(nodes, normed, down);
    }

    private String residual(Nodes nodes, String x, String y) {
        return nodes.node("Add", nodes.node("Mul", x, nodes.constant("alpha", form.type(), (float) config.alpha())), y);
    }

    private String matrix(Nodes nodes, String x, String name, @Nullable String bias, int columns, int rows,
                          @Nullable String output) {
        String result = output == null ? name + ".out" : output;
        String addend = bias == null ? "" : weight(nodes, bias);
        switch (MatrixType.of(place(name + ".weight").type())) {
            case MatrixType.Float32 ignored -> gemm(nodes, x, weight(nodes, name + ".weight"), addend, result);
            case MatrixType.Float16 ignored ->
                    gemm(nodes, x, nodes.given(name + ".weight", form.type(), rows, columns), addend, result);
            case MatrixType.Tiled(Quantizer quantizer) when form.handedOver() && !addend.isEmpty() -> {
                // The graphics card's operator takes no bias.
                String product = name + ".product";
                quantised(nodes, x, name, quantizer, columns, rows, "", product);
                nodes.node("", "Add", new String[] {product, addend}, new String[] {result});
            }
            case MatrixType.Tiled(Quantizer quantizer) -> quantised(nodes, x, name, quantizer, columns, rows, addend, result);
        }
        return result;
    }

    private static void gemm(Nodes nodes, String x, String weight, String bias, String result) {
        nodes.node("", "Gemm", bias.isEmpty() ? new String[] {x, weight} : new String[] {x, weight, bias}, new String[] {result},
                attribute("transB", 1));
    }

    private void quantised(Nodes nodes, String x, String name, Quantizer quantizer, int columns, int rows, String bias, String result) {
        long blocks = quantizer.blocks(columns);
        String[] inputs = {x, nodes.given(name + ".weight", DataType.UINT8_VALUE, rows, blocks, (long) quantizer.block() * quantizer.bits() / 8),
            nodes.given(name + ".scales", form.type(), rows * blocks),
            quantizer.symmetric() ? "" : nodes.given(name + ".zeros", DataType.UINT8_VALUE, rows * ((blocks + 1) / 2)), "", bias};
        // Level 4: activations in 8 bits, dot products in integers. Without it the weights are widened to FP32 first.
        nodes.node(MICROSOFT, "MatMulNBits", bias.isEmpty() ? Arrays.copyOf(inputs, 4) : inputs, new String[] {result}, attribute("K", columns),
                attribute("N", rows), attribute("bits", quantizer.bits()), attribute("block_size", quantizer.block()),
                attribute("accuracy_level", form.handedOver() ? 0 : 4));
    }

    private String weight(Nodes nodes, String name) {
        TensorPlace place = place(name);
        return form.handedOver() ? nodes.given(name, form.type(), place.shape().stream().mapToLong(Long::longValue).toArray()) : nodes.weight(place);
    }

    private TensorPlace place(String name) {
        TensorPlace place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }
}
