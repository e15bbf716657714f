package org.doctorglm.ui.training;

import java.util.List;
import java.util.Optional;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.CostEstimate;
import org.doctorglm.training.MemoryAdvice;
import org.doctorglm.training.MemoryEstimate;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingCheck;
import org.doctorglm.ui.training.TrainingService.Base;
import org.doctorglm.ui.training.TrainingService.Room;
import org.jspecify.annotations.Nullable;

/// What a run will need, from what was chosen and what is known of the data.
///
/// @param probe steps that were really taken, null while none were
record RunEstimate(GlmConfig config, Recipe recipe, TrainingCheck check, MemoryEstimate memory, Room room, Prices prices, @Nullable StepTimes probe) {
    /// Checkpoints that lie on the disk at once: the newest three, the best one, and the one that is being written.
    private static final int CHECKPOINTS = 5;
    /// Of a line about a step.
    private static final long EVENT_BYTES = 160;
    private static final double HOUR = 3_600_000;

    /// @return empty while something is not known
    static Optional<RunEstimate> of(DraftViewModel draft) {
        TrainingCheck check = draft.check().get();
        Room room = draft.room().get();
        Optional<Base> base = draft.base();
        Optional<Recipe> recipe = draft.recipe();
        if (check == null || room == null || base.isEmpty() || recipe.isEmpty()) {
            return Optional.empty();
        }
        GlmConfig config = base.get().config();
        // Nine samples in ten need no more; the rare longer ones are learned in smaller portions where they do not fit.
        MemoryEstimate memory = MemoryEstimate.of(config, recipe.get(), check.fed().nineTenths(), check.learned().nineTenths());
        return Optional.of(new RunEstimate(config, recipe.get(), check, memory, room, draft.prices().get(), draft.probe().get()));
    }

    long steps() {
        return recipe.steps(check.samples());
    }

    /// Steps whose checkpoints stay, of those that the run comes to.
    List<Long> kept() {
        return recipe.keep().of(steps()).steps().stream().filter(step -> step <= steps()).toList();
    }

    long parameters() {
        return recipe.method().parameters(config);
    }

    /// Trained numbers, as a share of the network's.
    double share() {
        return (double) parameters() / config.parameters();
    }

    long freeMemory() {
        return room.memory();
    }

    long freeDisk() {
        return room.disk();
    }

    boolean fits() {
        return memory.bytes() <= room.memory();
    }

    Optional<MemoryAdvice> advice() {
        return MemoryAdvice.of(config, recipe, check.fed().nineTenths(), check.learned().nineTenths(), room.memory());
    }

    long diskBytes() {
        return (CHECKPOINTS + kept().size()) * parameters() * 4 * (1 + recipe.optimizer().moments()) + steps() * EVENT_BYTES;
    }

    /// Of the machine as it was measured; empty before.
    Optional<Double> pairsPerHour() {
        return Optional.ofNullable(probe).map(times -> recipe.samplesPerStep() * HOUR / times.stepMillis());
    }

    Optional<Double> hours() {
        return Optional.ofNullable(probe).map(times -> steps() * times.stepMillis() / HOUR);
    }

    CostEstimate cost(double hours) {
        return new CostEstimate(hours, hours * prices.perHour(), hours * prices.kilowatts());
    }
}
