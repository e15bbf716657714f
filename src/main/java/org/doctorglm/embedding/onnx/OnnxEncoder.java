package org.doctorglm.embedding.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.embedding.EncoderFolder;
import org.doctorglm.embedding.EncoderSettings;
import org.doctorglm.embedding.Pooling;
import org.doctorglm.embedding.SentenceEncoder;
import org.doctorglm.embedding.SentenceRole;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Environment;
import org.doctorglm.platform.Machine;
import org.doctorglm.tokenizer.WordPiece;

/// A BERT-like sentence model on ONNX Runtime's CPU provider, one text at a time: whole batches would give other last bits than a single text.
/// Owns the native session. Several threads may encode at once.
public final class OnnxEncoder implements SentenceEncoder {
    /// A question is answered in 50 ms; what stands behind its first sentences says little.
    private static final int QUESTION_TOKENS = 128;
    private static final int MOST_THREADS = 4;
    private static final int WIDEST = 8192;
    private static final List<String> SENTENCE = List.of("sentence_embedding", "last_hidden_state", "token_embeddings", "pooler_output");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final EncoderSettings settings;
    private final WordPiece words;
    private final String sha256;
    private final String output;
    private final int width;

    private OnnxEncoder(OrtEnvironment environment, OrtSession session, EncoderFolder folder, String sha256) throws EncoderException, OrtException {
        this.environment = environment;
        this.session = session;
        this.settings = folder.settings();
        this.words = folder.wordPiece();
        this.sha256 = sha256;
        for (NodeInfo input : session.getInputInfo().values()) {
            inputType(input);
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        this.output = SENTENCE.stream().filter(outputs::containsKey).findFirst().orElseGet(() -> outputs.keySet().iterator().next());
        this.width = width(outputs.get(output));
    }

    /// Opens a model; the runtime reads its weights here.
    ///
    /// @throws EncoderException RUN or SHAPE when it is no model of the kind
    public static OnnxEncoder open(EncoderFolder folder, String sha256) throws EncoderException {
        try (SessionOptions options = new SessionOptions()) {
            Environment.forbidTelemetry();
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "doctorglm");
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(Math.min(MOST_THREADS, Machine.defaultThreads()));
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.force_spinning_stop", "1");
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            OrtSession session = environment.createSession(folder.model().toString(), options);
            try {
                return new OnnxEncoder(environment, session, folder, sha256);
            } catch (EncoderException | OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IllegalStateException e) {
            throw failed(e);
        }
    }

    private static OnnxJavaType inputType(NodeInfo input) throws EncoderException {
        boolean known = List.of("input_ids", "attention_mask", "token_type_ids").contains(input.getName());
        if (!known || !(input.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length != 2
                || tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32) {
            throw new EncoderException(Reason.SHAPE, input.getName());
        }
        return tensor.type;
    }

    private static int width(NodeInfo output) throws EncoderException {
        if (output.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            long[] shape = tensor.getShape();
            long last = shape.length == 2 || shape.length == 3 ? shape[shape.length - 1] : 0;
            if (last > 0 && last <= WIDEST) {
                return (int) last;
            }
        }
        throw new EncoderException(Reason.SHAPE, output.getName());
    }

    private static EncoderException failed(Exception e) {
        return new EncoderException(Reason.RUN, String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public float[] encode(String text, SentenceRole role, Cancellation cancellation) throws EncoderException {
        cancellation.throwIfRequested();
        int most = role == SentenceRole.QUESTION ? Math.min(QUESTION_TOKENS, settings.most()) : settings.most();
        int[] ids = words.encode(settings.prefix(role) + text, most);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (RunOptions options = new RunOptions()) {
            for (NodeInfo input : session.getInputInfo().values()) {
                inputs.put(input.getName(), tensor(input, ids));
            }
            try (Cancellation.Registration ignored = cancellation.onCancel(() -> terminate(options));
                 OrtSession.Result result = session.run(inputs, java.util.Set.of(output), Map.of(), options)) {
                return vector((OnnxTensor) result.get(0), ids.length);
            }
        } catch (OrtException | IllegalStateException e) {
            if (cancellation.isRequested()) {
                throw new CancellationException();
            }
            throw failed(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(NodeInfo input, int[] ids) throws OrtException, EncoderException {
        int[] values = ids;
        if (!input.getName().equals("input_ids")) {
            values = new int[ids.length];
            Arrays.fill(values, input.getName().equals("attention_mask") ? 1 : 0);
        }
        long[] shape = {1, ids.length};
        return inputType(input) == OnnxJavaType.INT32 ? OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape)
                : OnnxTensor.createTensor(environment, LongBuffer.wrap(Arrays.stream(values).asLongStream().toArray()), shape);
    }

    private float[] vector(OnnxTensor tensor, int tokens) throws EncoderException {
        long[] shape = tensor.getInfo().getShape();
        FloatBuffer values = tensor.getFloatBuffer();
        int rows = shape.length == 3 ? tokens : 1;
        if (shape[0] != 1 || shape[shape.length - 1] != width || values.remaining() != rows * width) {
            throw new EncoderException(Reason.SHAPE, output);
        }
        return Pooling.normalised(shape.length == 3 ? settings.pooling().pool(values, rows, width) : Pooling.CLS.pool(values, 1, width));
    }

    private static void terminate(RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            // The run ends by itself, for there are no loops in it.
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
