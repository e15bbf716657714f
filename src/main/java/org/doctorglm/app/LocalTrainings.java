package org.doctorglm.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.lint.DatasetLint;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.engine.EngineException;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Machine;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.NewRun;
import org.doctorglm.profile.ProfileCheck;
import org.doctorglm.profile.RunProfile;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.release.Publisher.Publication;
import org.doctorglm.training.LocalTraining.Compared;
import org.doctorglm.training.LocalTraining.Gain;
import org.doctorglm.training.MetricTable;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunQueue;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingCheck;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.training.TrainingDraft;
import org.doctorglm.ui.training.TrainingService;
import org.jspecify.annotations.Nullable;

/// The training pages' view of sets, packs and runs. What computes with libtorch runs in a program of its own.
final class LocalTrainings implements TrainingService {
    private static final int PROBE_STEPS = 3;
    private static final int PROBE_SHORTEST = 4;

    private final DoctorGlm services;
    private final UiSettings settings;

    LocalTrainings(DoctorGlm services, UiSettings settings) {
        this.services = services;
        this.settings = settings;
    }

    private TrainerProcess trainer() {
        return new TrainerProcess(services.directories(), Language.of(settings.get("language").orElse("")).code());
    }

    @Override
    public List<Dataset> data() throws IOException {
        return services.datasets().list();
    }

    @Override
    public List<Base> bases() {
        return services.models().list().stream().filter(pack -> pack.tokenizer().isPresent() && pack.manifest().prefixTokens() == 0).map(LocalTrainings::base)
                .toList();
    }

    private static Base base(ModelPack pack) {
        Precision precision = pack.manifest().precision();
        return new Base(pack.name(), precision, pack.bytes(), pack.manifest().config(), precision == Precision.FP32 || precision == Precision.FP16);
    }

    @Override
    public List<DepartmentProfile> profiles() throws IOException {
        return services.profiles().list();
    }

    @Override
    public List<MissingPart> missing(DepartmentProfile profile, Cancellation cancellation) throws IOException {
        return new ProfileCheck(services.models(), services.datasets()).missing(profile, cancellation);
    }

    @Override
    public TrainingCheck check(TrainingDraft draft, Cancellation cancellation) throws IOException {
        return services.training().check(draft.model(), draft.data(), draft.effective(), cancellation);
    }

    @Override
    public LintReport lint(String data, Progress progress, Cancellation cancellation) throws IOException {
        return new DatasetLint(services.datasets()).run(data, Split.USUAL, progress, cancellation);
    }

    @Override
    public Room room() throws IOException {
        return new Room(Machine.freeMemoryBytes(), Files.getFileStore(services.directories().home()).getUsableSpace());
    }

    @Override
    public StepTimes probe(TrainingDraft draft, TrainingCheck check, Cancellation cancellation) throws IOException {
        int learned = Math.max(PROBE_SHORTEST / 2, check.learned().median());
        int fed = Math.max(learned + PROBE_SHORTEST / 2, check.fed().median());
        List<String> verb = new ArrayList<>(List.of("train", "bench", draft.model(), "--steps", String.valueOf(PROBE_STEPS), "--sample-tokens",
                String.valueOf(fed), "--learned", String.valueOf(learned), "--recipe", draft.effective().name()));
        for (Map.Entry<String, String> value : draft.recipe().entrySet()) {
            if (!value.getKey().equals("recipe")) {
                verb.addAll(List.of("--set", value.getKey() + "=" + value.getValue()));
            }
        }
        JsonNode json = trainer().ask(verb, cancellation);
        return new StepTimes(json.path("stepMs").asDouble(), json.path("productsMs").asDouble(), json.path("tokensPerStep").asLong(),
                json.path("peakResidentBytes").asLong());
    }

    @Override
    public RunFolder begin(String name, TrainingDraft draft) throws IOException {
        List<Probe> own = draft.profile().isEmpty() ? List.of() : NewRun.of(services.profiles().find(draft.profile())).probes();
        return services.training().begin(name, draft.model(), draft.data(), draft.effective(), own);
    }

    @Override
    public void start(RunFolder run) throws IOException {
        trainer().train(run.name());
    }

    @Override
    public void enqueue(RunFolder run) throws IOException {
        RunQueue queue = services.training().queue();
        queue.add(run);
        // Whoever trains looks at the queue after his run has let go of its lock: asked in this order, no run is ever left waiting for nobody.
        if (queue.training().isEmpty()) {
            trainer().queue();
        }
    }

    @Override
    public void dequeue(RunFolder run) throws IOException {
        services.training().queue().remove(run);
    }

    @Override
    public void startQueue() throws IOException {
        trainer().queue();
    }

    @Override
    public List<RunFolder> runs() throws IOException {
        return services.training().runs().list();
    }

    @Override
    public Gain gain(RunFolder run, long step, Cancellation cancellation) throws IOException {
        JsonNode json = trainer().ask(List.of("train", "evaluate", run.name(), "--checkpoint", String.valueOf(step)), cancellation);
        Bootstrap.Interval change = new Bootstrap.Interval(json.path("low").asDouble(), json.path("high").asDouble());
        return new Gain(json.path("step").asLong(), json.path("samples").asInt(), json.path("tokens").asLong(), json.path("base").asDouble(),
                json.path("tuned").asDouble(), change);
    }

    @Override
    public MetricTable metrics(RunFolder run, int questions, Cancellation cancellation) throws IOException {
        return MetricTables.of(trainer().ask(List.of("train", "compare", run.name(), "--metrics", String.valueOf(questions)), cancellation));
    }

    @Override
    public List<Compared> compare(RunFolder run, long step, List<String> questions, Cancellation cancellation) throws IOException {
        try (ScratchFolder scratch = new ScratchFolder("compare")) {
            // In a file: what a program was started with can be read by everybody on this computer.
            Path file = scratch.path().resolve("questions.txt");
            Files.write(file, questions.stream().map(question -> question.replaceAll("\\R", " ")).toList(), StandardCharsets.UTF_8);
            JsonNode json = trainer().ask(List.of("train", "compare", run.name(), "--checkpoint", String.valueOf(step), "--questions", file.toString()),
                    cancellation);
            List<Compared> compared = new ArrayList<>();
            json.path("answers").forEach(one -> compared.add(new Compared(one.path("question").asText(), one.path("base").asText(), one.path("tuned").asText())));
            return compared;
        }
    }

    @Override
    public void export(RunFolder run, long step, Path folder) throws IOException {
        services.training().export(run, step, folder);
    }

    @Override
    public Published publish(RunFolder run, long step, @Nullable Path base, Precision precision, String name, Progress progress, Cancellation cancellation)
            throws IOException, EngineException {
        Publication made = services.runPublisher().publish(run, step, base, precision, name, progress, cancellation);
        return new Published(made.pack().name(), made.card(), made.passed());
    }

    @Override
    public List<String> departments(String data) throws IOException {
        return new RunProfile(services.datasets()).departments(data);
    }

    @Override
    public void saveProfile(String name, List<String> departments, RunFolder run, long step, String pack, Cancellation cancellation) throws IOException {
        PromptTemplate template = new SettingsTemplates(services.settings()).template();
        services.profiles().save(new RunProfile(services.datasets()).of(name, departments, run, step, services.models().find(pack), template, cancellation), false);
    }

    @Override
    public void copyOut(String pack, Path folder, Progress progress, Cancellation cancellation) throws IOException {
        services.models().copyOut(pack, folder, progress, cancellation);
    }

    @Override
    public void use(String pack) throws IOException, EngineException {
        ModelPack chosen = services.models().find(pack);
        services.settings().put(DoctorGlm.ACTIVE_MODEL, pack);
        services.activeProfile().leave();
        // Loaded now, so that the next question does not wait for it.
        services.generator().load(chosen);
    }
}
