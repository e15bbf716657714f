package org.doctorglm.export.report;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Objects;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.experiment.ResearchFacts.Packed;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Fact;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.metrics.Repetition;

/// Research questions 4 and 5: what the prompt designer does, and what it is like on this computer; with how answers are drawn, and rounding.
final class DeploymentChapters extends Chapter {
    private static final double ANSWER_TOKENS = 200;

    DeploymentChapters(ResearchFacts facts, ExportWords words) {
        super(facts, words);
    }

    /// @param machine what the self-test found out about this computer
    List<Part> write(List<Fact> machine) throws IOException {
        designer();
        deployment(machine);
        precision();
        grid();
        return parts();
    }

    private void designer() throws IOException {
        heading(4);
        List<ExperimentAnswer> both = newest(Layout.DESIGNER);
        if (names(both, Axis.DESIGNER).size() < 2) {
            missing("research.missing.designer");
            return;
        }
        groups("research.designer", both, Axis.DESIGNER, Figure.SUPPORT);
        differences(both, Axis.DESIGNER, "off", "on");
    }

    private void deployment(List<Fact> machine) {
        heading(5);
        add(new Part.Facts(machine));
        add(new Part.Heading(2, words.get("research.limits")));
        table("research.limitsWords", List.of("limit", "now"), List.of(row(words.get("research.limit.1"), repetition()), row(words.get("research.limit.2"), latency()),
                row(words.get("research.limit.3"), rounding()), row(words.get("research.limit.4"), stopping())));
    }

    private void precision() throws IOException {
        List<ExperimentAnswer> answers = newest(Layout.PRECISION);
        List<String> precisions = names(answers, Axis.PRECISION);
        if (precisions.size() < 2) {
            missing("research.missing.precision");
            return;
        }
        groups("research.precision", answers, Axis.PRECISION, Figure.ROUGE_L);
        differences(answers, Axis.PRECISION, precisions.getFirst(), precisions.getLast());
    }

    private void grid() throws IOException {
        List<ExperimentAnswer> answers = newest(Layout.GRID);
        if (answers.isEmpty()) {
            missing("research.missing.grid");
            return;
        }
        add(new Part.Heading(2, words.get("research.grid")));
        add(new Part.Words(words.get("experiment.gridNote")));
        new ExperimentTables(words).figures(FigureTable.of(answers, Axis.TOP_P, Axis.TEMPERATURE, List.of(Figure.DISTINCT_2, Figure.REPETITION, Figure.LENGTH)))
                .forEach(this::add);
    }

    private String repetition() {
        List<ExperimentAnswer> bare = facts.answers().stream().filter(answer -> answer.stored() != null && !guarded(answer)).toList();
        List<ExperimentAnswer> guarded = facts.answers().stream().filter(answer -> answer.stored() != null && guarded(answer)).toList();
        return bare.isEmpty() || guarded.isEmpty() ? words.get("research.limit.unmeasured")
                : MessageFormat.format(words.get("research.limit.repetition"), mean(bare), mean(guarded), bare.size(), guarded.size());
    }

    /// Whether anything stood against repetition when it was written.
    private static boolean guarded(ExperimentAnswer answer) {
        return answer.setting() != null && (answer.setting().values().dryMultiplier() > 0 || answer.setting().values().repetitionPenalty() > 1);
    }

    private static String mean(List<ExperimentAnswer> answers) {
        return number("%.3f", answers.stream().mapToDouble(answer -> Repetition.of(List.of(answer.text()))).average().orElse(0));
    }

    private String latency() {
        double[] seconds = facts.answers().stream().map(ExperimentAnswer::stored).filter(Objects::nonNull)
                .filter(stored -> !stored.timings().promptReused() && stored.timings().firstTokenMs() > 0 && stored.timings().decodeTokensPerSecond() > 0)
                .mapToDouble(stored -> stored.timings().firstTokenMs() / 1000 + ANSWER_TOKENS / stored.timings().decodeTokensPerSecond()).sorted().toArray();
        return seconds.length == 0 ? words.get("research.limit.unmeasured")
                : MessageFormat.format(words.get("research.limit.latency"), number("%.2f", seconds[seconds.length / 2]), seconds.length);
    }

    private String rounding() {
        List<Packed> measured = facts.packs().stream().filter(pack -> pack.increase() != null).toList();
        return measured.isEmpty() ? words.get("research.limit.unmeasured") : String.join("\n", measured.stream().map(pack -> MessageFormat.format(
                words.get(pack.failed() ? "research.limit.failed" : "research.limit.passed"), pack.name(), pack.precision(), pack.adapter() == null ? "–" : pack.adapter(),
                number("%+.2f %%", 100 * Objects.requireNonNull(pack.increase())))).toList());
    }

    private String stopping() {
        long alarmed = facts.runs().stream().filter(run -> run.alarms() > 0).count();
        return facts.runs().isEmpty() ? words.get("research.limit.unmeasured") : MessageFormat.format(words.get("research.limit.stopping"), facts.runs().size(), alarmed);
    }
}
