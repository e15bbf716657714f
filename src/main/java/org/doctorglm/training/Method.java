package org.doctorglm.training;

import java.util.Set;
import org.doctorglm.model.GlmConfig;

/// What is trained.
public sealed interface Method {
    /// Low-rank changes of linear layers (Hu et al. 2021, arXiv 2106.09685): `W + α/r · B·A`.
    ///
    /// @param rank width between the factors
    /// @param alpha scale is `alpha / rank`
    /// @param dropout share of inputs that are set to zero before A while training
    /// @param targets matrices that are changed; [LoraTarget#THIRDS] stands alone, because MergedLinear cuts every matrix into thirds
    record Lora(int rank, double alpha, double dropout, Set<LoraTarget> targets) implements Method {
        public Lora {
            if (rank < 1 || !(alpha > 0) || !(dropout >= 0 && dropout < 1) || targets.isEmpty()
                    || targets.contains(LoraTarget.THIRDS) && targets.size() > 1) {
                throw new IllegalArgumentException("rank " + rank + ", alpha " + alpha + ", dropout " + dropout + ", targets " + targets);
            }
            targets = Set.copyOf(targets);
        }

        @Override
        public long parameters(GlmConfig config) {
            return targets.stream().mapToLong(target -> config.layers() * target.parameters(config, rank)).sum();
        }
    }

    /// P-tuning v2 (Liu et al. 2022, arXiv 2110.07602): keys and values of every layer that stand before every prompt.
    ///
    /// @param tokens length of the prefix
    /// @param deviation of the random numbers it begins with; 1 is what the published code begins with (torch's `Embedding`)
    record Prefix(int tokens, double deviation) implements Method {
        public Prefix {
            if (tokens < 1 || !(deviation >= 0 && deviation <= 10)) {
                throw new IllegalArgumentException("tokens " + tokens + ", deviation " + deviation);
            }
        }

        /// Name in a run's state: slot `2i` is the key of layer `i`, slot `2i + 1` its value, `[heads, tokens, headDim]` each in the pack's order of
        /// dimensions.
        public static String slot(int slot) {
            return "prefix." + slot;
        }

        @Override
        public long parameters(GlmConfig config) {
            return 2L * config.layers() * tokens * config.hidden();
        }
    }

    /// Every number of the network, embedding and head among them: for small networks, since weights, gradient and the optimiser's memory are held in
    /// 32 bits. What comes out is no adapter but a checkpoint of its own.
    record Full() implements Method {
        @Override
        public long parameters(GlmConfig config) {
            return config.parameters();
        }
    }

    /// Whether the network says before the first step what its base says; a random prefix makes it worse.
    default boolean beginsAsBase() {
        return !(this instanceof Prefix);
    }

    /// Numbers that are changed.
    long parameters(GlmConfig config);
}
