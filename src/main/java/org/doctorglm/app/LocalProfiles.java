package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.engine.EngineException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.ProfileCheck;
import org.doctorglm.profile.ProfileRepository;
import org.doctorglm.ui.consult.ProfileDoor;
import org.jspecify.annotations.Nullable;

/// The consultation page's view of the department profiles of this home.
final class LocalProfiles implements ProfileDoor {
    private final DoctorGlm services;

    LocalProfiles(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public List<DepartmentProfile> list() throws IOException {
        return services.profiles().list();
    }

    @Override
    public Optional<String> chosen() {
        return services.activeProfile().name();
    }

    @Override
    public void choose(@Nullable String name) throws IOException, ConsultationException {
        if (name == null) {
            services.activeProfile().leave();
            load(services.pack(null));
            return;
        }
        // Loaded before it is chosen: what cannot answer changes nothing.
        load(services.packOf(services.profiles().find(name)));
        services.activeProfile().choose(name);
    }

    private void load(ModelPack pack) throws ConsultationException {
        try {
            services.generator().load(pack);
        } catch (EngineException e) {
            throw new ConsultationException(Reason.ENGINE, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Imported importFrom(Path file) throws IOException {
        DepartmentProfile saved = services.profiles().save(ProfileRepository.read(file), false);
        return new Imported(saved, new ProfileCheck(services.models(), services.datasets()).missing(saved, new Cancellation()));
    }

    @Override
    public void exportTo(String name, Path file) throws IOException {
        // The file dialog has asked.
        services.profiles().exportTo(name, file, true);
    }
}
