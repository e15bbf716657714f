package org.doctorglm.engine.cpu;

import java.io.IOException;
import java.util.Optional;
import org.doctorglm.engine.Device;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Machine;
import org.jspecify.annotations.Nullable;

/// ChatGLM on our own kernels, for processors with AVX2. Owns the mapped weights, the team of threads and the cache; close it to free them.
public final class CpuEngine implements Engine {
    private final GlmConfig config;
    private final Device device;
    private final Weights weights;
    private final Team team;
    private final CpuSession session;

    private CpuEngine(ModelPack pack, Kernels kernels, int threads) throws IOException {
        this.config = pack.manifest().config();
        this.device = new Device("cpu", Machine.processor() + " (" + kernels.instructions() + ")", threads);
        this.weights = new Weights(pack);
        this.team = new Team(threads);
        this.session = new CpuSession(config, weights, kernels, team);
    }

    /// Whether this machine has what the kernels need.
    public static boolean available() {
        return Kernels.ofThisMachine().isPresent();
    }

    /// Why this machine has not, empty where it has.
    public static Optional<Fallback> missing() {
        return Kernels.missing();
    }

    /// Maps a pack.
    ///
    /// @param threads for one token, 0 for one each physical core
    /// @throws EngineException LOAD when the pack's tensors are not those of its configuration, or the machine lacks the kernels
    public static CpuEngine load(ModelPack pack, int threads) throws EngineException {
        Kernels kernels = Kernels.ofThisMachine().orElseThrow(() -> new EngineException(Reason.LOAD, "AVX2"));
        try {
            return new CpuEngine(pack, kernels, threads > 0 ? threads : Machine.defaultThreads());
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
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

    @Override
    public void use(@Nullable SideAdapter adapter) {
        session.use(adapter);
    }

    @Override
    public boolean batchInvariant() {
        return true;
    }

    @Override
    public double readBandwidth() {
        return session.readBandwidth();
    }

    @Override
    public void close() {
        team.close();
        session.close();
        weights.close();
    }
}
