package org.doctorglm.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Device;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.generation.LoopWatch;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.doctorglm.prompt.Prompt;
import org.doctorglm.prompt.PromptBudget;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptDesigner.Design;
import org.doctorglm.prompt.PromptWriter;
import org.doctorglm.safety.AnswerCheck;
import org.jspecify.annotations.Nullable;

/// Answers the cells of a plan one after the other. What is answered stays: cancelled or killed, it goes on where it ended, and the words are those
/// that an undisturbed run would have written. Blocks; one network is in memory at a time.
public final class ExperimentRunner {
    private static final int LEAST_ROOM = 16;

    private final ModelStore models;
    private final Generator generator;
    private final PromptDesigner designer;
    private final AnswerCheck check;
    private final Clock clock;
    private final String version;

    /// @param version of the program, for provenance
    public ExperimentRunner(ModelStore models, Generator generator, PromptDesigner designer, AnswerCheck check, Clock clock, String version) {
        this.models = models;
        this.generator = generator;
        this.designer = designer;
        this.check = check;
        this.clock = clock;
        this.version = version;
    }

    /// Who answers, ready to do so.
    private record Ready(Subject subject, ModelPack pack, @Nullable SideAdapter adapter) {
        @Nullable String adapterName() {
            String merged = pack.manifest().adapter();
            return adapter == null ? merged : (merged == null ? "" : merged + " + ") + adapter.identity();
        }
    }

    /// Answers every cell that has no answer yet.
    ///
    /// @param progress cells answered, of all
    /// @param answered called after each answer is on disk
    /// @throws ExperimentException BUSY, CHANGED, DAMAGED
    /// @throws java.util.concurrent.CancellationException when cancelled; the cell that was being written is not kept
    public void run(ExperimentFolder folder, Progress progress, Consumer<StoredAnswer> answered, Cancellation cancellation) throws IOException, EngineException {
        ExperimentPlan plan = folder.plan();
        try (ExperimentFolder.Writer writer = folder.take()) {
            Map<String, StoredAnswer> known = folder.answers();
            List<Cell> cells = plan.cells();
            long done = cells.stream().filter(cell -> known.containsKey(cell.id())).count();
            progress.at(done, cells.size());
            Ready ready = null;
            for (Cell cell : cells) {
                if (known.containsKey(cell.id())) {
                    continue;
                }
                cancellation.throwIfRequested();
                if (ready == null || !ready.subject().equals(cell.subject())) {
                    ready = ready(cell.subject());
                }
                StoredAnswer answer = answer(cell, ready, cancellation);
                // A stopped answer is not what the cell asks for.
                cancellation.throwIfRequested();
                writer.add(answer);
                known.put(answer.cell(), answer);
                answered.accept(answer);
                progress.at(++done, cells.size());
            }
        }
    }

    private Ready ready(Subject subject) throws IOException {
        ModelPack pack = models.find(subject.model());
        if (!pack.sha256().equals(subject.modelSha256())) {
            throw new ExperimentException(Reason.CHANGED, subject.label(), subject.model());
        }
        if (subject.adapter() == null) {
            return new Ready(subject, pack, null);
        }
        SideAdapter adapter = SideAdapter.open(Path.of(subject.adapter()), pack.manifest());
        if (!adapter.sha256().equals(subject.adapterSha256())) {
            throw new ExperimentException(Reason.CHANGED, subject.label(), subject.adapter());
        }
        return new Ready(subject, pack, adapter);
    }

    private StoredAnswer answer(Cell cell, Ready ready, Cancellation cancellation) throws EngineException {
        String question = cell.question().text();
        // Looked for in any case: what an answer says is held against the same sheet with and without the designer.
        Design sheet = designer.automatic(question, List.of(), Set.of());
        Design design = cell.designer() ? sheet : designer.off();
        SamplingSettings settings = cell.settings();
        record Written(Prompt prompt, Device device) {
        }
        Written written = generator.with(ready.pack(), model -> new Written(prompt(model, question, design, settings.maxTokens()), model.engine().device()));
        Prompt prompt = written.prompt();
        boolean silent = cell.designer() && design.state() == DesignerState.ABSTAIN && cell.afterTreatment() && ready.pack().manifest().traits().requiresEvidence();
        Generation answer = silent ? null : generator.generate(ready.pack(), ready.adapter(), cell.afterTreatment() ? LoopWatch.ON : LoopWatch.OFF,
                prompt.text(), settings, event -> { }, cancellation);
        Provenance provenance = new Provenance(ready.pack().name(), ready.pack().sha256(), ready.adapterName(), ready.pack().manifest().precision().key(),
                written.device().description(), written.device().threads(), settings, prompt.text(), prompt.tokens() + 2, prompt.droppedRounds(), design.state(),
                design.keywords(), design.evidence(), design.edition(), version);
        String text = answer == null ? "" : answer.text();
        Double support = sheet.evidence().stream().noneMatch(CitedEvidence::used) ? null
                : (Double) check.check(question, text, sheet.state(), sheet.evidence()).support();
        return new StoredAnswer(cell.id(), text, Sha256.of(text), answer == null ? FinishReason.ABSTAINED : answer.reason(),
                answer == null ? org.doctorglm.dialogue.Timings.NONE : answer.timings(), provenance, support,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /// Without a limit from the reading speed of the past: the same on every computer.
    private static Prompt prompt(LoadedModel model, String question, Design design, int wanted) {
        var traits = model.pack().manifest().traits();
        int context = model.engine().config().maxLength();
        int room = context - Math.clamp(wanted, LEAST_ROOM, Math.max(LEAST_ROOM, context / 4)) - 2;
        // A network that was trained with one form of the sheet is given that form.
        List<String> others = traits.requiresEvidence() ? List.of() : design.alternatives();
        return new PromptWriter(model.tokenizer()).write(question, List.of(), design.used(), others, new PromptBudget(room, traits.promptTokens(), traits.itemsPerLine()));
    }

    /// Writes a stored answer again from its provenance alone.
    ///
    /// @return whether the words are the same
    /// @throws ExperimentException UNKNOWN_CELL, CHANGED
    public boolean replay(ExperimentFolder folder, String cellId, Cancellation cancellation) throws IOException, EngineException {
        StoredAnswer was = folder.answers().get(cellId);
        Cell cell = folder.plan().cells().stream().filter(each -> each.id().equals(cellId)).findFirst().orElse(null);
        if (was == null || cell == null) {
            throw new ExperimentException(Reason.UNKNOWN_CELL, folder.name(), cellId);
        }
        if (was.reason() == FinishReason.ABSTAINED) {
            return was.text().isEmpty();
        }
        Ready ready = ready(cell.subject());
        Generation again = generator.generate(ready.pack(), ready.adapter(), cell.afterTreatment() ? LoopWatch.ON : LoopWatch.OFF, was.provenance().prompt(),
                was.provenance().settings(), event -> { }, cancellation);
        cancellation.throwIfRequested();
        return Objects.equals(again.text(), was.text()) && again.reason() == was.reason();
    }
}
