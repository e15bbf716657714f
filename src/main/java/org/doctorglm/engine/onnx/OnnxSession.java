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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.PromptLayout;
import org.doctorglm.engine.Rotary;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// The session of [OnnxEngine]. Not thread-safe.
final class OnnxSession implements Session, AutoCloseable {
    /// Known tokens fed together; bounds the memory of their scores.
    private static final int CHUNK = 32;
    /// The cache grows in these steps, so that a slightly longer prompt does not allocate again.
    private static final int CAPACITY_STEP = 256;

    private final OrtEnvironment environment;
    private final GlmConfig config;
    private final int prefix;
    private final OrtSession prompt;
    private final OrtSession step;
    private final Embedding embedding;
    private final Rotary rotary;
    private final StepTensors single;
    private @Nullable KvCache cache;
    private int[] read = {};
    private @Nullable PromptLayout layout;
    private int length;

    /// @param prefix tokens of the trained prefix: rows of the cache that are no tokens of anybody's text
    OnnxSession(OrtEnvironment environment, GlmConfig config, int prefix, OrtSession prompt, OrtSession step, Embedding embedding) throws OrtException {
        this.environment = environment;
        this.config = config;
        this.prefix = prefix;
        this.prompt = prompt;
        this.step = step;
        this.embedding = embedding;
        this.rotary = new Rotary(config);
        this.single = new StepTensors(1);
    }

    @Override
    public Logits prefill(int[] promptIds, int room, Progress progress, Cancellation cancellation) throws EngineException {
        PromptLayout newLayout = PromptLayout.of(promptIds, config);
        if (promptIds.length > capacity()) {
            throw new EngineException(Reason.CONTEXT, promptIds.length + "/" + capacity());
        }
        try {
            boolean held = holds(promptIds);
            KvCache buffers = cacheFor((int) Math.min(capacity(), (long) promptIds.length + Math.max(0, room)), held ? newLayout.context() : 0);
            if (!held) {
                read = new int[0];
                layout = null;
                // One run of the graph: the runtime does not say how far it is.
                progress.at(0, promptIds.length);
                readContext(promptIds, newLayout.context(), buffers, cancellation);
                progress.at(promptIds.length, promptIds.length);
                layout = newLayout;
                read = promptIds.clone();
            }
        } catch (OrtException e) {
            if (cancellation.isRequested()) {
                throw new CancellationException();
            }
            throw new EngineException(Reason.RUN, String.valueOf(e.getMessage()), e);
        }
        cancellation.throwIfRequested();
        length = newLayout.context();
        Logits[] last = steps(Arrays.copyOfRange(promptIds, newLayout.context(), promptIds.length));
        return last[last.length - 1];
    }

    /// @param keep tokens at the beginning of the cache that are wanted again
    private KvCache cacheFor(int tokens, int keep) throws OrtException {
        if (cache != null && cache.capacity() >= tokens) {
            return cache;
        }
        int rounded = Math.min(capacity(), (tokens + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP);
        KvCache old = cache;
        if (old != null && keep > 0) {
            cache = new KvCache(environment, config, prefix, rounded);
            cache.copy(old, prefix + keep);
            old.close();
            return cache;
        }
        if (old != null) {
            old.close();
            // Should the larger one find no memory, the closed one must not be met again.
            cache = null;
            read = new int[0];
        }
        cache = new KvCache(environment, config, prefix, rounded);
        return cache;
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
    public Logits step(int id) throws EngineException {
        try {
            return feed(new int[] {id}, single)[0];
        } catch (OrtException e) {
            throw new EngineException(Reason.RUN, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Logits[] steps(int[] ids) throws EngineException {
        Logits[] all = new Logits[ids.length];
        for (int from = 0; from < ids.length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + CHUNK));
            if (chunk.length == 1) {
                all[from] = step(chunk[0]);
                continue;
            }
            try (StepTensors inputs = new StepTensors(chunk.length)) {
                System.arraycopy(feed(chunk, inputs), 0, all, from, chunk.length);
            } catch (OrtException e) {
                throw new EngineException(Reason.RUN, String.valueOf(e.getMessage()), e);
            }
        }
        return all;
    }

    private Logits[] feed(int[] ids, StepTensors inputs) throws EngineException, OrtException {
        if (cache == null || layout == null) {
            throw new IllegalStateException("no prompt was read");
        }
        if (length + ids.length > capacity()) {
            throw new EngineException(Reason.CONTEXT, (length + ids.length) + "/" + capacity());
        }
        if (length + ids.length > cache.capacity()) {
            throw new EngineException(Reason.CONTEXT, (length + ids.length) + "/" + cache.capacity());
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= config.vocabulary()) {
                throw new EngineException(Reason.BAD_ID, ids[i] + "/" + config.vocabulary());
            }
            inputs.put(i, ids[i], layout.position(length + i), layout.block(length + i));
        }
        inputs.total(prefix + length + ids.length);
        Map<String, OnnxTensor> in = inputs.map();
        Map<String, OnnxValue> pinned = new HashMap<>();
        for (int i = 0; i < config.layers(); i++) {
            in.put(GlmGraph.key("past", i), cache.key(i));
            in.put(GlmGraph.value("past", i), cache.value(i));
            pinned.put(GlmGraph.key("present", i), cache.key(i));
            pinned.put(GlmGraph.value("present", i), cache.value(i));
        }
        pinned.put(GlmGraph.LOGITS, inputs.logitsTensor());
        try (OrtSession.Result ignored = step.run(in, Set.of(), pinned, null)) {
            length += ids.length;
            return inputs.logits();
        }
    }

    @Override
    public boolean holds(int[] promptIds) {
        return promptIds.length > 0 && Arrays.equals(read, promptIds);
    }

    /// The cache is written in place: what lies behind the new length is overwritten by the next token and never read before.
    @Override
    public void rewind(int newLength) {
        if (layout == null || newLength < layout.context() || newLength > length) {
            throw new IllegalArgumentException(newLength + "/" + length);
        }
        length = newLength;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int capacity() {
        return config.maxLength();
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
