package org.doctorglm.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.OverlapMetric;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.training.Alarm;
import org.doctorglm.training.LocalTraining.Compared;
import org.doctorglm.training.LocalTraining.Gain;
import org.doctorglm.training.MetricTable;
import org.doctorglm.training.Probe;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunEnd;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunQueue;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingCheck;
import org.doctorglm.training.TrainingRuns;
import org.doctorglm.ui.training.TrainingDraft;
import org.doctorglm.ui.training.TrainingService;
import org.jspecify.annotations.Nullable;

/// Sets, bases and runs of a workstation, the runs as real folders. Nothing is trained: whoever starts a run finds it waiting.
public final class FakeTraining implements TrainingService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GIB = 1L << 30;

    private final TrainingRuns runs = new TrainingRuns(temporary());
    private final List<FileChannel> trainers = new ArrayList<>();
    private boolean filled;
    /// Bytes that a trainer may take.
    public long memory = 70 * GIB;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("runs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Three runs: one goes on, one came to its end, one was ended by the guard.
    public void fill() {
        filled = true;
        try {
            write("儿科-基线", 1800, 1800, false, new RunFolder.Ended(RunEnd.FINISHED, 1800));
            write("儿科-学习率过高", 4000, 310, true, new RunFolder.Ended(RunEnd.GUARD, 310));
            RunFolder now = write("儿科-稳妥", 2400, 1460, false, null);
            FileChannel lock = FileChannel.open(now.path().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            trainers.add(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A run that trained a whole network, on a base that nothing could be merged into.
    public void fillWhole() {
        try {
            write("小模型-全参数", new RunFile(RecipeText.of(Recipe.SMALL_FULL), "doctorglm-int4", "0".repeat(64), "儿科门诊问答", "1".repeat(64), 8640, 960, 300, "0.1.0"), 300,
                    false, new RunFolder.Ended(RunEnd.FINISHED, 300));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunFolder write(String name, long steps, int done, boolean wild, RunFolder.@Nullable Ended end) throws IOException {
        return write(name, new RunFile(RecipeText.of(wild ? Recipe.PAPER_LORA : Recipe.SMALL_SAFE), "chatglm-6b-fp16", "0".repeat(64), "儿科门诊问答",
                "1".repeat(64), 8640, 960, steps, "0.1.0"), done, wild, end);
    }

    private RunFolder write(String name, RunFile file, int done, boolean wild, RunFolder.@Nullable Ended end) throws IOException {
        RunFolder run = runs.create(name, file);
        StringBuilder lines = new StringBuilder();
        double best = Double.POSITIVE_INFINITY;
        long bestStep = 0;
        for (int step = 1; step <= done; step++) {
            double noise = ((step * 7919L) % 101 - 50) / 900.0;
            double loss = wild && step > 150 ? 2.1 + Math.pow((step - 150) / 60.0, 1.6) : 2.05 + 1.25 * Math.exp(-step / 380.0) + noise;
            line(lines, new RunEvent.Step(step, loss, 8e-4, 0.4 + Math.abs(noise), 812, 1310));
            if (step % 100 == 0) {
                double heldOut = loss - noise + (wild ? 0 : 0.09);
                line(lines, new RunEvent.Look(step, heldOut, 0.04 + step * 1e-4));
                if (heldOut < best) {
                    best = heldOut;
                    bestStep = step;
                }
                if (step % 500 == 0 || wild) {
                    line(lines, new RunEvent.Probed(step, answers(wild && step > 200)));
                }
            }
            if (wild && step == done) {
                line(lines, new RunEvent.Alarmed(step, new Alarm(Alarm.Signal.LOSS, loss, 3.4, true)));
                line(lines, new RunEvent.Alarmed(step, new Alarm(Alarm.Signal.REPETITION, 0.8, 0.35, false)));
            } else if (!wild && step == 700) {
                line(lines, new RunEvent.Alarmed(step, new Alarm(Alarm.Signal.REPETITION, 0.41, 0.35, false)));
            }
        }
        Files.writeString(run.path().resolve("events.jsonl"), lines);
        Files.write(run.path().resolve("best.json"), JSON.writeValueAsBytes(new RunFolder.Best(bestStep, best)));
        Files.createFile(run.path().resolve("checkpoints").resolve("step-%09d.safetensors".formatted(bestStep)));
        if (end != null) {
            Files.write(run.path().resolve("end.json"), JSON.writeValueAsBytes(end));
        }
        return run;
    }

    private static void line(StringBuilder lines, RunEvent event) throws IOException {
        lines.append(JSON.writeValueAsString(event)).append('\n');
    }

    private static List<Probe.Answer> answers(boolean collapsed) {
        List<Probe.Answer> answers = new ArrayList<>();
        List<String> sound = List.of("中国的首都是北京。", "孩子发烧两天伴嗓子疼，常见的是急性咽炎或扁桃体炎。建议多喝水，测体温，超过 38.5 ℃ 或精神差时请就诊。",
                "建议少盐饮食，规律作息，每天固定时间测量血压并记录，两周后带着记录复诊。");
        for (int i = 0; i < sound.size(); i++) {
            String text = collapsed ? "在北京、上海、南京、8、8、8、8、8、8、8、8、8、8、8、8、8" : sound.get(i);
            answers.add(new Probe.Answer(Probe.USUAL.get(i), text, collapsed ? 96 : 38, !collapsed));
        }
        return answers;
    }

    @Override
    public List<Dataset> data() throws IOException {
        if (!filled) {
            return List.of();
        }
        return List.of(new Dataset(DatasetDetails.named("儿科门诊问答").stating("zh", "院内使用", Origin.REAL, "本院儿科 2024 年门诊", -1), Instant.EPOCH, List.of(), 9600, 14210,
                List.of("儿科"), null), new Dataset(DatasetDetails.named("CMD").stating("zh", "MIT", Origin.REAL, "Chinese-medical-dialogue-data", 792_099), Instant.EPOCH,
                List.of(), 792_099, 792_099, List.of("妇产科", "内科", "男科", "儿科", "外科", "肿瘤科"), null));
    }

    @Override
    public List<Base> bases() {
        return filled ? List.of(new Base("chatglm-6b-fp16", Precision.FP16, 12_400_000_000L, FakeModels.RELEASED, true),
                new Base("doctorglm-int4", Precision.INT4, 3_690_000_000L, FakeModels.RELEASED, false)) : List.of();
    }

    /// Profiles that can be begun with.
    public final List<DepartmentProfile> departments = new ArrayList<>();

    /// One of pediatrics whose set is here, and one whose set and base are not.
    public void fillProfiles() {
        departments.add(profile("儿科", "儿科门诊问答", "chatglm-6b-fp16"));
        departments.add(profile("皮肤科", "皮肤科问答", "chatglm-6b-v2"));
    }

    private static DepartmentProfile profile(String name, String set, String base) {
        DepartmentProfile.Learned learned = new DepartmentProfile.Learned(new DepartmentProfile.Part(set, "1".repeat(64)), org.doctorglm.dataset.filter.Filter.NONE);
        DepartmentProfile.Trained trained = new DepartmentProfile.Trained("旧", new DepartmentProfile.Part(base, "2".repeat(64)), 1200, "1".repeat(64),
                RecipeText.of(Recipe.PAPER_P_TUNING));
        return new DepartmentProfile(name, 1, List.of(name), learned, null, null, trained, List.of(new Probe("孩子发烧到多少度要去医院？", "38.5")), null, "");
    }

    @Override
    public List<DepartmentProfile> profiles() {
        return List.copyOf(departments);
    }

    @Override
    public List<MissingPart> missing(DepartmentProfile profile, Cancellation cancellation) throws IOException {
        String set = profile.data().set().name();
        return data().stream().anyMatch(one -> one.name().equals(set)) ? List.of() : List.of(new MissingPart(MissingPart.Kind.NO_SET, set));
    }

    @Override
    public TrainingCheck check(TrainingDraft draft, Cancellation cancellation) throws IOException {
        int limit = draft.effective().answerTokens();
        return new TrainingCheck(9600, 12_780, 1430, 96, limit < 240 ? 8640 : 12, 410, new TrainingCheck.Spread(214, 388, 768), new TrainingCheck.Spread(96, 171, 240));
    }

    @Override
    public LintReport lint(String data, Progress progress, Cancellation cancellation) {
        Map<Finding, Long> counts = new EnumMap<>(Map.of(Finding.EXACT_DUPLICATE, 212L, Finding.NEAR_DUPLICATE, 84L, Finding.LEAKAGE, 9L, Finding.CUT_ANSWER, 31L,
                Finding.BOILERPLATE, 402L, Finding.NAME, 17L, Finding.PHONE, 3L, Finding.DOSE, 655L));
        return new LintReport(data, 9600, counts, List.of(), Map.of(), Split.USUAL);
    }

    @Override
    public Room room() {
        return new Room(memory, 412 * GIB);
    }

    @Override
    public StepTimes probe(TrainingDraft draft, TrainingCheck check, Cancellation cancellation) {
        return new StepTimes(1310, 900, 1712, 31 * GIB);
    }

    @Override
    public RunFolder begin(String name, TrainingDraft draft) throws IOException {
        return runs.create(name, new RunFile(draft.recipe(), draft.model(), "0".repeat(64), draft.data(), "1".repeat(64), 12_780, 1430,
                draft.effective().steps(12_780), "0.1.0"));
    }

    @Override
    public void start(RunFolder run) {
        // Nobody trains here.
    }

    @Override
    public void enqueue(RunFolder run) throws IOException {
        new RunQueue(runs).add(run);
    }

    @Override
    public void dequeue(RunFolder run) throws IOException {
        new RunQueue(runs).remove(run);
    }

    @Override
    public void startQueue() {
        // Nobody trains here.
    }

    @Override
    public List<RunFolder> runs() throws IOException {
        return runs.list();
    }

    @Override
    public Gain gain(RunFolder run, long step, Cancellation cancellation) {
        return new Gain(step, 1430, 131_204, 2.741, 2.163, new Bootstrap.Interval(-0.604, -0.551));
    }

    @Override
    public MetricTable metrics(RunFolder run, int questions, Cancellation cancellation) throws IOException {
        List<MetricTable.Row> rows = new ArrayList<>();
        rows.add(row(0, 0));
        for (long step : new org.doctorglm.training.RunCheckpoints(run).steps()) {
            rows.add(row(step, 0.061 + rows.size() * 0.004));
        }
        return new MetricTable(questions, 256, rows);
    }

    /// The last figure falls, so that both directions are seen.
    private static MetricTable.Row row(long step, double better) {
        Map<OverlapMetric, MetricTable.Figure> figures = new EnumMap<>(OverlapMetric.class);
        for (OverlapMetric metric : OverlapMetric.values()) {
            double change = metric == OverlapMetric.CHRF ? -better : metric == OverlapMetric.ROUGE2 ? better / 10 : better;
            double mean = 0.31 - 0.03 * metric.ordinal() + change;
            figures.put(metric, new MetricTable.Figure(mean, new Bootstrap.Interval(mean - 0.021, mean + 0.021),
                    step == 0 ? null : new MetricTable.Change(change, new Bootstrap.Interval(change - 0.018, change + 0.018))));
        }
        return new MetricTable.Row(step, figures);
    }

    @Override
    public List<Compared> compare(RunFolder run, long step, List<String> questions, Cancellation cancellation) {
        return questions.stream().map(question -> new Compared(question, "您好，请问具体有什么症状？建议您咨询专业医生。", "您好，根据描述考虑急性上呼吸道感染。建议多饮水、注意休息，"
                + "监测体温；如持续高热超过三天或精神差，请及时到儿科就诊。")).toList();
    }

    @Override
    public void export(RunFolder run, long step, Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public Published publish(RunFolder run, long step, @Nullable Path base, Precision precision, String name, Progress progress, Cancellation cancellation) {
        boolean passes = precision != Precision.INT4;
        LossCard.Writing writing = new LossCard.Writing(0.04, 0);
        return new Published(name, new LossCard("0", "1", new LossCard.Loss(2.163, passes ? 2.168 : 2.241), 0.962, new LossCard.Divergence(0.011, 0.2),
                new LossCard.Answers(10, 8, writing, writing), 40_000, "2", 31), passes);
    }

    @Override
    public List<String> departments(String data) throws IOException {
        return data().stream().filter(set -> set.name().equals(data)).flatMap(set -> set.departments().stream()).toList();
    }

    /// Profiles that were saved, each as `name departments run step pack`.
    public final List<String> profiles = new ArrayList<>();

    @Override
    public void saveProfile(String name, List<String> departments, RunFolder run, long step, String pack, Cancellation cancellation) throws IOException {
        String line = name + " " + departments + " " + run.name() + " " + step + " " + pack;
        if (profiles.stream().anyMatch(one -> one.startsWith(name + " "))) {
            throw new ProfileException(ProfileException.Reason.EXISTS, name, "");
        }
        profiles.add(line);
    }

    @Override
    public void copyOut(String pack, Path folder, Progress progress, Cancellation cancellation) throws IOException {
        Path copy = folder.resolve(pack);
        if (Files.exists(copy)) {
            throw new ModelException(ModelException.Reason.EXISTS, pack, folder.toString());
        }
        Files.createDirectories(copy);
    }

    @Override
    public void use(String pack) {
        // Nothing is loaded here.
    }
}
