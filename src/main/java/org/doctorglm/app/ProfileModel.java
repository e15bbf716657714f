package org.doctorglm.app;

import java.util.Optional;
import java.util.function.Function;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.consultation.ModelChoice;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.ProfileCheck;

/// The pack of the chosen department profile: the very one, or none.
///
/// @param chosen what the home remembers
/// @param plain answers where no profile is chosen, or where it names no pack
/// @param named the choice of a pack by its name, with all that is asked of a pack before it may answer
record ProfileModel(ActiveProfile chosen, ModelStore models, ModelChoice plain, Function<String, ModelChoice> named) implements ModelChoice {
    @Override
    public ModelPack active() throws ConsultationException {
        Optional<DepartmentProfile> profile = chosen.now();
        return profile.isPresent() ? of(profile.get()) : plain.active();
    }

    /// The pack that a profile would answer with.
    ///
    /// @throws ConsultationException PROFILE_MODEL, GATE_FAILED, MODEL_DAMAGED
    ModelPack of(DepartmentProfile profile) throws ConsultationException {
        Part wanted = profile.pack();
        if (wanted == null) {
            return plain.active();
        }
        ModelPack pack = ProfileCheck.pack(models, wanted).orElseThrow(() -> new ConsultationException(Reason.PROFILE_MODEL, wanted.name()));
        return named.apply(pack.name()).active();
    }

    @Override
    public ModelPack of(String name, String sha256) throws ConsultationException {
        return plain.of(name, sha256);
    }
}
