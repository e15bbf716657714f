package org.doctorglm.checkpoint;

import org.jspecify.annotations.Nullable;

/// What a user tells of an adapter whose configuration is lost or partial. Where the configuration tells it too, both must agree.
///
/// @param alpha `lora_alpha`: the change is multiplied by alpha / rank
/// @param rows which rows of a fused matrix the change is for
public record AdapterOptions(@Nullable Double alpha, @Nullable AdapterRows rows) {
    public static final AdapterOptions NONE = new AdapterOptions(null, null);
}
