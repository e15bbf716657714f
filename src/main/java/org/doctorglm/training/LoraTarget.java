package org.doctorglm.training;

import java.util.Locale;
import org.doctorglm.model.GlmConfig;

/// Matrices of a block that a LoRA can change.
public enum LoraTarget {
    /// Query and value of every head of the fused matrix, as the paper says ("applied to q, v").
    QV {
        @Override
        long parameters(GlmConfig config, int rank) {
            return 2L * rank * (config.hidden() + config.hidden());
        }
    },
    /// First and last third of the fused matrix's stored rows: what the DoctorGLM repository trained (MergedLinear, `[true, false, true]`).
    THIRDS {
        @Override
        long parameters(GlmConfig config, int rank) {
            return 2L * rank * (config.hidden() + config.hidden());
        }
    },
    DENSE {
        @Override
        long parameters(GlmConfig config, int rank) {
            return (long) rank * (config.hidden() + config.hidden());
        }
    },
    UP {
        @Override
        long parameters(GlmConfig config, int rank) {
            return (long) rank * (config.hidden() + config.inner());
        }
    },
    DOWN {
        @Override
        long parameters(GlmConfig config, int rank) {
            return (long) rank * (config.hidden() + config.inner());
        }
    };

    /// Numbers of its factors in one layer.
    abstract long parameters(GlmConfig config, int rank);

    /// As in recipes.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
