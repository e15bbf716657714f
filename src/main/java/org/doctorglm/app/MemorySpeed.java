package org.doctorglm.app;

import java.util.Locale;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.engine.EngineException;

/// How fast this machine reads memory, which limits the speed of every network. Measured once for each number of threads and remembered.
final class MemorySpeed {
    private static final String KEY = "engine.bandwidth.";

    private final DoctorGlm services;

    MemorySpeed(DoctorGlm services) {
        this.services = services;
    }

    /// Bytes a second, 0 while it is not measured.
    double bandwidth() {
        try {
            return services.settings().get(key()).map(Double::parseDouble).orElse(0.0);
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    /// Measures with the active pack's engine, on the generation thread; takes about a second, and nothing when it was done before.
    void measure() throws ConsultationException, EngineException {
        if (bandwidth() == 0) {
            double measured = services.generator().with(services.pack(null), model -> model.engine().readBandwidth());
            services.settings().put(key(), String.format(Locale.ROOT, "%.0f", measured));
        }
    }

    private String key() {
        return KEY + services.engineThreads();
    }
}
