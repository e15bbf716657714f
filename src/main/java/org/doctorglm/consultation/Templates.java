package org.doctorglm.consultation;

import java.util.Optional;
import org.doctorglm.prompt.PromptTemplate;

/// The template of the reference sheet that somebody has chosen.
public interface Templates {
    PromptTemplate template();

    /// Name of the department profile whose template it is; empty where it is this computer's own.
    default Optional<String> owner() {
        return Optional.empty();
    }

    void keep(PromptTemplate template);
}
