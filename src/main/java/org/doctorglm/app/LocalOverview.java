package org.doctorglm.app;

import java.io.IOException;
import org.doctorglm.pipeline.PipelineCounts;
import org.doctorglm.training.TrainingRuns;
import org.doctorglm.ui.overview.OverviewService;

/// The overview's numbers from the stores of this home.
final class LocalOverview implements OverviewService {
    private final DoctorGlm services;

    LocalOverview(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public PipelineCounts counts() throws IOException {
        return PipelineCounts.of(services.datasets().list(), new TrainingRuns(services.directories().runs()).list(), services.models().list(),
                services.openLibrary().entries(), services.dialogues(), services.reviews().counts());
    }
}
