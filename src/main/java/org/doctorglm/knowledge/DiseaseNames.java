package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Entries by id, name, alias and English name, compared half-width and in lower case. A name goes before an alias of another entry.
/// Immutable, for any thread.
final class DiseaseNames {
    private final Patched<String, Disease> byName;

    DiseaseNames(Collection<Disease> diseases) {
        Map<String, Disease> names = new HashMap<>();
        diseases.forEach(disease -> names.putIfAbsent(Folding.fold(disease.name()), disease));
        diseases.forEach(disease -> disease.aliases().forEach(alias -> names.putIfAbsent(Folding.fold(alias), disease)));
        diseases.forEach(disease -> names.putIfAbsent(disease.id(), disease));
        diseases.stream().filter(disease -> !disease.english().isBlank())
                .forEach(disease -> names.putIfAbsent(Folding.fold(disease.english()), disease));
        byName = new Patched<>(names);
    }

    private DiseaseNames(Patched<String, Disease> byName) {
        this.byName = byName;
    }

    /// The names with one entry in the place of another; null stands for none.
    ///
    /// @param all the entries that there are then: two may have the same English name, which falls to the other one
    DiseaseNames replaced(@Nullable Disease before, @Nullable Disease after, Collection<Disease> all) {
        Map<String, Disease> changes = new HashMap<>();
        List<String> kept = keys(after);
        for (String key : keys(before)) {
            if (byName.get(key) == before) {
                changes.put(key, kept.contains(key) ? after : heir(key, all));
            }
        }
        for (String key : kept) {
            Disease present = changes.containsKey(key) ? changes.get(key) : byName.get(key);
            if (after != null && (present == null || key.equals(Folding.fold(after.name())))) {
                changes.put(key, after);
            }
        }
        return new DiseaseNames(byName.with(changes));
    }

    private static List<String> keys(@Nullable Disease disease) {
        if (disease == null) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(disease.names().stream().map(Folding::fold).toList());
        keys.add(disease.id());
        if (!disease.english().isBlank()) {
            keys.add(Folding.fold(disease.english()));
        }
        return keys;
    }

    /// Only English names may belong to several entries: names and aliases are of one entry each.
    private static @Nullable Disease heir(String key, Collection<Disease> all) {
        if (key.chars().anyMatch(character -> character >= 0x2E80)) {
            return null;
        }
        for (Disease disease : all) {
            if (disease.english().length() == key.length() && Folding.fold(disease.english()).equals(key)) {
                return disease;
            }
        }
        return null;
    }

    boolean has(String name) {
        return byName.containsKey(Folding.fold(name));
    }

    Optional<Disease> find(String name) {
        return Optional.ofNullable(byName.get(Folding.fold(name.strip())));
    }
}
