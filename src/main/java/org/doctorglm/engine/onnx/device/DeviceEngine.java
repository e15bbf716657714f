package org.doctorglm.engine.onnx.device;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
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
import org.doctorglm.platform.Machine;

/// ChatGLM with weights and cache in the memory of a device. Owns that memory and the native sessions; close it to free them.
public final class DeviceEngine implements Engine {
    private final GlmConfig config;
    private final Device device;
    private final DeviceRuntime runtime;
    private final Embedding embedding;
    private final DeviceSession session;

    private DeviceEngine(ModelPack pack, Device device, DeviceRuntime runtime, Embedding embedding) throws IOException, EngineException {
        this.config = pack.manifest().config();
        this.device = device;
        this.runtime = runtime;
        this.embedding = embedding;
        GlmGraph graph = new GlmGraph(pack.manifest(), runtime.form());
        Map<String, MemorySegment> weights = DeviceWeights.upload(pack, runtime);
        this.session = new DeviceSession(runtime, config, pack.manifest().prefixTokens(), runtime.session(graph.prompt(), pack.folder(), weights),
                runtime.session(graph.step(), pack.folder(), weights), embedding);
    }

    /// Loads a pack onto a graphics card, in FP16 or its own rounding.
    ///
    /// @throws EngineException MEMORY when it does not fit, LOAD or RUN when the card or its libraries refuse
    public static DeviceEngine graphics(ModelPack pack, GraphicsLibraries libraries, GraphicsCard card) throws EngineException {
        return load(pack, new Device("cuda", card.memory().name(), 1), DeviceRuntime.graphics(libraries, card.index()));
    }

    /// Loads a pack onto the processor through the same graph and calls as onto a graphics card: to try that path where there is none.
    ///
    /// @param library ONNX Runtime's library
    public static DeviceEngine processor(ModelPack pack, Path library, GraphForm form, int threads) throws EngineException {
        return load(pack, new Device("cpu", Machine.processor(), threads), DeviceRuntime.processor(library, form, threads));
    }

    private static DeviceEngine load(ModelPack pack, Device device, DeviceRuntime runtime) throws EngineException {
        Embedding embedding = null;
        try {
            embedding = new Embedding(pack);
            return new DeviceEngine(pack, device, runtime, embedding);
        } catch (IOException | IllegalArgumentException | EngineException e) {
            runtime.close();
            if (embedding != null) {
                embedding.close();
            }
            // The runtime refuses while it loads what it would refuse to run: the pack is to blame, or the card's memory.
            throw e instanceof EngineException known && known.reason() != Reason.RUN ? known : new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
        }
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

    /// The card's matrix kernels differ with the number of rows, and with them the last bits of the sums.
    @Override
    public boolean batchInvariant() {
        return false;
    }

    @Override
    public double readBandwidth() {
        try {
            return runtime.heap().bandwidth();
        } catch (EngineException e) {
            // The card is full of the network itself: no room for a trial.
            return 0;
        }
    }

    @Override
    public void close() {
        runtime.close();
        embedding.close();
    }
}
