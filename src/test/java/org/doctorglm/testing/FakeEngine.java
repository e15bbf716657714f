package org.doctorglm.testing;

import org.doctorglm.engine.Device;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;

/// An engine that writes what it is told.
public final class FakeEngine implements Engine, Session {
    private final GlmConfig config;
    private final Script script;
    private int fed;

    /// Names the token that follows.
    @FunctionalInterface
    public interface Script {
        /// @param fed tokens of the answer so far
        int next(int fed) throws EngineException;
    }

    public FakeEngine(GlmConfig config, Script script) {
        this.config = config;
        this.script = script;
    }

    @Override
    public GlmConfig config() {
        return config;
    }

    @Override
    public Device device() {
        return new Device("fake", "fake", 1);
    }

    @Override
    public Session session() {
        return this;
    }

    @Override
    public Logits prefill(int[] promptIds, int room, Cancellation cancellation) throws EngineException {
        cancellation.throwIfRequested();
        fed = 0;
        return logits();
    }

    @Override
    public Logits step(int id) throws EngineException {
        fed++;
        return logits();
    }

    @Override
    public Logits[] steps(int[] ids) throws EngineException {
        Logits[] all = new Logits[ids.length];
        for (int i = 0; i < ids.length; i++) {
            all[i] = step(ids[i]);
        }
        return all;
    }

    private Logits logits() throws EngineException {
        float[] scores = new float[config.vocabulary()];
        scores[script.next(fed)] = 10;
        return new Logits(scores);
    }

    @Override
    public int length() {
        return fed;
    }

    @Override
    public int capacity() {
        return config.maxLength();
    }

    @Override
    public double readBandwidth() {
        return 1e9;
    }

    @Override
    public void close() {
    }
}
