package org.doctorglm.knowledge;

/// What the library can say about a question.
public enum RetrievalState {
    /// One disease stands out.
    CONFIDENT,
    /// Several diseases fit; somebody must choose.
    CHOOSE,
    /// Nothing fits. The ranking may hold weak candidates, which must not be used unasked.
    ABSTAIN
}
