package org.doctorglm.app;

import org.doctorglm.ui.experiment.ExperimentService;
import org.doctorglm.ui.settings.UiSettings;

/// The experiments page's view of a real home, for pictures.
public final class RealExperiments {
    private RealExperiments() {
    }

    public static ExperimentService of(DoctorGlm services, UiSettings settings) {
        return new LocalExperiments(services, settings);
    }
}
