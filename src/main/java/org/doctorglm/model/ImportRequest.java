package org.doctorglm.model;

import java.nio.file.Path;
import java.util.Map;
import org.doctorglm.checkpoint.AdapterOptions;
import org.jspecify.annotations.Nullable;

/// What is to become a pack.
///
/// @param folder Hugging Face folder of a ChatGLM network
/// @param adapter folder or file of a LoRA adapter that is merged into it, or of a P-tuning prefix, null for none
/// @param options what the adapter's configuration does not tell
/// @param quantizer null for FP32
/// @param name of the pack
/// @param exceptions matrices that are rounded in another way, by their names in the pack, for example `head` or `layers.0.qkv`
/// @param restart whether what an interrupted import of the same kind has finished is thrown away
public record ImportRequest(Path folder, @Nullable Path adapter, AdapterOptions options, Precision precision, @Nullable Quantizer quantizer,
                            Map<String, Quantizer> exceptions, String name, boolean restart) {
    public ImportRequest {
        exceptions = Map.copyOf(exceptions);
    }

    /// All matrices alike.
    public ImportRequest(Path folder, @Nullable Path adapter, AdapterOptions options, Precision precision, @Nullable Quantizer quantizer, String name,
                         boolean restart) {
        this(folder, adapter, options, precision, quantizer, Map.of(), name, restart);
    }

    /// Goes on where an interrupted import stopped.
    public ImportRequest(Path folder, @Nullable Path adapter, AdapterOptions options, Precision precision, @Nullable Quantizer quantizer, String name) {
        this(folder, adapter, options, precision, quantizer, name, false);
    }

    /// The same sources, rounded otherwise.
    ///
    /// @param newExceptions of `newQuantizer`
    public ImportRequest rounded(Precision newPrecision, @Nullable Quantizer newQuantizer, Map<String, Quantizer> newExceptions, String newName) {
        return new ImportRequest(folder, adapter, options, newPrecision, newQuantizer, newExceptions, newName, restart);
    }

    /// With the quantiser that is used when nobody asks for another, and an adapter that tells everything itself.
    public static ImportRequest of(Path folder, @Nullable Path adapter, Precision precision, String name) {
        return new ImportRequest(folder, adapter, AdapterOptions.NONE, precision, ModelStore.defaultQuantizer(precision), name);
    }
}
