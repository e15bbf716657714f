package org.doctorglm.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generator;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.model.Quantizer;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.ReleaseException.Reason;
import org.jspecify.annotations.Nullable;

/// Finds by measuring which matrices need more than the fewest bits, so that a pack stays below a loss with few bytes.
///
/// Each group of matrices is rounded to each layout of four bits by itself, all others having eight; what that costs is the mean divergence
/// from FP32, which a short text tells with much less noise than the loss. Costs of groups about add up. So the search begins with
/// the fewest bytes and goes on, always with the step that saves the most divergence a byte, until the sum is below the bar; then the
/// real pack is measured, and the search goes on while its loss is not.
///
/// Packs are made in a folder of their own, one at a time beside the FP32 one.
public final class PrecisionSearch {
    private static final Quantizer EIGHT = new Quantizer(8, 32, true);

    private final QualityGate gate;
    private final ModelStore store;
    private final ImportRequest sources;
    private final HeldOut data;
    private final List<Quantizer> layouts;
    private @Nullable Measured measured;

    /// @param aside empty folder for packs that are thrown away; the caller deletes it
    /// @param sources what is imported; its own rounding is not looked at
    /// @param data some texts of the kind that the network will read; each is read some hundred times, so few are better than many
    /// @param layouts of four bits that are tried, see [#layouts]
    public PrecisionSearch(Generator.EngineLoader engines, Path aside, String version, ImportRequest sources, HeldOut data, List<Quantizer> layouts) {
        this.gate = new QualityGate(engines);
        this.store = new ModelStore(aside, version);
        this.sources = sources;
        this.data = data;
        this.layouts = List.copyOf(layouts);
    }

    /// What four bits can look like with blocks of these lengths: each with and without zero points.
    ///
    /// @throws IllegalArgumentException for a length that no layout has
    public static List<Quantizer> layouts(List<Integer> blocks) {
        return blocks.stream().flatMap(block -> Stream.of(new Quantizer(4, block, true), new Quantizer(4, block, false))).toList();
    }

    /// @param recipe that met the bar
    /// @param loss of its pack on the texts
    /// @param costs of each group in each layout of four bits: mean divergence, nats a token
    /// @param tried recipes that were measured as a whole, with their loss, the last one being the result
    public record Found(Recipe recipe, LossCard.Loss loss, Map<MatrixGroup, Map<Quantizer, Double>> costs, List<Tried> tried) {
        /// The import that makes the pack.
        public ImportRequest request(ImportRequest from) {
            return recipe.request(from, from.name());
        }
    }

    /// A recipe and what it costs.
    public record Tried(Recipe recipe, LossCard.Loss loss) {
    }

    /// The groups are measured with the first call; another bar costs little more.
    ///
    /// @param mostIncrease of the loss, 0.01 for 1 %
    /// @param progress in measured packs; the total is that of the groups, the last steps come on top
    /// @throws ReleaseException UNREACHABLE
    public Found search(double mostIncrease, Progress progress, Cancellation cancellation) throws IOException, EngineException {
        Measured known = measured;
        if (known == null) {
            known = measureGroups(progress, cancellation);
            measured = known;
        }
        return descend(known, mostIncrease, cancellation);
    }

    private Measured measureGroups(Progress progress, Cancellation cancellation) throws IOException, EngineException {
        List<MatrixGroup> groups = MatrixGroup.of(GlmConfig.read(sources.folder()));
        ModelPack reference = store.importFolder(sources.rounded(Precision.FP32, null, Map.of(), "reference-" + System.nanoTime()), Progress.NONE, cancellation);
        Recipe eight = Recipe.all(groups, EIGHT);
        LossCard best = measure(eight, reference, cancellation);
        Map<MatrixGroup, Map<Quantizer, Double>> costs = new LinkedHashMap<>();
        long total = 1L + (long) groups.size() * layouts.size();
        long done = 1;
        for (MatrixGroup group : groups) {
            Map<Quantizer, Double> own = new LinkedHashMap<>();
            for (Quantizer layout : layouts) {
                own.put(layout, Math.max(0, measure(eight.with(group, layout), reference, cancellation).divergence().mean() - best.divergence().mean()));
                progress.at(++done, total);
            }
            own.put(EIGHT, 0.0);
            costs.put(group, own);
        }
        return new Measured(reference, best, Collections.unmodifiableMap(costs));
    }

    /// What does not depend on the bar.
    ///
    /// @param eight all matrices at eight bits
    /// @param costs mean divergence that each group in each layout adds
    private record Measured(ModelPack reference, LossCard eight, Map<MatrixGroup, Map<Quantizer, Double>> costs) {
        double cost(MatrixGroup group, Quantizer quantizer) {
            return java.util.Objects.requireNonNull(java.util.Objects.requireNonNull(costs.get(group)).get(quantizer));
        }

        double predicted(Recipe recipe) {
            return recipe.choices().entrySet().stream().mapToDouble(choice -> cost(choice.getKey(), choice.getValue())).sum();
        }
    }

    /// From the fewest bytes upwards.
    private Found descend(Measured known, double mostIncrease, Cancellation cancellation) throws IOException, EngineException {
        List<Tried> tried = new ArrayList<>();
        double allowed = mostIncrease * known.eight().loss().reference() - known.eight().divergence().mean();
        Recipe recipe = smallest(known);
        while (true) {
            while (known.predicted(recipe) > allowed && !finest(recipe)) {
                recipe = stepped(known, recipe);
            }
            LossCard.Loss loss = measure(recipe, known.reference(), cancellation).loss();
            tried.add(new Tried(recipe, loss));
            if (loss.increase() <= mostIncrease) {
                return new Found(recipe, loss, known.costs(), List.copyOf(tried));
            }
            if (finest(recipe)) {
                throw new ReleaseException(Reason.UNREACHABLE, sources.name(), String.format(java.util.Locale.ROOT, "%.2f", 100 * loss.increase()));
            }
            recipe = stepped(known, recipe);
        }
    }

    private Recipe smallest(Measured known) {
        Recipe recipe = Recipe.all(known.costs().keySet(), EIGHT);
        for (MatrixGroup group : known.costs().keySet()) {
            for (Quantizer layout : layouts) {
                long saved = group.bytes(recipe.of(group)) - group.bytes(layout);
                if (saved > 0 || saved == 0 && known.cost(group, layout) < known.cost(group, recipe.of(group))) {
                    recipe = recipe.with(group, layout);
                }
            }
        }
        return recipe;
    }

    private static boolean finest(Recipe recipe) {
        return recipe.choices().values().stream().allMatch(EIGHT::equals);
    }

    /// One group finer: the change that saves the most divergence for each byte it adds.
    private Recipe stepped(Measured known, Recipe recipe) {
        Recipe best = null;
        double most = Double.NEGATIVE_INFINITY;
        List<Quantizer> finer = new ArrayList<>(layouts);
        finer.add(EIGHT);
        for (MatrixGroup group : recipe.choices().keySet()) {
            Quantizer present = recipe.of(group);
            for (Quantizer other : finer) {
                long added = group.bytes(other) - group.bytes(present);
                double rate = added <= 0 ? Double.NEGATIVE_INFINITY : (known.cost(group, present) - known.cost(group, other)) / added;
                if (added > 0 && rate > most) {
                    most = rate;
                    best = recipe.with(group, other);
                }
            }
        }
        return java.util.Objects.requireNonNull(best, "a recipe that is not the finest can be made finer");
    }

    private LossCard measure(Recipe recipe, ModelPack reference, Cancellation cancellation) throws IOException, EngineException {
        ModelPack pack = store.importFolder(recipe.request(sources, "candidate"), Progress.NONE, cancellation);
        try {
            return gate.measure(pack, reference, data, 0, Progress.NONE, cancellation);
        } finally {
            store.remove(pack.name());
        }
    }
}
