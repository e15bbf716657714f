package org.doctorglm.training;

import java.util.Locale;

/// How the learning rate goes from the first step to the last.
public enum Schedule {
    CONSTANT {
        @Override
        double share(double done) {
            return 1;
        }
    },
    /// Half a cosine down to nothing.
    COSINE {
        @Override
        double share(double done) {
            return (1 + Math.cos(Math.PI * done)) / 2;
        }
    };

    /// @param done share of the steps behind the warm-up
    abstract double share(double done);

    /// @param step from 1
    /// @param warmUp steps over which the rate rises from nothing, in equal parts
    /// @return what the rate of the recipe is multiplied by
    public double at(long step, long warmUp, long steps) {
        if (step <= warmUp) {
            return (double) step / warmUp;
        }
        return share(steps <= warmUp ? 0 : (double) (step - warmUp - 1) / (steps - warmUp));
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
