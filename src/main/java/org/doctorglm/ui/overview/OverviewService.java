package org.doctorglm.ui.overview;

import java.io.IOException;
import org.doctorglm.pipeline.PipelineCounts;

/// What the overview asks of the core.
@FunctionalInterface
public interface OverviewService {
    /// Counts anew. Blocks; called on background threads.
    PipelineCounts counts() throws IOException;
}
