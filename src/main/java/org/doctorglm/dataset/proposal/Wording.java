package org.doctorglm.dataset.proposal;

import java.io.IOException;
import org.doctorglm.platform.Cancellation;

/// The local network as a writer. Blocks until it has written.
public interface Wording {
    /// Name of the pack that writes.
    String name();

    /// @param request what to write, without any formatting of a chat
    /// @param seed of the draw; the same request with the same seed is written the same way
    /// @param cancellation ends the writing at the next token; what is written by then may come back
    /// @throws IOException when there is no network or it fails
    String write(String request, long seed, Cancellation cancellation) throws IOException;
}
