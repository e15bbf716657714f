package org.doctorglm.consultation;

import org.doctorglm.prompt.PromptTemplate;

/// The template of the reference sheet that somebody has chosen.
public interface Templates {
    PromptTemplate template();

    void keep(PromptTemplate template);
}
