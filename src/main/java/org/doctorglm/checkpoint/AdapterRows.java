package org.doctorglm.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The layouts that LoRA factors of ChatGLM's fused matrix are found in.
public enum AdapterRows {
    /// Every row, as peft writes it today.
    WHOLE(new LoraRows.Slices(List.of(true))),
    /// The first and the last third of the stored rows: `enable_lora [true, false, true]` of loralib and peft up to 0.2.
    THIRDS(new LoraRows.Slices(List.of(true, false, true))),
    /// Query and value of every head, as DoctorGLM's paper says.
    PER_HEAD_QV(new LoraRows.PerHead());

    private final LoraRows layout;

    AdapterRows(LoraRows layout) {
        this.layout = layout;
    }

    /// Name on the command line and in `doctorglm_rows`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AdapterRows> of(String key) {
        return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
    }

    LoraRows layout() {
        return layout;
    }
}
