package org.doctorglm.knowledge;

import java.util.Set;
import java.util.function.ToDoubleFunction;

/// The entries whose meaning is next to a question's, by a hospital's sentence model.
///
/// @param nearest ids of the nearest entries that fit at all, the best first
/// @param best fit of the nearest
/// @param fits fit of any entry by id, from 0 (no more than small talk fits) to 1 (the same direction)
record Neighbours(Set<String> nearest, double best, ToDoubleFunction<String> fits) {
    /// Without an encoder, and where it fails.
    static final Neighbours NONE = new Neighbours(Set.of(), 0, id -> 0);

    double fit(String id) {
        return fits.applyAsDouble(id);
    }
}
