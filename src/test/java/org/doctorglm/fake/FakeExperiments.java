package org.doctorglm.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.DesignerExperiment.Figure;
import org.doctorglm.experiment.DesignerExperiment.Pair;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.DesignerExperiment.Side;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.GroundedQuestion;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.experiment.ExperimentDraft;
import org.doctorglm.ui.experiment.ExperimentService;
import org.doctorglm.ui.experiment.StoredExperiment;
import org.jspecify.annotations.Nullable;

/// An experiment with figures like those of the demo model; a gate can hold it.
public final class FakeExperiments implements ExperimentService {
    private volatile @Nullable Semaphore gate;
    private volatile boolean fails;
    private volatile @Nullable ExperimentService stored;

    /// From now on an experiment waits after its first question.
    public void hold() {
        gate = new Semaphore(0);
    }

    /// No longer.
    public void let() {
        gate = null;
    }

    public void fail() {
        fails = true;
    }

    /// What is stored is that of a real home from now on.
    public void store(ExperimentService real) {
        stored = real;
    }

    @Override
    public List<StoredExperiment> list() throws IOException {
        ExperimentService real = stored;
        return real == null ? List.of() : real.list();
    }

    @Override
    public List<Candidate> models() throws IOException {
        ExperimentService real = stored;
        return real == null ? List.of(new Candidate("chatglm-mini", "int4", 40)) : real.models();
    }

    @Override
    public List<Run> runs() throws IOException {
        ExperimentService real = stored;
        return real == null ? List.of() : real.runs();
    }

    @Override
    public ExperimentPlan plan(Path file) throws IOException {
        return real().plan(file);
    }

    @Override
    public List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    @Override
    public void begin(ExperimentDraft draft) throws IOException {
        real().begin(draft);
    }

    @Override
    public void run(String name, Progress progress, Cancellation cancellation) throws IOException, EngineException {
        real().run(name, progress, cancellation);
    }

    @Override
    public List<ExperimentAnswer> answers(List<String> names) throws IOException {
        return real().answers(names);
    }

    @Override
    public boolean replay(ExperimentAnswer answer, Cancellation cancellation) throws IOException, EngineException {
        return real().replay(answer, cancellation);
    }

    @Override
    public int review(List<ExperimentAnswer> answers) throws IOException {
        return real().review(answers);
    }

    @Override
    public void export(List<String> names, Axis rows, Axis columns, boolean withAnswers, Form form, Path file) throws IOException {
        real().export(names, rows, columns, withAnswers, form, file);
    }

    @Override
    public void remove(String name) throws IOException {
        real().remove(name);
    }

    private ExperimentService real() throws IOException {
        ExperimentService real = stored;
        if (real == null) {
            throw new IOException("nothing is stored here");
        }
        return real;
    }

    @Override
    public Report designer(int questions, Progress progress, Cancellation cancellation) throws DesignerFailure {
        progress.at(1, questions);
        Semaphore held = gate;
        while (held != null && !held.tryAcquire() && !cancellation.isRequested()) {
            Thread.onSpinWait();
        }
        cancellation.throwIfRequested();
        if (fails) {
            throw new DesignerFailure("chatglm-mini", new IllegalStateException());
        }
        List<Pair> pairs = new ArrayList<>();
        for (String name : List.of("急性扁桃体炎", "痛风", "偏头痛", "荨麻疹", "带状疱疹")) {
            pairs.add(new Pair(new GroundedQuestion("x", name + "应该怎么治疗？", name + "的治疗包括休息、对症处理、按病因用药。多数患者经规范处理可以好转。"), name,
                    new Side(5.1, 0.42, 1, "您好，" + name + "一般采用休息、对症处理、按病因用药等治疗，请遵医嘱。"),
                    new Side(5.6, 0.12, 0, name + "的主要原因是多种因素，主要表现为多种症状。")));
        }
        return new Report("chatglm-mini", questions, 1, new Figure(5.307, 5.665, new Bootstrap.Interval(-0.477, -0.246)),
                new Figure(0.385, 0.119, new Bootstrap.Interval(0.248, 0.285)), new Figure(0.681, 0.121, new Bootstrap.Interval(0.494, 0.626)), pairs);
    }
}
