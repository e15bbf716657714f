package org.doctorglm.knowledge;

/// Which library answered: kept with every answer, so that it can be understood after the library has changed.
///
/// @param name `shipped`, or `shipped+N` with N imported files; `~M` behind it with M entries that this hospital changed;
///   `@` and a hash behind it where a sentence model helped
/// @param edition the newest edition of an entry, `yyyy-MM`
/// @param sha256 over the names and bytes of all source files, and the changes
/// @param entries number of diseases
public record KnowledgeEdition(String name, String edition, String sha256, int entries) {
    /// The edition as it answered together with a hospital's sentence model: `@` and the beginning of its hash behind the name.
    KnowledgeEdition with(String encoder) {
        return new KnowledgeEdition(name + "@" + encoder.substring(0, Math.min(12, encoder.length())), edition, sha256, entries);
    }

    @Override
    public String toString() {
        return name + " " + edition + " (" + entries + ") " + sha256.substring(0, Math.min(12, sha256.length()));
    }
}
