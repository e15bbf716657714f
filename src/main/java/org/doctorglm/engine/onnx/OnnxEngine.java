package org.doctorglm.engine.onnx;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.util.Map;
import org.doctorglm.engine.Device;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Session;
import org.doctorglm.engine.onnx.graph.Embedding;
import org.doctorglm.engine.onnx.graph.GlmGraph;
import org.doctorglm.engine.onnx.graph.GraphForm;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Environment;
import org.doctorglm.platform.Machine;

/// ChatGLM on ONNX Runtime's CPU provider. Owns the native sessions and the cache; close it to free them.
public final class OnnxEngine implements Engine {
    private final GlmConfig config;
    private final Device device;
    private final OrtSession prompt;
    private final OrtSession step;
    private final Embedding embedding;
    private final OnnxSession session;

    private OnnxEngine(ModelPack pack, Device device, OrtEnvironment environment) throws OrtException, IOException {
        this.config = pack.manifest().config();
        this.device = device;
        GlmGraph graph = new GlmGraph(pack.manifest(), GraphForm.FILE);
        try (RowMajorWeights weights = new RowMajorWeights(environment, pack)) {
            this.prompt = session(environment, pack, graph.prompt(), weights);
            this.step = session(environment, pack, graph.step(), weights);
        }
        this.embedding = new Embedding(pack);
        this.session = new OnnxSession(environment, config, pack.manifest().prefixTokens(), prompt, step, embedding);
    }

    /// Loads a pack.
    ///
    /// @param threads for one token, 0 for one each physical core
    /// @throws EngineException LOAD when the runtime refuses the weights
    public static OnnxEngine load(ModelPack pack, int threads) throws EngineException {
        try {
            Environment.forbidTelemetry();
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "doctorglm");
            environment.setTelemetry(false);
            int count = threads > 0 ? threads : Machine.defaultThreads();
            return new OnnxEngine(pack, new Device("cpu", Machine.processor(), count), environment);
        } catch (OrtException | IOException | IllegalArgumentException | IllegalStateException e) {
            throw new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
        }
    }

    private OrtSession session(OrtEnvironment environment, ModelPack pack, GlmGraph.Built graph, RowMajorWeights weights) throws OrtException {
        try (SessionOptions options = options(pack, device)) {
            Map<String, OnnxTensorLike> tensors = weights.tensors(graph.given());
            if (!tensors.isEmpty()) {
                options.addExternalInitializers(tensors);
            }
            return environment.createSession(graph.model(), options);
        }
    }

    private static SessionOptions options(ModelPack pack, Device device) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(device.threads());
        options.setInterOpNumThreads(1);
        // A plan of memory is kept for every length of prompt ever seen: for ever growing, and worth nothing to prompts read once.
        options.setMemoryPatternOptimization(false);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.addConfigEntry("session.model_external_initializers_file_folder_path", pack.folder().toAbsolutePath().toString());
        // Threads that spin between two answers would keep a laptop's fan running.
        options.addConfigEntry("session.force_spinning_stop", "1");
        return options;
    }

    @Override
    public GlmConfig config() {
        return config;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Session session() {
        return session;
    }

    /// The runtime's matrix kernels differ with the number of rows, and with them the last bits of the sums.
    @Override
    public boolean batchInvariant() {
        return false;
    }

    @Override
    public double readBandwidth() {
        return ReadBandwidth.measure(device.threads());
    }

    @Override
    public void close() {
        session.close();
        try {
            prompt.close();
            step.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        embedding.close();
    }
}
