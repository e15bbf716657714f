package org.doctorglm.experiment;

import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.platform.Sha256;

/// One answer that an experiment wants.
///
/// @param designer whether the prompt designer looks for a sheet
/// @param afterTreatment whether loops are ended, as for doctors
public record Cell(PlannedQuestion question, Subject subject, Setting setting, boolean designer, long seed, boolean afterTreatment) {
    private static final int ID_LENGTH = 16;

    /// What is drawn with.
    public SamplingSettings settings() {
        return setting.values().withSeed(seed);
    }

    /// The same for the same question to the same network with the same settings, wherever it is asked.
    public String id() {
        return Sha256.of(String.join("\n", question.text(), subject.modelSha256(), String.valueOf(subject.adapterSha256()), settings().toString(),
                String.valueOf(designer), String.valueOf(afterTreatment))).substring(0, ID_LENGTH);
    }
}
