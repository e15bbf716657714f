package org.doctorglm.knowledge.importing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.knowledge.BoundedLines;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.Folding;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.Rejected;
import org.jspecify.annotations.Nullable;

/// Puts new entries beside those that exist, by one [MergeRule]. One thread, one object an import.
final class Merging {
    private final MergeRule rule;
    private final Map<String, Disease> existing = new HashMap<>();
    /// Folded name or alias → id.
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Disease> taken = new LinkedHashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private int kept;

    Merging(Collection<Disease> existing, MergeRule rule) {
        this.rule = rule;
        existing.forEach(disease -> this.existing.put(disease.id(), disease));
        existing.forEach(disease -> owners.put(Folding.fold(disease.name()), disease.id()));
        existing.forEach(disease -> disease.aliases().forEach(alias -> owners.putIfAbsent(Folding.fold(alias), disease.id())));
    }

    Collection<Disease> taken() {
        return taken.values();
    }

    Set<String> replaced() {
        return replaced;
    }

    /// How many entries were not taken because the library has them and they stay as they are.
    int kept() {
        return kept;
    }

    /// @throws Refusal when the entry is there already and is not to be touched, or the library is full
    void take(Disease disease) throws Refusal {
        String owner = owners.get(Folding.fold(disease.name()));
        boolean sameId = existing.containsKey(disease.id()) || taken.containsKey(disease.id());
        String id = sameId || owner == null ? disease.id() : owner;
        boolean twice = taken.containsKey(id) || owner != null && taken.containsKey(owner);
        if (taken.containsKey(id) || owner != null && !owner.equals(id) || rule == MergeRule.KEEP && existing.containsKey(id)) {
            kept += twice ? 0 : 1;
            throw sameId && !id.equals(owner) ? new Refusal(Rejected.Reason.DUPLICATE_ID, disease.id()) : new Refusal(Rejected.Reason.DUPLICATE_NAME, disease.name());
        }
        if (existing.size() + taken.size() - replaced.size() >= LibraryReader.MAX_ENTRIES) {
            throw new Refusal(Rejected.Reason.TOO_MANY, "");
        }
        Disease old = existing.get(id);
        Disease merged = readable(old == null ? disease : merged(old, disease));
        if (old != null) {
            replaced.add(id);
        }
        Disease own = merged.withAliases(merged.aliases().stream().filter(alias -> owners.getOrDefault(Folding.fold(alias), id).equals(id)).toList());
        own.names().forEach(name -> owners.put(Folding.fold(name), id));
        taken.put(id, own);
    }

    private Disease merged(Disease old, Disease fresh) throws Refusal {
        if (rule == MergeRule.REPLACE) {
            return replacing(old, fresh);
        }
        Disease filled = filled(old, fresh);
        if (filled.equals(old)) {
            kept++;
            throw new Refusal(Rejected.Reason.NOTHING_NEW, fresh.name());
        }
        return new Disease(filled.id(), filled.name(), filled.aliases(), filled.english(), filled.icd10(), filled.departments(), filled.overview(),
                filled.symptoms(), filled.diagnosis(), filled.treatment(), filled.prevention(), filled.urgent(), filled.keySymptoms(), filled.confusedWith(),
                filled.sex(), filled.ages(), old.source() + " · " + fresh.source(), fresh.review(), old.edition(), filled.background());
    }

    /// The old id stays, because other entries point to it; the old name stays findable.
    private static Disease replacing(Disease old, Disease fresh) {
        List<String> aliases = old.name().equals(fresh.name()) || fresh.aliases().contains(old.name()) ? fresh.aliases()
                : Stream.concat(fresh.aliases().stream(), Stream.of(old.name())).toList();
        return new Disease(old.id(), fresh.name(), aliases, fresh.english(), fresh.icd10(), fresh.departments(), fresh.overview(), fresh.symptoms(),
                fresh.diagnosis(), fresh.treatment(), fresh.prevention(), fresh.urgent(), fresh.keySymptoms(), fresh.confusedWith(), fresh.sex(), fresh.ages(),
                fresh.source(), fresh.review(), fresh.edition(), fresh.background());
    }

    private static Disease filled(Disease old, Disease fresh) {
        Disease.Background was = old.background();
        Disease.Background is = fresh.background();
        return new Disease(old.id(), old.name(), either(old.aliases(), fresh.aliases()), either(old.english(), fresh.english()),
                orElse(old.icd10(), fresh.icd10()), either(old.departments(), fresh.departments()), either(old.overview(), fresh.overview()),
                either(old.symptoms(), fresh.symptoms()), either(old.diagnosis(), fresh.diagnosis()), either(old.treatment(), fresh.treatment()),
                either(old.prevention(), fresh.prevention()), either(old.urgent(), fresh.urgent()), either(old.keySymptoms(), fresh.keySymptoms()),
                either(old.confusedWith(), fresh.confusedWith()), orElse(old.sex(), fresh.sex()), orElse(old.ages(), fresh.ages()), old.source(),
                old.review(), old.edition(), new Disease.Background(orElse(was.frequency(), is.frequency()), either(was.summary(), is.summary()),
                either(was.causes(), is.causes()), either(was.prognosis(), is.prognosis()), either(was.lay(), is.lay()),
                either(was.related(), is.related())));
    }

    private static Disease.Section either(Disease.Section old, Disease.Section fresh) {
        return new Disease.Section(either(old.items(), fresh.items()), either(old.text(), fresh.text()));
    }

    private static List<String> either(List<String> old, List<String> fresh) {
        return old.isEmpty() ? fresh : old;
    }

    private static String either(String old, String fresh) {
        return old.isBlank() ? fresh : old;
    }

    private static <T> @Nullable T orElse(@Nullable T old, @Nullable T fresh) {
        return old == null ? fresh : old;
    }

    /// What is written must be read again: the same bounds hold, whatever format it came from.
    private static Disease readable(Disease disease) throws Refusal {
        String line = DiseaseJson.write(disease);
        if (line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > BoundedLines.MAX_BYTES) {
            throw new Refusal(Rejected.Reason.LINE_TOO_LONG, disease.name());
        }
        return DiseaseJson.read(line);
    }
}
