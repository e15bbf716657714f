package org.doctorglm.knowledge;

/// Which library answered: kept with every answer, so that it can be understood after the library has changed.
///
/// @param name `shipped`, or `shipped+N` with N imported files; `~M` behind it with M entries that this hospital changed
/// @param edition the newest edition of an entry, `yyyy-MM`
/// @param sha256 over the names and bytes of all source files, and the changes
/// @param entries number of diseases
public record KnowledgeEdition(String name, String edition, String sha256, int entries) {
    @Override
    public String toString() {
        return name + " " + edition + " (" + entries + ") " + sha256.substring(0, Math.min(12, sha256.length()));
    }
}
