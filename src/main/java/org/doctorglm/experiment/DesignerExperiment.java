package org.doctorglm.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.RougeL;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.prompt.Prompt;
import org.doctorglm.prompt.PromptBudget;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptDesigner.Design;
import org.doctorglm.prompt.PromptWriter;
import org.doctorglm.safety.AnswerCheck;

/// Research question 4: what the prompt designer does to the answers (the paper describes it in section 3.2 and measures nothing).
///
/// Every question is answered twice by the same network with the same settings, with the designer's sheet and without it. Measured are the
/// loss of the reference answer, the overlap of the network's own answer with it, and the share of its sentences that the entry supports.
/// Differences are paired; their intervals are percentile bootstraps. Deterministic: greedy answers.
public final class DesignerExperiment {
    private static final int ANSWER_TOKENS = 128;
    private static final SamplingSettings GREEDY = SamplingPreset.BALANCED.settings().withTemperature(0).withMaxTokens(ANSWER_TOKENS).withSeed(0);

    private final Generator generator;
    private final PromptDesigner designer;
    private final AnswerCheck check;

    public DesignerExperiment(Generator generator, PromptDesigner designer, AnswerCheck check) {
        this.generator = generator;
        this.designer = designer;
        this.check = check;
    }

    /// One side of a question.
    ///
    /// @param loss of the reference answer, nats a token
    /// @param overlap ROUGE-L of the network's answer with the reference (0 to 1)
    /// @param support share of its sentences that the entry says (0 to 1)
    public record Side(double loss, double overlap, double support, String answer) {
    }

    /// @param found name of the disease whose sheet the designer used, empty for none
    public record Pair(GroundedQuestion question, String found, Side with, Side without) {
    }

    /// A figure with and without the designer.
    ///
    /// @param difference interval of the mean of "with" less "without"
    public record Figure(double with, double without, Bootstrap.Interval difference) {
    }

    public record Report(String model, int questions, double rightSheet, Figure loss, Figure overlap, Figure support, List<Pair> pairs) {
        public Report {
            pairs = List.copyOf(pairs);
        }
    }

    /// @param progress questions answered, of all
    public Report run(ModelPack pack, List<GroundedQuestion> questions, Progress progress, Cancellation cancellation) throws EngineException {
        LoadedModel model = generator.load(pack);
        List<Pair> pairs = new ArrayList<>();
        for (GroundedQuestion question : questions) {
            cancellation.throwIfRequested();
            Design design = designer.automatic(question.question(), List.of(), Set.of());
            Design sheet = designer.pinned(question.diseaseId(), question.question()).orElseThrow();
            CitedEvidence used = design.used();
            pairs.add(new Pair(question, used == null ? "" : used.disease(), side(pack, model, question, design, sheet, cancellation),
                    side(pack, model, question, designer.off(), sheet, cancellation)));
            progress.at(pairs.size(), questions.size());
        }
        double right = pairs.stream().filter(pair -> designer.pinned(pair.question().diseaseId(), "").map(Design::used)
                .filter(sheet -> sheet.disease().equals(pair.found())).isPresent()).count();
        return new Report(pack.name(), pairs.size(), right / Math.max(1, pairs.size()), figure(pairs, Side::loss), figure(pairs, Side::overlap),
                figure(pairs, Side::support), pairs);
    }

    private Side side(ModelPack pack, LoadedModel model, GroundedQuestion question, Design design, Design sheet, Cancellation cancellation)
            throws EngineException {
        var traits = pack.manifest().traits();
        int room = model.engine().config().maxLength() - ANSWER_TOKENS - 2;
        Prompt prompt = new PromptWriter(model.tokenizer()).write(question.question(), List.of(), design.used(),
                new PromptBudget(room, traits.promptTokens(), traits.itemsPerLine()));
        Perplexity loss = generator.with(pack, loaded -> Perplexity.measure(loaded,
                List.of(new Perplexity.Sample(prompt.text(), question.reference())), Progress.NONE, cancellation));
        Generation answer = generator.generate(pack, prompt.text(), GREEDY, event -> { }, cancellation);
        double support = check.check(question.question(), answer.text(), sheet.state(), sheet.evidence()).support();
        return new Side(loss.loss(), RougeL.of(answer.text(), question.reference()), support, answer.text());
    }

    private static Figure figure(List<Pair> pairs, java.util.function.ToDoubleFunction<Side> value) {
        double with = pairs.stream().mapToDouble(pair -> value.applyAsDouble(pair.with())).average().orElse(0);
        double without = pairs.stream().mapToDouble(pair -> value.applyAsDouble(pair.without())).average().orElse(0);
        double[] differences = pairs.stream().mapToDouble(pair -> value.applyAsDouble(pair.with()) - value.applyAsDouble(pair.without())).toArray();
        return new Figure(with, without, differences.length == 0 ? new Bootstrap.Interval(0, 0) : Bootstrap.mean(differences));
    }
}
