package org.doctorglm.app;

import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Machine;
import org.doctorglm.ui.models.StatusSource;

/// What the status bar shows: the pack that answers, where it runs, memory in use.
final class LocalStatus implements StatusSource {
    private final DoctorGlm services;

    LocalStatus(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public Snapshot snapshot() {
        LoadedModel loaded = services.generator().loaded();
        String device = loaded == null ? "" : loaded.engine().device().kind().toUpperCase(java.util.Locale.ROOT) + " · "
                + loaded.engine().device().name();
        int threads = loaded == null ? 0 : loaded.engine().device().threads();
        long used = Math.max(0, Machine.residentBytes());
        try {
            ModelPack pack = services.pack(null);
            return new Snapshot(pack.name(), pack.manifest().precision().key(), device, threads, used, Machine.memoryBytes(),
                    pack.manifest().config().maxLength(), services.fallback().orElse(null));
        } catch (ConsultationException e) {
            return new Snapshot(null, "", device, threads, used, Machine.memoryBytes(), 0, services.fallback().orElse(null));
        }
    }
}
