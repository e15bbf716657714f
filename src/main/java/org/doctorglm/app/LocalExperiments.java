package org.doctorglm.app;

import java.io.IOException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.GroundedQuestion;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.experiment.ExperimentService;

/// The experiments page's view of the core.
record LocalExperiments(DoctorGlm services) implements ExperimentService {
    /// The same questions every time, so that two runs can be compared.
    private static final long SEED = 1;

    @Override
    public Report designer(int questions, Progress progress, Cancellation cancellation) throws ExperimentException {
        try {
            return services.designerExperiment().run(services.pack(null), GroundedQuestion.of(services.library().all(), questions, SEED), progress, cancellation);
        } catch (ConsultationException e) {
            throw new ExperimentException(e.detail(), e);
        } catch (IOException | EngineException e) {
            throw new ExperimentException(String.valueOf(e.getMessage()), e);
        }
    }
}
