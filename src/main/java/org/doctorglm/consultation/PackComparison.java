package org.doctorglm.consultation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.GenerationEvent;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.Prompt;
import org.doctorglm.prompt.PromptBudget;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptDesigner.Design;
import org.doctorglm.prompt.PromptWriter;

/// Lets several packs answer one question with the same evidence, settings and seed, one after the other. Nothing is stored.
///
/// Blocks; one network is in memory at a time. Shared by window and command line.
public final class PackComparison {
    private static final int LEAST_ROOM = 16;

    private final PromptDesigner designer;
    private final Generator generator;

    public PackComparison(PromptDesigner designer, Generator generator) {
        this.designer = designer;
        this.generator = generator;
    }

    /// One pack's answer.
    ///
    /// @param loadMs time that loading the pack took, milliseconds
    /// @param repetition share of its runs of four characters that stood in it before (0 to 1)
    public record Side(String model, String sha256, String precision, double loadMs, String text, FinishReason reason, Timings timings, int promptTokens, double repetition) {
    }

    /// What happens meanwhile.
    public sealed interface Event {
        /// Counted from 0.
        int side();

        /// A pack is loaded.
        record Loading(int side) implements Event { }

        /// Tokens of the prompt read so far.
        record Reading(int side, int done, int total) implements Event { }

        /// New text.
        record Text(int side, String delta, int tokens) implements Event { }
    }

    /// With the designer's evidence, see below.
    public List<Side> run(List<ModelPack> packs, String question, SamplingSettings settings, Consumer<Event> events, Cancellation cancellation)
            throws ConsultationException {
        return run(packs, question, true, settings, events, cancellation);
    }

    /// @param evidence whether the designer looks for a sheet
    /// @param settings with a fixed seed, which is that of every side; a random one is drawn as 0
    /// @param events called on the calling thread or on the generation thread
    /// @return one side a pack; fewer when it was cancelled, the last one then as far as it came
    /// @throws ConsultationException EMPTY_QUESTION, QUESTION_TOO_LONG, MODEL_DAMAGED or ENGINE
    public List<Side> run(List<ModelPack> packs, String question, boolean evidence, SamplingSettings settings, Consumer<Event> events,
                          Cancellation cancellation) throws ConsultationException {
        String text = QuestionText.cleaned(question);
        if (QuestionText.blank(text)) {
            throw new ConsultationException(Reason.EMPTY_QUESTION, "");
        }
        Design design = evidence ? designer.automatic(text, List.of(), Set.of()) : designer.off();
        SamplingSettings fixed = settings.seed() == SamplingSettings.RANDOM_SEED ? settings.withSeed(0) : settings;
        List<Side> sides = new ArrayList<>();
        for (ModelPack pack : packs) {
            if (cancellation.isRequested()) {
                break;
            }
            events.accept(new Event.Loading(sides.size()));
            sides.add(answer(sides.size(), pack, text, design, fixed, events, cancellation));
        }
        return sides;
    }

    private Side answer(int side, ModelPack pack, String question, Design design, SamplingSettings settings, Consumer<Event> events,
                        Cancellation cancellation) throws ConsultationException {
        try {
            LoadedModel model = generator.load(pack);
            Prompt prompt = prompt(model, question, design, settings.maxTokens());
            Generation written = generator.generate(pack, prompt.text(), settings, event -> events.accept(switch (event) {
                case GenerationEvent.Reading(int done, int total) -> new Event.Reading(side, done, total);
                case GenerationEvent.Text(String delta, int tokens) -> new Event.Text(side, delta, tokens);
            }), cancellation);
            return new Side(pack.name(), pack.sha256(), pack.manifest().precision().key(), model.loadMs(), written.text(), written.reason(),
                    written.timings(), written.promptTokens(), Repetition.of(List.of(written.text())));
        } catch (EngineException e) {
            throw AnswerWriter.translated(e);
        }
    }

    /// As a consultation writes it, but without a limit from the reading speed of the past, which differs between packs.
    private static Prompt prompt(LoadedModel model, String question, Design design, int wanted) {
        var traits = model.pack().manifest().traits();
        int context = model.engine().config().maxLength();
        int room = context - Math.clamp(wanted, LEAST_ROOM, Math.max(LEAST_ROOM, context / 4)) - 2;
        return new PromptWriter(model.tokenizer()).write(question, List.of(), design.used(),
                new PromptBudget(room, traits.promptTokens(), traits.itemsPerLine()));
    }
}
