package org.doctorglm.ui.data;

import org.doctorglm.ui.data.DataViewModel.Step;

/// Told on the JavaFX thread that a set came.
@FunctionalInterface
interface Made {
    /// @param other the set that it was made of, may be empty
    void made(Step step, String name, String other);
}
