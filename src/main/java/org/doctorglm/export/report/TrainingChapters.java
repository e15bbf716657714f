package org.doctorglm.export.report;

import java.io.IOException;
import java.util.List;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.experiment.ResearchFacts.Trained;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Line;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.export.report.Report.Point;

/// Research questions 1 to 3: whether it can be trained, what that costs, and which adapter.
final class TrainingChapters extends Chapter {
    /// Curves that can still be told apart.
    private static final int CURVES = 4;

    TrainingChapters(ResearchFacts facts, ExportWords words) {
        super(facts, words);
    }

    List<Part> write() throws IOException {
        feasible();
        cost();
        adapters();
        return parts();
    }

    private void feasible() throws IOException {
        heading(1);
        List<Trained> measured = facts.runs().stream().filter(run -> !Double.isNaN(run.best())).toList();
        if (measured.isEmpty()) {
            missing("research.missing.runs");
        } else {
            table("research.runs", List.of("run", "model", "method", "steps", "first", "best", "fall", "state"), measured.stream().map(run -> row(run.name(),
                    run.model(), run.method(), run.steps() + " / " + run.planned(), number("%.3f", run.first()), number("%.3f", run.best()) + " @ " + run.bestStep(),
                    number("%.1f %%", 100 * (1 - run.best() / run.first())), words.get("research.state." + run.state()))).toList());
            add(new Part.Lines(words.get("research.curves"), words.get("research.column.steps"), measured.stream().limit(CURVES).map(TrainingChapters::curve).toList()));
        }
        shown("research.comparison", Layout.COMPARISON, "research.missing.comparison");
        shown("research.checkpoints", Layout.CHECKPOINTS, "research.missing.checkpoints");
    }

    private static Line curve(Trained run) {
        return new Line(run.name() + " · " + run.method(), run.looks().entrySet().stream().map(look -> new Point(look.getKey(), look.getValue())).toList());
    }

    private void shown(String heading, Layout layout, String missing) throws IOException {
        List<ExperimentAnswer> answers = newest(layout);
        if (answers.isEmpty()) {
            missing(missing);
        } else {
            groups(heading, answers, Axis.SUBJECT, Figure.ROUGE_L);
        }
    }

    private void cost() {
        heading(2);
        add(new Part.Words(words.get("research.paperCost")));
        List<Trained> timed = facts.runs().stream().filter(run -> run.hours() > 0).toList();
        if (timed.isEmpty()) {
            missing("research.missing.runs");
            return;
        }
        table("research.costs", List.of("run", "hours", "pairsPerHour", "hundredThousand"), timed.stream().map(run -> row(run.name(), number("%.3f", run.hours()),
                number("%.0f", run.pairsPerHour()), number("%.2f", 100_000 / run.pairsPerHour()))).toList());
    }

    private void adapters() throws IOException {
        heading(3);
        List<Trained> trained = facts.runs().stream().filter(run -> run.parameters() > 0).toList();
        if (trained.stream().map(Trained::method).distinct().count() < 2) {
            missing("research.missing.methods");
        }
        if (!trained.isEmpty()) {
            table("research.efficiency", List.of("run", "method", "parameters", "adapterBytes", "peak", "hours", "best"), trained.stream().map(run -> row(run.name(),
                    run.method(), run.parameters(), megabytes(run.adapterBytes()), megabytes(run.peakBytes()), number("%.3f", run.hours()),
                    Double.isNaN(run.best()) ? "–" : number("%.3f", run.best()))).toList());
        }
        List<ExperimentAnswer> compared = newest(Layout.ADAPTERS);
        List<String> subjects = names(compared, Axis.SUBJECT);
        if (subjects.size() < 2) {
            missing("research.missing.adapters");
            return;
        }
        groups("research.adapters", compared, Axis.SUBJECT, Figure.ROUGE_L);
        differences(compared, Axis.SUBJECT, subjects.get(0), subjects.get(1));
    }
}
