package org.doctorglm.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.app.RealExperiments;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.OutsideColumn;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.doctorglm.experiment.Setting;
import org.doctorglm.experiment.Subject;
import org.doctorglm.experiment.Subjects;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.TemporaryHome;
import org.jspecify.annotations.Nullable;

/// Experiments of the demo model for pictures: answered once, then shown in every language and theme.
final class ExperimentSamples {
    static final String GRID = "儿科 top-p 与温度";
    static final String COMPARISON = "int4 与 int8 与其他系统";
    static final String PART = "夜间长网格";
    static final String DAMAGED = "旧电脑带来的";
    private static @Nullable DoctorGlm services;

    private ExperimentSamples() {
    }

    static synchronized void open(FakeWorld world) throws IOException, EngineException {
        if (services == null) {
            services = make();
        }
        DoctorGlm home = services;
        // The one that is not finished is each time as far as it was at first.
        Path part = home.experiments().root().resolve(PART).resolve("answers.jsonl");
        Files.copy(home.directories().home().resolve("part.jsonl"), part, StandardCopyOption.REPLACE_EXISTING);
        world.experiments.store(RealExperiments.of(home, world.settings));
    }

    private static DoctorGlm make() throws IOException, EngineException {
        DoctorGlm home = TemporaryHome.open(Files.createTempDirectory("experiment-shots"));
        home.models().importFolder(DemoModel.SOURCE, Precision.INT8, "chatglm-mini-int8", Progress.NONE, new Cancellation());
        Subjects subjects = new Subjects(home.models());
        Subject small = subjects.find("chatglm-mini", null, null);
        Files.createDirectories(home.experiments().root().resolve(DAMAGED));
        Files.writeString(home.experiments().root().resolve(DAMAGED).resolve("plan.json"), "{");
        ExperimentFolder part = home.experiments().begin(PART, Presets.grid(PART, Presets.usualQuestions(), small, Presets.TOP_P, Presets.TEMPERATURES, 3, 96));
        Cancellation soon = new Cancellation();
        int[] answered = {0};
        try {
            home.experimentRunner().run(part, Progress.NONE, answer -> {
                if (++answered[0] == 40) {
                    soon.request();
                }
            }, soon);
        } catch (java.util.concurrent.CancellationException expected) {
            Files.copy(part.path().resolve("answers.jsonl"), home.directories().home().resolve("part.jsonl"));
        }
        List<PlannedQuestion> questions = List.of(
                new PlannedQuestion("Q1", "孩子四岁，嗓子疼，发烧两天，应该怎么办？", "儿科",
                        new PlannedQuestion.Reference("多饮水，注意休息；体温超过 38.5 ℃ 可按体重使用退热药；精神差、呼吸快或持续高热应及时就医。", "自编摘录，供演示", 2026)),
                new PlannedQuestion("Q2", "最近血压总是偏高，平时要注意什么？", "内科",
                        new PlannedQuestion.Reference("少盐，控制体重，适量运动，限酒戒烟，按时测量并记录血压，遵医嘱用药。", "自编摘录，供演示", 2025)));
        ExperimentPlan comparison = new ExperimentPlan(ExperimentPlan.FORMAT, COMPARISON, Layout.COMPARISON, questions,
                List.of(small, subjects.find("chatglm-mini-int8", null, null)), List.of(Setting.of(SamplingPreset.BALANCED)), List.of(true), List.of(0L, 1L, 2L), true,
                List.of(new OutsideColumn("其他系统", Map.of("Q1", "多喝水，多休息，体温高可以用退热药，必要时就医。", "Q2", "注意低盐饮食，适当运动，按时监测血压。"))));
        finish(home, COMPARISON, comparison);
        finish(home, GRID, Presets.grid(GRID, Presets.questions(List.of("孩子四岁，嗓子疼，发烧两天，应该怎么办？")), small, Presets.TOP_P, Presets.TEMPERATURES, 2, 32));
        return home;
    }

    private static void finish(DoctorGlm home, String name, ExperimentPlan plan) throws IOException, EngineException {
        home.experimentRunner().run(home.experiments().begin(name, plan), Progress.NONE, answer -> { }, new Cancellation());
    }
}
