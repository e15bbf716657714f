package org.doctorglm.knowledge;

import java.util.Set;

/// A part of the ranking that is left out, to see what it is worth: its columns count nothing, the others keep their weights.
public enum Ablation {
    /// Nothing is left out.
    NOTHING,
    /// Names in the question.
    NAMES(Feature.NAMED, Feature.NAME_DENIED, Feature.BESIDE_A_NAME),
    /// Findings of the dictionary.
    FINDINGS(Feature.FINDINGS, Feature.KEY_FINDINGS, Feature.SHARED, Feature.EXPLAINED, Feature.UNEXPLAINED),
    /// What is denied.
    DENIALS(Feature.DENIED, Feature.NAME_DENIED),
    /// Full text.
    TEXT(Feature.TEXT_NAMES, Feature.TEXT_NAMES_ALONE, Feature.TEXT_FINDINGS, Feature.TEXT_FINDINGS_ALONE, Feature.TEXT_BODY, Feature.TEXT_BODY_ALONE),
    /// Age, sex, how long it lasts, how often the disease is met.
    PATIENT(Feature.OTHER_AGE, Feature.OTHER_SEX, Feature.TOO_LONG, Feature.FREQUENCY),
    /// A hospital's sentence model: the ranking is then what it is where none is installed.
    ENCODER;

    private final Set<Feature> columns;

    Ablation(Feature... columns) {
        this.columns = Set.of(columns);
    }

    RankerWeights of(RankerWeights weights) {
        double[] disease = weights.disease().clone();
        columns.forEach(column -> disease[column.ordinal()] = 0);
        return new RankerWeights(disease, weights.none(), weights.sure(), weights.nothing());
    }
}
