package org.doctorglm.ui.models;

import org.doctorglm.engine.Fallback;
import org.jspecify.annotations.Nullable;

/// Facts for the status bar. Asked every two seconds on a background thread.
@FunctionalInterface
public interface StatusSource {
    Snapshot snapshot();

    /// @param model name of the active pack, null when none is installed
    /// @param precision of the active pack, empty when none is installed
    /// @param device name without words of a language, for example `CPU`
    /// @param threads that compute on it
    /// @param usedBytes memory that the program uses
    /// @param totalBytes memory of the machine
    /// @param contextTokens most tokens that prompt and answer may have together, 0 when unknown
    /// @param fallback why the network does not run on what was asked for, null when it does
    record Snapshot(@Nullable String model, String precision, String device, int threads, long usedBytes, long totalBytes, int contextTokens,
                    @Nullable Fallback fallback) {
        /// Where everything is as it should be.
        public Snapshot(@Nullable String model, String precision, String device, int threads, long usedBytes, long totalBytes, int contextTokens) {
            this(model, precision, device, threads, usedBytes, totalBytes, contextTokens, null);
        }
    }
}
