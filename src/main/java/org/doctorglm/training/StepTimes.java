package org.doctorglm.training;

/// How long a training step takes, and how long its matrix products alone would. Medians over the measured steps.
///
/// @param stepMillis of a whole step
/// @param productMillis of the products of its forward and backward pass with the base's matrices, attention included
/// @param tokens fed in a step
/// @param peakResidentBytes of the process, -1 where the system does not tell
public record StepTimes(double stepMillis, double productMillis, long tokens, long peakResidentBytes) {
    public double stepsPerSecond() {
        return 1000 / stepMillis;
    }
}
