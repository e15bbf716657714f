package org.doctorglm.engine.onnx.device;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.PromptLayout;
import org.doctorglm.engine.PromptSession;
import org.doctorglm.engine.Rotary;
import org.doctorglm.engine.onnx.graph.Embedding;
import org.doctorglm.engine.onnx.graph.GlmGraph;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The session of [DeviceEngine]. Keys and values never leave the device: the prompt's graph fills the cache, the step's graph reads and
/// writes it in place. The cache has its whole context from the start, so that memory cannot run out in the middle of an answer.
/// Not thread-safe.
final class DeviceSession extends PromptSession {
    /// Known tokens fed together; bounds the memory of their scores.
    private static final int CHUNK = 32;

    private final DeviceRuntime runtime;
    private final int prefix;
    private final Embedding embedding;
    private final Rotary rotary;
    private final Pass prompt;
    private final Pass step;

    DeviceSession(DeviceRuntime runtime, GlmConfig config, int prefix, MemorySegment promptSession, MemorySegment stepSession, Embedding embedding)
            throws EngineException {
        super(config, CHUNK);
        this.runtime = runtime;
        this.prefix = prefix;
        this.embedding = embedding;
        this.rotary = new Rotary(config);
        this.prompt = new Pass(runtime, promptSession);
        this.step = new Pass(runtime, stepSession);
        bindCache();
    }

    private void bindCache() throws EngineException {
        int headDim = GlmGraph.kernelHeadDim(config);
        long[] shape = {1, config.heads(), (long) prefix + config.maxLength(), headDim};
        long bytes = shape[1] * shape[2] * headDim * runtime.form().bytes();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (boolean key : new boolean[] {true, false}) {
                MemorySegment tensor = runtime.onDevice(runtime.heap().allocate(bytes), bytes, runtime.form().type(), shape);
                prompt.output(key ? GlmGraph.key("prompt", layer) : GlmGraph.value("prompt", layer), tensor);
                step.input(key ? GlmGraph.key("past", layer) : GlmGraph.value("past", layer), tensor);
                step.output(key ? GlmGraph.key("present", layer) : GlmGraph.value("present", layer), tensor);
            }
        }
    }

    @Override
    protected int reserved() {
        return config.maxLength();
    }

    @Override
    protected void reserve(int tokens, int keep) {
        throw new IllegalStateException(tokens + "/" + config.maxLength());
    }

    /// One run of the graph: the runtime does not say how far it is.
    @Override
    protected void readContext(int[] ids, int tokens, Progress progress, Cancellation cancellation) throws EngineException {
        try (Inputs inputs = new Inputs(tokens)) {
            for (int i = 0; i < tokens; i++) {
                inputs.put(i, ids[i], i, 0);
            }
            inputs.bind(prompt);
            inputs.bind(prompt, GlmGraph.ROOM, inputs.longs(0, 0, 0, 0, 0, 0, (long) config.maxLength() - tokens, 0), DataType.INT64_VALUE, 8);
            prompt.run(cancellation);
        } catch (EngineException e) {
            if (cancellation.isRequested()) {
                throw new CancellationException();
            }
            throw e;
        }
    }

    @Override
    protected Logits[] feed(int[] ids, int at, PromptLayout layout) throws EngineException {
        try (Inputs inputs = new Inputs(ids.length)) {
            for (int i = 0; i < ids.length; i++) {
                inputs.put(i, ids[i], layout.position(at + i), layout.block(at + i));
            }
            int total = prefix + at + ids.length;
            inputs.bind(step);
            inputs.bind(step, GlmGraph.LAST, inputs.number(total - 1), DataType.INT32_VALUE, 1);
            inputs.bind(step, GlmGraph.TOTAL, inputs.number(total), DataType.INT32_VALUE);
            MemorySegment scores = inputs.arena.allocate((long) ids.length * config.vocabulary() * Float.BYTES, 64);
            inputs.bindScores(step, scores);
            step.run(new Cancellation());
            Logits[] all = new Logits[ids.length];
            for (int i = 0; i < all.length; i++) {
                long row = (long) config.vocabulary() * Float.BYTES;
                all[i] = new Logits(scores.asSlice(i * row, row).toArray(ValueLayout.JAVA_FLOAT));
            }
            return all;
        }
    }

    /// What one run reads, in memory of this computer; the runtime copies it when it is bound. To be closed behind the run.
    private final class Inputs implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final java.util.List<MemorySegment> values = new java.util.ArrayList<>();
        private final int tokens;
        private final float[] row = new float[config.hidden()];
        private final float[] cos;
        private final float[] sin;
        private final MemorySegment embeddings;
        private final MemorySegment cosines;
        private final MemorySegment sines;

        Inputs(int tokens) {
            this.tokens = tokens;
            this.cos = new float[rotary.width()];
            this.sin = new float[rotary.width()];
            int bytes = runtime.form().bytes();
            this.embeddings = arena.allocate((long) tokens * config.hidden() * bytes, 64);
            this.cosines = arena.allocate((long) tokens * rotary.width() * bytes, 64);
            this.sines = arena.allocate((long) tokens * rotary.width() * bytes, 64);
        }

        void put(int index, int id, int position, int block) {
            embedding.write(id, java.nio.FloatBuffer.wrap(row), 0);
            rotary.write(position, block, java.nio.FloatBuffer.wrap(cos), java.nio.FloatBuffer.wrap(sin), 0);
            write(row, embeddings, (long) index * row.length);
            write(cos, cosines, (long) index * cos.length);
            write(sin, sines, (long) index * sin.length);
        }

        private void write(float[] from, MemorySegment to, long at) {
            for (int i = 0; i < from.length; i++) {
                if (runtime.form().half()) {
                    to.setAtIndex(ValueLayout.JAVA_SHORT, at + i, Float.floatToFloat16(from[i]));
                } else {
                    to.setAtIndex(ValueLayout.JAVA_FLOAT, at + i, from[i]);
                }
            }
        }

        MemorySegment number(int value) {
            return arena.allocateFrom(ValueLayout.JAVA_INT, value);
        }

        MemorySegment longs(long... numbers) {
            return arena.allocateFrom(ValueLayout.JAVA_LONG, numbers);
        }

        void bind(Pass pass) throws EngineException {
            bind(pass, GlmGraph.EMBEDDINGS, embeddings, runtime.form().type(), tokens, config.hidden());
            bind(pass, GlmGraph.COS, cosines, runtime.form().type(), tokens, rotary.width());
            bind(pass, GlmGraph.SIN, sines, runtime.form().type(), tokens, rotary.width());
        }

        void bind(Pass pass, String name, MemorySegment memory, int type, long... shape) throws EngineException {
            pass.input(name, value(memory, type, shape));
        }

        void bindScores(Pass pass, MemorySegment scores) throws EngineException {
            pass.output(GlmGraph.LOGITS, value(scores, DataType.FLOAT_VALUE, tokens, config.vocabulary()));
        }

        private MemorySegment value(MemorySegment memory, int type, long... shape) throws EngineException {
            MemorySegment value = runtime.inHost(memory, type, shape);
            values.add(value);
            return value;
        }

        @Override
        public void close() {
            values.forEach(value -> runtime.api().release(OrtFunction.RELEASE_VALUE, value));
            arena.close();
        }
    }
}
