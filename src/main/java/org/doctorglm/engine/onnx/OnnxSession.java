package org.doctorglm.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.PromptLayout;
import org.doctorglm.engine.PromptSession;
import org.doctorglm.engine.Rotary;
import org.doctorglm.engine.onnx.graph.Embedding;
import org.doctorglm.engine.onnx.graph.GlmGraph;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// The session of [OnnxEngine]. Not thread-safe.
final class OnnxSession extends PromptSession implements AutoCloseable {
    /// Known tokens fed together; bounds the memory of their scores.
    private static final int CHUNK = 32;

    private final OrtEnvironment environment;
    private final int prefix;
    private final OrtSession prompt;
    private final OrtSession step;
    private final Embedding embedding;
    private final Rotary rotary;
    private final StepTensors single;
    private @Nullable KvCache cache;

    /// @param prefix tokens of the trained prefix: rows of the cache that are no tokens of anybody's text
    OnnxSession(OrtEnvironment environment, GlmConfig config, int prefix, OrtSession prompt, OrtSession step, Embedding embedding) throws OrtException {
        super(config, CHUNK);
        this.environment = environment;
        this.prefix = prefix;
        this.prompt = prompt;
        this.step = step;
        this.embedding = embedding;
        this.rotary = new Rotary(config);
        this.single = new StepTensors(1);
    }

    @Override
    protected int reserved() {
        return cache == null ? 0 : cache.capacity();
    }

    @Override
    protected void reserve(int tokens, int keep) throws EngineException {
        KvCache old = cache;
        if (old != null && keep == 0) {
            // Should the larger one find no memory, the closed one must not be met again.
            old.close();
            cache = null;
        }
        try {
            KvCache larger = new KvCache(environment, config, prefix, tokens);
            if (old != null && keep > 0) {
                larger.copy(old, prefix + keep);
                old.close();
            }
            cache = larger;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static EngineException failed(OrtException e) {
        return new EngineException(Reason.RUN, String.valueOf(e.getMessage()), e);
    }

    /// One run of the graph: the runtime does not say how far it is.
    @Override
    protected void readContext(int[] ids, int tokens, Progress progress, Cancellation cancellation) throws EngineException {
        try {
            readContext(ids, tokens, Objects.requireNonNull(cache), cancellation);
        } catch (OrtException e) {
            if (cancellation.isRequested()) {
                throw new CancellationException();
            }
            throw failed(e);
        }
    }

    private void readContext(int[] ids, int tokens, KvCache buffers, Cancellation cancellation) throws OrtException {
        try (StepTensors inputs = new StepTensors(tokens); RunOptions options = new RunOptions()) {
            for (int i = 0; i < tokens; i++) {
                inputs.put(i, ids[i], i, 0);
            }
            try (Cancellation.Registration ignored = cancellation.onCancel(() -> terminate(options));
                 OrtSession.Result result = prompt.run(inputs.map(), prompt.getOutputNames(), Map.of(), options)) {
                for (int i = 0; i < config.layers(); i++) {
                    buffers.fill(i, floats(result, GlmGraph.key("prompt", i)), floats(result, GlmGraph.value("prompt", i)), prefix + tokens);
                }
            }
        }
    }

    private static void terminate(RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatBuffer floats(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }

    @Override
    protected Logits[] feed(int[] ids, int at, PromptLayout prompt) throws EngineException {
        try {
            if (ids.length == 1) {
                return feed(ids, at, prompt, single);
            }
            try (StepTensors inputs = new StepTensors(ids.length)) {
                return feed(ids, at, prompt, inputs);
            }
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private Logits[] feed(int[] ids, int at, PromptLayout prompt, StepTensors inputs) throws OrtException {
        KvCache buffers = Objects.requireNonNull(cache);
        for (int i = 0; i < ids.length; i++) {
            inputs.put(i, ids[i], prompt.position(at + i), prompt.block(at + i));
        }
        inputs.total(prefix + at + ids.length);
        Map<String, OnnxTensor> in = inputs.map();
        Map<String, OnnxValue> pinned = new HashMap<>();
        for (int i = 0; i < config.layers(); i++) {
            in.put(GlmGraph.key("past", i), buffers.key(i));
            in.put(GlmGraph.value("past", i), buffers.value(i));
            pinned.put(GlmGraph.key("present", i), buffers.key(i));
            pinned.put(GlmGraph.value("present", i), buffers.value(i));
        }
        pinned.put(GlmGraph.LOGITS, inputs.logitsTensor());
        try (OrtSession.Result ignored = step.run(in, Set.of(), pinned, null)) {
            return inputs.logits();
        }
    }

    @Override
    public void close() {
        single.close();
        if (cache != null) {
            cache.close();
        }
    }

    /// Inputs for a fixed number of tokens, and room for their scores, in memory that the runtime uses directly.
    private final class StepTensors implements AutoCloseable {
        private final int tokens;
        private final FloatBuffer embeddings;
        private final FloatBuffer cos;
        private final FloatBuffer sin;
        private final IntBuffer last = direct(1).asIntBuffer();
        private final IntBuffer total = direct(1).asIntBuffer();
        private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        private @Nullable FloatBuffer scores;
        private @Nullable OnnxTensor scoresTensor;

        StepTensors(int tokens) throws OrtException {
            this.tokens = tokens;
            this.embeddings = direct(tokens * config.hidden()).asFloatBuffer();
            this.cos = direct(tokens * rotary.width()).asFloatBuffer();
            this.sin = direct(tokens * rotary.width()).asFloatBuffer();
            tensors.put(GlmGraph.EMBEDDINGS, OnnxTensor.createTensor(environment, embeddings, new long[] {tokens, config.hidden()}));
            tensors.put(GlmGraph.COS, OnnxTensor.createTensor(environment, cos, new long[] {tokens, rotary.width()}));
            tensors.put(GlmGraph.SIN, OnnxTensor.createTensor(environment, sin, new long[] {tokens, rotary.width()}));
        }

        void put(int index, int id, int position, int block) {
            embedding.write(id, embeddings, index * config.hidden());
            rotary.write(position, block, cos, sin, index * rotary.width());
        }

        void total(int count) throws OrtException {
            last.put(0, count - 1);
            total.put(0, count);
            if (!tensors.containsKey(GlmGraph.LAST)) {
                tensors.put(GlmGraph.LAST, OnnxTensor.createTensor(environment, last, new long[] {1}));
                tensors.put(GlmGraph.TOTAL, OnnxTensor.createTensor(environment, total, new long[] {}));
            }
        }

        Map<String, OnnxTensor> map() {
            return new HashMap<>(tensors);
        }

        OnnxTensor logitsTensor() throws OrtException {
            if (scoresTensor == null) {
                scores = direct(tokens * config.vocabulary()).asFloatBuffer();
                scoresTensor = OnnxTensor.createTensor(environment, scores, new long[] {tokens, config.vocabulary()});
            }
            return scoresTensor;
        }

        Logits[] logits() {
            Logits[] all = new Logits[tokens];
            for (int i = 0; i < tokens; i++) {
                float[] values = new float[config.vocabulary()];
                java.util.Objects.requireNonNull(scores).get(i * values.length, values);
                all[i] = new Logits(values);
            }
            return all;
        }

        private static ByteBuffer direct(int elements) {
            return ByteBuffer.allocateDirect(Math.multiplyExact(elements, 4)).order(ByteOrder.nativeOrder());
        }

        @Override
        public void close() {
            tensors.values().forEach(OnnxTensor::close);
            if (scoresTensor != null) {
                scoresTensor.close();
            }
        }
    }
}
