package org.doctorglm.release;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.Precision;
import org.doctorglm.model.Quantizer;

/// How each group of matrices is rounded.
///
/// @param choices one for each group of the network, in its order
public record Recipe(Map<MatrixGroup, Quantizer> choices) {
    public Recipe {
        choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /// All groups alike.
    static Recipe all(Iterable<MatrixGroup> groups, Quantizer quantizer) {
        Map<MatrixGroup, Quantizer> choices = new LinkedHashMap<>();
        groups.forEach(group -> choices.put(group, quantizer));
        return new Recipe(choices);
    }

    Recipe with(MatrixGroup group, Quantizer quantizer) {
        Map<MatrixGroup, Quantizer> changed = new LinkedHashMap<>(choices);
        changed.put(group, quantizer);
        return new Recipe(changed);
    }

    Quantizer of(MatrixGroup group) {
        return java.util.Objects.requireNonNull(choices.get(group), group.name());
    }

    /// Bytes of all matrices.
    public long bytes() {
        return choices.entrySet().stream().mapToLong(choice -> choice.getKey().bytes(choice.getValue())).sum();
    }

    /// As a manifest names it: four bits as soon as one group has four.
    public Precision precision() {
        return choices.values().stream().anyMatch(quantizer -> quantizer.bits() == 4) ? Precision.INT4 : Precision.INT8;
    }

    /// The import that rounds like this: the quantiser with the most bytes to it is the rule, the others are exceptions.
    ImportRequest request(ImportRequest sources, String name) {
        Map<Quantizer, Long> shares = new LinkedHashMap<>();
        choices.forEach((group, quantizer) -> {
            if (quantizer.bits() == precision().bits()) {
                shares.merge(quantizer, group.bytes(quantizer), Long::sum);
            }
        });
        Quantizer rule = shares.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Map<String, Quantizer> exceptions = new HashMap<>();
        choices.forEach((group, quantizer) -> {
            if (!quantizer.equals(rule)) {
                group.matrices().forEach(matrix -> exceptions.put(matrix, quantizer));
            }
        });
        return sources.rounded(precision(), rule, exceptions, name);
    }
}
