package org.doctorglm.dialogue;

/// What the prompt designer decided about a question.
public enum DesignerState {
    /// One disease stands out.
    CONFIDENT,
    /// Several diseases fit; the best one is used until the doctor chooses.
    CHOOSE,
    /// Nothing in the library fits.
    ABSTAIN,
    /// The doctor chose the disease by hand.
    PINNED,
    /// The designer was switched off.
    OFF
}
