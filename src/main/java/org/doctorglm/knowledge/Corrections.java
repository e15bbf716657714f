package org.doctorglm.knowledge;

import java.util.List;
import java.util.Set;

/// What a doctor changes of what was understood of a question.
///
/// @param struck terms that the question does not mean
/// @param facts of the patient that it does not tell
/// @param added terms that it should say, denied ones with a leading `-`
public record Corrections(Set<String> struck, Set<PatientFact> facts, List<String> added) {
    public static final Corrections NONE = new Corrections(Set.of(), Set.of(), List.of());

    public Corrections {
        struck = Set.copyOf(struck);
        facts = Set.copyOf(facts);
        added = List.copyOf(added);
    }

    public boolean isEmpty() {
        return struck.isEmpty() && facts.isEmpty() && added.isEmpty();
    }
}
