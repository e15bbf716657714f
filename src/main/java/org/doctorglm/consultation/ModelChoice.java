package org.doctorglm.consultation;

import org.doctorglm.model.ModelPack;

/// Which packs there are to answer with.
public interface ModelChoice {
    /// The pack that new answers come from.
    ///
    /// @throws ConsultationException NO_MODEL, MODEL_DAMAGED, GATE_FAILED or PROFILE_MODEL
    ModelPack active() throws ConsultationException;

    /// The very pack an answer came from.
    ///
    /// @throws ConsultationException OTHER_MODEL when it is not here, or not as it was
    ModelPack of(String name, String sha256) throws ConsultationException;
}
