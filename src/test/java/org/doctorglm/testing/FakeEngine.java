package org.doctorglm.testing;

import java.util.Arrays;
import org.doctorglm.engine.Device;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// An engine that writes what it is told.
public final class FakeEngine implements Engine, Session {
    private final GlmConfig config;
    private final Script script;
    private final boolean batchInvariant;
    private int[] read = {};
    private int fed;
    private int passes;

    /// Names the token that follows.
    @FunctionalInterface
    public interface Script {
        /// @param fed tokens of the answer so far
        int next(int fed) throws EngineException;
    }

    public FakeEngine(GlmConfig config, Script script) {
        this(config, script, false);
    }

    public FakeEngine(GlmConfig config, Script script, boolean batchInvariant) {
        this.config = config;
        this.script = script;
        this.batchInvariant = batchInvariant;
    }

    /// Passes through the network since the prompt was read.
    public int passes() {
        return passes;
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
    public boolean batchInvariant() {
        return batchInvariant;
    }

    @Override
    public Logits prefill(int[] promptIds, int room, Progress progress, Cancellation cancellation) throws EngineException {
        cancellation.throwIfRequested();
        if (!holds(promptIds)) {
            progress.at(0, promptIds.length);
            progress.at(promptIds.length, promptIds.length);
        }
        read = promptIds.clone();
        fed = 0;
        passes = 0;
        return logits();
    }

    @Override
    public boolean holds(int[] promptIds) {
        return promptIds.length > 0 && Arrays.equals(read, promptIds);
    }

    @Override
    public Logits step(int id) throws EngineException {
        return steps(new int[] {id})[0];
    }

    @Override
    public Logits[] steps(int[] ids) throws EngineException {
        passes++;
        Logits[] all = new Logits[ids.length];
        for (int i = 0; i < ids.length; i++) {
            fed++;
            all[i] = logits();
        }
        return all;
    }

    private Logits logits() throws EngineException {
        float[] scores = new float[config.vocabulary()];
        scores[script.next(fed)] = 10;
        return new Logits(scores);
    }

    @Override
    public void rewind(int length) {
        if (length < read.length || length > length()) {
            throw new IllegalArgumentException(length + "/" + length());
        }
        fed = length - read.length;
    }

    @Override
    public int length() {
        return read.length + fed;
    }

    @Override
    public int capacity() {
        return config.maxLength();
    }

    @Override
    public void use(org.doctorglm.model.@org.jspecify.annotations.Nullable SideAdapter adapter) {
        // Answers come from the script.
    }

    @Override
    public double readBandwidth() {
        return 1e9;
    }

    @Override
    public void close() {
    }
}
