package org.doctorglm.knowledge;

/// The four sections of an entry, in the order of the paper's section 3.2 and of the prompt.
public enum SectionKind {
    SYMPTOMS("symptoms"),
    DIAGNOSIS("diagnosis"),
    TREATMENT("treatment"),
    PREVENTION("prevention");

    private final String key;

    SectionKind(String key) {
        this.key = key;
    }

    /// The name of the section in JSON.
    public String key() {
        return key;
    }
}
