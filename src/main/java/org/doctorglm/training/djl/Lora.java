package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.RowOrder;
import org.doctorglm.training.LoraTarget;
import org.doctorglm.training.Method;

/// Low-rank changes. `B` begins as zeros, so the first step starts from the base; `A` as loralib and peft begin it (Kaiming, a = √5).
///
/// Factors are kept as they are exported, in the row order of checkpoints; [#order] brings a product into the pack's order.
final class Lora implements Changes {
    private static final int FUSED = 0;

    private final Kernels kernels;
    private final Method.Lora method;
    private final GlmConfig config;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    /// For each row of the pack's fused matrix the row of `lora_B` that belongs to it, or one of zeros behind them.
    private final NDArray order;

    Lora(NDManager manager, Kernels kernels, Method.Lora method, GlmConfig config, long seed) {
        this.kernels = kernels;
        this.method = method;
        this.config = config;
        this.order = manager.create(Arrays.stream(method.targets().contains(LoraTarget.THIRDS) ? thirds(config) : perHead(config)).asLongStream().toArray());
        for (int layer = 0; layer < config.layers(); layer++) {
            if (fusedTargeted()) {
                add(manager, name(layer, "attention.query_key_value"), 2 * method.rank(), config.hidden(), 2 * config.hidden(), seed);
            }
            for (Place place : Place.values()) {
                if (method.targets().contains(target(place))) {
                    add(manager, name(layer, matrix(place)), method.rank(), inputs(place), outputs(place), seed);
                }
            }
        }
    }

    private boolean fusedTargeted() {
        return method.targets().contains(LoraTarget.QV) || method.targets().contains(LoraTarget.THIRDS);
    }

    private void add(NDManager manager, String matrix, int rank, int inputs, int outputs, long seed) {
        float[] a = new float[rank * inputs];
        SplittableRandom random = new SplittableRandom(Noise.mix(seed ^ matrix.hashCode()));
        float bound = (float) (1 / Math.sqrt(inputs));
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextDouble(-bound, bound);
        }
        parameters.put(matrix + ".lora_A", manager.create(a, new Shape(rank, inputs)));
        parameters.put(matrix + ".lora_B", manager.zeros(new Shape(outputs, method.rank())));
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public NDArray fused(int layer, NDArray x, NDArray qkv, Noise noise) {
        if (!fusedTargeted()) {
            return qkv;
        }
        String name = name(layer, "attention.query_key_value");
        NDArray a = parameters.get(name + ".lora_A");
        NDArray b = parameters.get(name + ".lora_B");
        return kernels.product(qkv, product(noise.drop(x, layer, FUSED), a), wide(b, x), scale());
    }

    /// `lora_B` as one matrix `[3·hidden, 2·rank]` in the pack's order of rows: bringing these few numbers into order is cheaper than what they make of all tokens.
    private NDArray wide(NDArray b, NDArray x) {
        long hidden = config.hidden();
        NDArray first = Values.freedWith(b.get(new NDIndex(":{}", hidden)), x);
        NDArray second = Values.freedWith(b.get(new NDIndex("{}:", hidden)), x);
        NDManager manager = x.getManager();
        NDArray none = manager.zeros(new Shape(hidden, method.rank()));
        NDArray rows = NDArrays.concat(new NDList(NDArrays.concat(new NDList(first, none), 1), NDArrays.concat(new NDList(none, second), 1),
                manager.zeros(new Shape(1, 2L * method.rank()))), 0);
        return rows.get(new NDIndex("{}", order));
    }

    @Override
    public NDArray linear(int layer, Place place, NDArray x, NDArray product, Noise noise) {
        if (!method.targets().contains(target(place))) {
            return product;
        }
        String name = name(layer, matrix(place));
        NDArray narrow = product(noise.drop(x, layer, 1 + place.ordinal()), parameters.get(name + ".lora_A"));
        return kernels.product(product, narrow, parameters.get(name + ".lora_B"), scale());
    }

    private static NDArray product(NDArray x, NDArray matrix) {
        return Linear.linear(x, matrix).singletonOrThrow();
    }

    private double scale() {
        return method.alpha() / method.rank();
    }

    private static String name(int layer, String matrix) {
        return "layers." + layer + "." + matrix;
    }

    private static LoraTarget target(Place place) {
        return switch (place) {
            case DENSE -> LoraTarget.DENSE;
            case UP -> LoraTarget.UP;
            case DOWN -> LoraTarget.DOWN;
        };
    }

    private static String matrix(Place place) {
        return switch (place) {
            case DENSE -> "attention.dense";
            case UP -> "mlp.dense_h_to_4h";
            case DOWN -> "mlp.dense_4h_to_h";
        };
    }

    private int inputs(Place place) {
        return place == Place.DOWN ? config.inner() : config.hidden();
    }

    private int outputs(Place place) {
        return place == Place.UP ? config.inner() : config.hidden();
    }

    /// In `lora_B` the queries of all heads, then the values of all heads.
    private static int[] perHead(GlmConfig config) {
        int dim = config.headDim();
        int hidden = config.hidden();
        int[] rows = RowOrder.queryKeyValue(config);
        int[] order = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int inHead = rows[i] / (3 * dim) * dim + rows[i] % dim;
            order[i] = switch (rows[i] / dim % 3) {
                case 0 -> inHead;
                case 2 -> hidden + inHead;
                default -> 2 * hidden;
            };
        }
        return order;
    }

    /// The first and the last third of the rows as they are stored, whatever they belong to.
    private static int[] thirds(GlmConfig config) {
        int hidden = config.hidden();
        int[] rows = RowOrder.queryKeyValue(config);
        int[] order = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            order[i] = rows[i] < hidden ? rows[i] : rows[i] >= 2 * hidden ? rows[i] - hidden : 2 * hidden;
        }
        return order;
    }
}
