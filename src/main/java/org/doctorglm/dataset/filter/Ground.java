package org.doctorglm.dataset.filter;

/// Why a dialogue leaves a set; what lint found is a [org.doctorglm.dataset.lint.Finding].
public enum Ground {
    FINDING, DEPARTMENT, LANGUAGE, ANSWER_TOO_SHORT, ANSWER_TOO_LONG, TOO_FEW_ROUNDS, TOO_MANY_ROUNDS
}
