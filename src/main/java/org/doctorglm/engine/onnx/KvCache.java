package org.doctorglm.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.engine.onnx.graph.GlmGraph;
import org.doctorglm.model.GlmConfig;

/// Keys and values of all layers: for each a buffer [1, heads, prefix + capacity, headDim] that the runtime reads and writes in place.
/// The rows of a trained prefix come first.
final class KvCache implements AutoCloseable {
    private final GlmConfig config;
    private final int headDim;
    private final int capacity;
    private final int rows;
    private final List<FloatBuffer> buffers = new ArrayList<>();
    private final List<OnnxTensor> tensors = new ArrayList<>();

    /// @param prefix tokens of the trained prefix
    /// @param capacity tokens that fit behind it
    KvCache(OrtEnvironment environment, GlmConfig config, int prefix, int capacity) throws OrtException {
        this.config = config;
        this.headDim = GlmGraph.kernelHeadDim(config);
        this.capacity = capacity;
        this.rows = prefix + capacity;
        long[] shape = {1, config.heads(), rows, headDim};
        for (int i = 0; i < 2 * config.layers(); i++) {
            FloatBuffer buffer = ByteBuffer.allocateDirect(Math.multiplyExact(config.heads() * headDim * 4, rows))
                    .order(ByteOrder.nativeOrder()).asFloatBuffer();
            buffers.add(buffer);
            tensors.add(OnnxTensor.createTensor(environment, buffer, shape));
        }
    }

    /// Tokens that fit, without the prefix.
    int capacity() {
        return capacity;
    }

    OnnxTensor key(int layer) {
        return tensors.get(2 * layer);
    }

    OnnxTensor value(int layer) {
        return tensors.get(2 * layer + 1);
    }

    /// Copies the keys and values of prefix and prompt, each [1, heads, tokens, headDim], to the beginning of the buffers.
    ///
    /// @param tokens of both
    void fill(int layer, FloatBuffer keys, FloatBuffer values, int tokens) {
        copy(keys, buffers.get(2 * layer), tokens);
        copy(values, buffers.get(2 * layer + 1), tokens);
    }

    /// Takes over the first tokens of a smaller cache of the same network.
    void copy(KvCache smaller, int tokens) {
        int run = tokens * headDim;
        for (int i = 0; i < buffers.size(); i++) {
            for (int head = 0; head < config.heads(); head++) {
                buffers.get(i).put(head * capacity * headDim, smaller.buffers.get(i), head * smaller.capacity * headDim, run);
            }
        }
    }

    private void copy(FloatBuffer from, FloatBuffer to, int tokens) {
        int run = tokens * headDim;
        for (int head = 0; head < config.heads(); head++) {
            to.put(head * rows * headDim, from, head * run, run);
        }
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
    }
}
