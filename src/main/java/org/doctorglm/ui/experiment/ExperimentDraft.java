package org.doctorglm.ui.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.jspecify.annotations.Nullable;

/// What somebody has chosen for a new experiment, as it was typed.
///
/// @param models that answer beside each other, in their order
/// @param base the one that answers where there is one, and beside which adapters are put
/// @param adapters folders or files
/// @param tuned runs whose best checkpoint answers
/// @param bare whether the base answers without adapters too
/// @param run whose checkpoints answer, empty for none
/// @param own questions, a line each; null for the usual ones
/// @param tokens most of an answer, empty for the usual length
/// @param paper whether designer, filter and after-treatment are off
/// @param plan of a file, null for none
public record ExperimentDraft(Kind kind, String name, List<String> models, String base, List<Path> adapters, List<String> tuned, boolean bare, String run,
                              @Nullable String own, String seeds, String tokens, boolean paper, String topPs, String temperatures, @Nullable ExperimentPlan plan) {
    private static final int MOST_SEEDS = 1000;
    private static final int MOST_TOKENS = 4096;
    private static final int BALANCED_TOKENS = 384;
    private static final int PAPER_TOKENS = 256;
    private static final int SWEEP_TOKENS = 128;
    private static final double MOST_TEMPERATURE = 2;

    public ExperimentDraft {
        models = List.copyOf(models);
        adapters = List.copyOf(adapters);
        tuned = List.copyOf(tuned);
    }

    /// What it is about.
    public enum Kind {
        COMPARISON(Layout.COMPARISON), ADAPTERS(Layout.ADAPTERS), CHECKPOINTS(Layout.CHECKPOINTS), GRID(Layout.GRID), PRECISION(Layout.PRECISION),
        DESIGNER(Layout.DESIGNER), PLAN(Layout.COMPARISON);

        private final Layout layout;

        Kind(Layout layout) {
            this.layout = layout;
        }

        /// How its results are shown first; that of a plan stands in its file.
        public Layout layout() {
            return layout;
        }

        /// Whether several networks answer.
        public boolean severalModels() {
            return this == COMPARISON || this == PRECISION;
        }

        /// Whether one network answers.
        public boolean oneModel() {
            return this == ADAPTERS || this == GRID || this == DESIGNER;
        }

        /// Whether it can be made under the paper's conditions or the program's.
        public boolean conditions() {
            return this == COMPARISON || this == ADAPTERS || this == PRECISION;
        }
    }

    /// Why it cannot be begun.
    public enum Missing {
        MODELS, PRECISIONS, BASE, ADAPTER, RUN, PLAN, QUESTIONS, SEEDS, TOKENS, TOP_P, TEMPERATURE, NAME, TAKEN, TOO_MANY, RUNNING
    }

    /// @param taken names that there are
    /// @param runs to choose from
    public Optional<Missing> missing(List<String> taken, List<ExperimentService.Run> runs) {
        Optional<Missing> who = who();
        if (who.isPresent()) {
            return who;
        }
        boolean asks = kind != Kind.PLAN;
        if (asks && questions().isEmpty()) {
            return Optional.of(Missing.QUESTIONS);
        } else if (asks && kind != Kind.CHECKPOINTS && seedCount() < 1) {
            return Optional.of(Missing.SEEDS);
        } else if (asks && maxTokens() < 1) {
            return Optional.of(Missing.TOKENS);
        } else if (kind == Kind.GRID && numbers(topPs, Double.MIN_VALUE, 1).isEmpty()) {
            return Optional.of(Missing.TOP_P);
        } else if (kind == Kind.GRID && numbers(temperatures, 0, MOST_TEMPERATURE).isEmpty()) {
            return Optional.of(Missing.TEMPERATURE);
        } else if (name.isBlank()) {
            return Optional.of(Missing.NAME);
        } else if (taken.contains(name.strip())) {
            return Optional.of(Missing.TAKEN);
        }
        return size(runs) > ExperimentPlan.MOST_CELLS ? Optional.of(Missing.TOO_MANY) : Optional.empty();
    }

    private Optional<Missing> who() {
        return Optional.ofNullable(switch (kind) {
            case COMPARISON -> models.isEmpty() ? Missing.MODELS : null;
            case PRECISION -> models.size() < 2 ? Missing.PRECISIONS : null;
            case ADAPTERS -> base.isEmpty() && !adapters.isEmpty() ? Missing.BASE : adapters.isEmpty() && tuned.isEmpty() ? Missing.ADAPTER : null;
            case GRID, DESIGNER -> base.isEmpty() ? Missing.BASE : null;
            case CHECKPOINTS -> run.isEmpty() ? Missing.RUN : null;
            case PLAN -> plan == null ? Missing.PLAN : null;
        });
    }

    /// How many answers it will make, 0 while that cannot be said.
    public long size(List<ExperimentService.Run> runs) {
        if (kind == Kind.PLAN) {
            return plan == null ? 0 : plan.size();
        }
        long each = (long) questions().size() * Math.max(0, seedCount());
        return switch (kind) {
            case COMPARISON, PRECISION -> each * models.size();
            case ADAPTERS -> each * (adapters.size() + tuned.size() + (bare && !base.isEmpty() ? 1 : 0));
            case GRID -> each * numbers(topPs, Double.MIN_VALUE, 1).size() * numbers(temperatures, 0, MOST_TEMPERATURE).size();
            case DESIGNER -> 2 * each;
            case CHECKPOINTS -> questions().size() * runs.stream().filter(one -> one.name().equals(run)).mapToLong(one -> one.checkpoints() + 1L).sum();
            case PLAN -> 0;
        };
    }

    public List<PlannedQuestion> questions() {
        return own == null ? Presets.usualQuestions() : Presets.questions(own.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    /// 0 for what is no number of seeds.
    public int seedCount() {
        return whole(seeds, MOST_SEEDS);
    }

    /// Most tokens of an answer; 0 for what is no number of tokens.
    public int maxTokens() {
        if (kind == Kind.PLAN) {
            return plan == null ? BALANCED_TOKENS : plan.settings().stream().mapToInt(setting -> setting.values().maxTokens()).max().orElse(BALANCED_TOKENS);
        } else if (!tokens.isBlank()) {
            return whole(tokens, MOST_TOKENS);
        }
        return kind == Kind.GRID || kind == Kind.CHECKPOINTS ? SWEEP_TOKENS : kind.conditions() && paper ? PAPER_TOKENS : BALANCED_TOKENS;
    }

    public List<Double> topPValues() {
        return numbers(topPs, Double.MIN_VALUE, 1);
    }

    public List<Double> temperatureValues() {
        return numbers(temperatures, 0, MOST_TEMPERATURE);
    }

    private static int whole(String text, int most) {
        try {
            int value = Integer.parseInt(text.strip());
            return value >= 1 && value <= most ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// Empty where one of them is none, out of range, or there twice.
    private static List<Double> numbers(String text, double least, double most) {
        try {
            List<Double> values = Arrays.stream(text.strip().split("[\\s,，;；、]+")).map(Double::parseDouble).toList();
            boolean good = values.stream().allMatch(value -> value >= least && value <= most) && new HashSet<>(values).size() == values.size();
            return good ? values : List.of();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
