package org.doctorglm.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Entries by id, name, alias and English name, compared half-width and in lower case. A name goes before an alias of another entry.
final class DiseaseNames {
    private final Map<String, Disease> byName = new HashMap<>();

    DiseaseNames(Collection<Disease> diseases) {
        diseases.forEach(disease -> byName.putIfAbsent(Folding.fold(disease.name()), disease));
        diseases.forEach(disease -> disease.aliases().forEach(alias -> byName.putIfAbsent(Folding.fold(alias), disease)));
        diseases.forEach(disease -> byName.putIfAbsent(disease.id(), disease));
        diseases.stream().filter(disease -> !disease.english().isBlank())
                .forEach(disease -> byName.putIfAbsent(Folding.fold(disease.english()), disease));
    }

    boolean has(String name) {
        return byName.containsKey(Folding.fold(name));
    }

    Optional<Disease> find(String name) {
        return Optional.ofNullable(byName.get(Folding.fold(name.strip())));
    }
}
