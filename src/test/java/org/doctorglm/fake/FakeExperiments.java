package org.doctorglm.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.doctorglm.experiment.DesignerExperiment.Figure;
import org.doctorglm.experiment.DesignerExperiment.Pair;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.DesignerExperiment.Side;
import org.doctorglm.experiment.GroundedQuestion;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.experiment.ExperimentService;
import org.jspecify.annotations.Nullable;

/// An experiment with figures like those of the demo model; a gate can hold it.
public final class FakeExperiments implements ExperimentService {
    private volatile @Nullable Semaphore gate;
    private volatile boolean fails;

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

    @Override
    public Report designer(int questions, Progress progress, Cancellation cancellation) throws ExperimentException {
        progress.at(1, questions);
        Semaphore held = gate;
        while (held != null && !held.tryAcquire() && !cancellation.isRequested()) {
            Thread.onSpinWait();
        }
        cancellation.throwIfRequested();
        if (fails) {
            throw new ExperimentException("chatglm-mini", new IllegalStateException());
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
