package org.doctorglm.app;

import org.doctorglm.consultation.Templates;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.storage.SettingsTable;

/// The template of the reference sheet in the settings of the home; one that can no longer be used gives way to the standard one.
record SettingsTemplates(SettingsTable settings) implements Templates {
    private static final String KEY = "prompt.template";

    @Override
    public PromptTemplate template() {
        return settings.get(KEY).map(PromptTemplate::new).filter(template -> template.problem() == null).orElse(PromptTemplate.STANDARD);
    }

    @Override
    public void keep(PromptTemplate template) {
        if (template.equals(PromptTemplate.STANDARD)) {
            settings.remove(KEY);
        } else {
            settings.put(KEY, template.text());
        }
    }
}
