package org.doctorglm.engine;

import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.SideAdapter;
import org.jspecify.annotations.Nullable;

/// A loaded network. Made once for a pack, used from one thread at a time; closing frees its memory.
public interface Engine extends AutoCloseable {
    GlmConfig config();

    Device device();

    /// The one session of this engine: a cache is large, so there is one, and a new prompt takes the place of the old.
    Session session();

    /// Puts an adapter beside the network, or takes it off (null); takes effect with the next prompt.
    ///
    /// @throws EngineException ADAPTER when this engine runs only what is merged into a pack
    default void use(@Nullable SideAdapter adapter) throws EngineException {
        if (adapter != null) {
            throw new EngineException(EngineException.Reason.ADAPTER, adapter.name());
        }
    }

    /// Bytes a second that this engine's threads can read from memory at best, the most of several passes; for reports of speed.
    double readBandwidth();

    /// Whether [Session#steps] gives the very bits that [Session#step] gives for the same tokens one by one.
    boolean batchInvariant();

    @Override
    void close();
}
