package org.doctorglm.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Steps whose checkpoints are never removed, so that answers of different stages of one run can be read side by side (paper, section 4.3, Table 7).
public sealed interface KeptSteps {
    /// None but the best and the newest.
    KeptSteps NONE = new At(List.of());
    /// The paper's: 0.5, 5, 10, 20, 30, 40 and 50 thousand iterations.
    At PAPER = new At(List.of(500L, 5_000L, 10_000L, 20_000L, 30_000L, 40_000L, 50_000L));
    /// The paper's in the proportions of a run: 1, 10, 20, 40, 60, 80 and 100 % of its steps.
    KeptSteps SCALED = new Scaled();

    /// @param steps in their order, each once
    record At(List<Long> steps) implements KeptSteps {
        private static final int MOST = 12;

        /// @throws IllegalArgumentException for steps that no run has, and for so many that a disk would be full of them
        public At {
            if (steps.size() > MOST || steps.stream().anyMatch(step -> step < 1)) {
                throw new IllegalArgumentException("keep = " + steps);
            }
            steps = List.copyOf(new TreeSet<>(steps));
        }

        @Override
        public At of(long all) {
            return this;
        }

        @Override
        public String text() {
            return steps.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /// Known when it is known how long a run will be.
    record Scaled() implements KeptSteps {
        @Override
        public At of(long all) {
            double last = PAPER.steps().getLast();
            return new At(PAPER.steps().stream().map(step -> Math.max(1, Math.round(step / last * all))).distinct().toList());
        }

        @Override
        public String text() {
            return "scaled";
        }
    }

    /// @param all steps of the run
    At of(long all);

    /// As recipes write it: `500,5000`, `scaled`, or nothing.
    String text();

    /// Also reads `paper`.
    ///
    /// @throws IllegalArgumentException for what is no list of steps
    static KeptSteps parse(String text) {
        String wanted = text.strip();
        if (wanted.equals("paper")) {
            return PAPER;
        }
        if (wanted.equals(SCALED.text())) {
            return SCALED;
        }
        List<Long> steps = new ArrayList<>();
        try {
            Arrays.stream(wanted.split("[,，、\\s]+")).filter(word -> !word.isEmpty()).forEach(word -> steps.add(Long.parseLong(word)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("keep = " + text, e);
        }
        return new At(steps);
    }
}
