package org.doctorglm.app;

import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.Templates;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.prompt.PromptTemplate;

/// The template of the chosen department profile, where it has one. What somebody writes meanwhile is this computer's choice again: a profile
/// is not changed in passing.
record ProfileTemplates(ActiveProfile active, Templates plain) implements Templates {
    @Override
    public PromptTemplate template() {
        try {
            return active.now().map(DepartmentProfile::template).orElseGet(plain::template);
        } catch (ConsultationException e) {
            // Said when the pack is looked for.
            return plain.template();
        }
    }

    @Override
    public Optional<String> owner() {
        try {
            return active.now().filter(profile -> profile.template() != null).map(DepartmentProfile::name);
        } catch (ConsultationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(PromptTemplate template) {
        plain.keep(template);
    }
}
