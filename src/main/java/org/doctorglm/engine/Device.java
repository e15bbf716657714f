package org.doctorglm.engine;

/// Where a network runs.
///
/// @param kind `cpu`
/// @param name of the processor
/// @param threads used for one token
public record Device(String kind, String name, int threads) {
    /// As it stands in provenance: answers are equal bit for bit on the same device with the same threads.
    public String description() {
        return kind + ", " + name;
    }
}
