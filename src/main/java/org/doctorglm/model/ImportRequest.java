package org.doctorglm.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is to become a pack.
///
/// @param folder Hugging Face folder of a ChatGLM network
/// @param adapter folder of a LoRA adapter that is merged into it, null for none
/// @param quantizer null for FP32
/// @param name of the pack
public record ImportRequest(Path folder, @Nullable Path adapter, Precision precision, @Nullable Quantizer quantizer, String name) {
    /// With the quantiser that is used when nobody asks for another.
    public static ImportRequest of(Path folder, @Nullable Path adapter, Precision precision, String name) {
        return new ImportRequest(folder, adapter, precision, ModelStore.defaultQuantizer(precision), name);
    }
}
