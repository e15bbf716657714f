package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterSummary;

/// Whether an adapter goes with a network; headers and configurations are compared, no tensor is read.
public final class AdapterFit {
    private AdapterFit() {
    }

    /// @return what the adapter is; when it still lacks a number, only its files were looked at
    /// @throws ModelException ADAPTER_MISMATCH or TWO_PREFIXES
    /// @throws org.doctorglm.checkpoint.CheckpointException what is wrong with its files
    public static AdapterSummary check(Path folder, Path adapter, AdapterOptions options) throws IOException {
        AdapterSummary summary = AdapterSummary.read(adapter, options);
        if (summary.missing().isEmpty()) {
            ImportRequest request = new ImportRequest(folder, adapter, options(summary, options), Precision.FP32, null, "inspection");
            try (PackSources opened = PackSources.open(request, GlmConfig.read(folder))) {
                return summary;
            }
        }
        return summary;
    }

    /// Numbers of a LoRA are not told of a prefix.
    public static AdapterOptions options(AdapterSummary summary, AdapterOptions told) {
        return switch (summary.kind()) {
            case LORA -> told;
            case PREFIX -> AdapterOptions.NONE;
        };
    }
}
