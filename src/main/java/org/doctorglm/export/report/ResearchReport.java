package org.doctorglm.export.report;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.PairedDifference;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.experiment.ResearchFacts.Packed;
import org.doctorglm.experiment.ResearchFacts.Trained;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Fact;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.Repetition;

/// The paper's five research questions, answered from what is stored: tables, intervals, settings and hashes. What is missing is named, with what would fill it.
public final class ResearchReport {
    /// Differences of shares that nobody would mind; the margin of the equivalence test.
    private static final double MARGIN = 0.05;
    private static final double ANSWER_TOKENS = 200;
    private static final List<Figure> QUALITY = List.of(Figure.SUPPORT, Figure.ROUGE_L, Figure.CHRF, Figure.REPETITION);

    private final ResearchFacts facts;
    private final ExportWords words;
    private final List<Part> parts = new ArrayList<>();

    private ResearchReport(ResearchFacts facts, ExportWords words) {
        this.facts = facts;
        this.words = words;
    }

    /// @param machine what the self-test found out about this computer
    public static Report of(ResearchFacts facts, List<Fact> machine, ExportWords words) throws IOException {
        ResearchReport report = new ResearchReport(facts, words);
        report.feasible();
        report.cost();
        report.adapters();
        report.designer();
        report.deployment(machine);
        report.sources();
        return new Report(words.get("research.title"), words.get("notice"), report.parts);
    }

    /// Research question 1.
    private void feasible() {
        heading(1);
        List<Trained> measured = facts.runs().stream().filter(run -> !Double.isNaN(run.best())).toList();
        if (measured.isEmpty()) {
            missing("research.missing.runs");
            return;
        }
        parts.add(new Part.Table(words.get("research.runs"), columns("run", "model", "method", "steps", "first", "best", "fall", "state"), measured.stream().map(run -> List.of(run.name(),
                run.model(), run.method(), run.steps() + " / " + run.planned(), number("%.3f", run.first()), number("%.3f", run.best()) + " @ " + run.bestStep(),
                number("%.1f %%", 100 * (1 - run.best() / run.first())), words.get("research.state." + run.state()))).toList()));
    }

    /// Research question 2.
    private void cost() {
        heading(2);
        parts.add(new Part.Words(words.get("research.paperCost")));
        List<Trained> timed = facts.runs().stream().filter(run -> run.hours() > 0).toList();
        if (timed.isEmpty()) {
            missing("research.missing.runs");
            return;
        }
        parts.add(new Part.Table(words.get("research.costs"), columns("run", "hours", "pairsPerHour", "hundredThousand"), timed.stream().map(run -> List.of(run.name(),
                number("%.3f", run.hours()), number("%.0f", run.pairsPerHour()), number("%.2f", 100_000 / run.pairsPerHour()))).toList()));
    }

    /// Research question 3.
    private void adapters() throws IOException {
        heading(3);
        List<Trained> trained = facts.runs().stream().filter(run -> run.parameters() > 0).toList();
        if (trained.stream().map(Trained::method).distinct().count() < 2) {
            missing("research.missing.methods");
        }
        if (!trained.isEmpty()) {
            parts.add(new Part.Table(words.get("research.efficiency"), columns("run", "method", "parameters", "adapterBytes", "hours", "best"), trained.stream().map(run -> List.of(
                    run.name(), run.method(), String.valueOf(run.parameters()), number("%.2f MB", run.adapterBytes() / 1e6), number("%.3f", run.hours()),
                    Double.isNaN(run.best()) ? "–" : number("%.3f", run.best()))).toList()));
        }
        List<ExperimentAnswer> compared = of(Layout.ADAPTERS);
        List<String> subjects = subjects(compared);
        if (subjects.size() < 2) {
            missing("research.missing.adapters");
            return;
        }
        differences(compared, Axis.SUBJECT, subjects.get(0), subjects.get(1));
    }

    /// Research question 4.
    private void designer() throws IOException {
        heading(4);
        List<ExperimentAnswer> both = of(Layout.DESIGNER);
        if (both.stream().map(ExperimentAnswer::designer).distinct().count() < 2) {
            missing("research.missing.designer");
            return;
        }
        differences(both, Axis.DESIGNER, "off", "on");
    }

    private void differences(List<ExperimentAnswer> answers, Axis axis, String first, String second) {
        ExperimentTables tables = new ExperimentTables(words);
        List<List<String>> rows = new ArrayList<>();
        for (Figure figure : QUALITY) {
            PairedDifference paired = PairedDifference.of(answers, axis, first, second, figure);
            if (paired != null) {
                Bootstrap.Interval interval = paired.difference();
                String verdict = paired.equivalent(MARGIN) ? "equal" : interval.excludesZero() ? "different" : "open";
                rows.add(List.of(tables.name(figure), String.valueOf(paired.pairs()), number("%.3f", paired.first()), number("%.3f", paired.second()),
                        number("%+.3f", interval.low()) + " … " + number("%+.3f", interval.high()), words.get("research.verdict." + verdict)));
            }
        }
        List<String> header = List.of(words.get("research.column.figure"), words.get("research.column.pairs"), label(axis, first), label(axis, second),
                words.get("research.column.difference"), words.get("research.column.verdict"));
        parts.add(new Part.Table(MessageFormat.format(words.get("research.equivalence"), number("%.2f", MARGIN)), header, rows));
    }

    /// Research question 5.
    private void deployment(List<Fact> machine) {
        heading(5);
        parts.add(new Part.Facts(machine));
        parts.add(new Part.Heading(2, words.get("research.limits")));
        parts.add(new Part.Table(words.get("research.limitsWords"), columns("limit", "now"), List.of(List.of(words.get("research.limit.1"), repetition()),
                List.of(words.get("research.limit.2"), latency()), List.of(words.get("research.limit.3"), rounding()), List.of(words.get("research.limit.4"), stopping()))));
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

    private String latency() {
        double[] seconds = facts.answers().stream().map(ExperimentAnswer::stored).filter(java.util.Objects::nonNull)
                .filter(stored -> !stored.timings().promptReused() && stored.timings().firstTokenMs() > 0 && stored.timings().decodeTokensPerSecond() > 0)
                .mapToDouble(stored -> stored.timings().firstTokenMs() / 1000 + ANSWER_TOKENS / stored.timings().decodeTokensPerSecond()).sorted().toArray();
        return seconds.length == 0 ? words.get("research.limit.unmeasured")
                : MessageFormat.format(words.get("research.limit.latency"), number("%.2f", seconds[seconds.length / 2]), seconds.length);
    }

    private String rounding() {
        List<Packed> measured = facts.packs().stream().filter(pack -> pack.increase() != null).toList();
        return measured.isEmpty() ? words.get("research.limit.unmeasured") : String.join("\n", measured.stream().map(pack -> MessageFormat.format(
                words.get(pack.failed() ? "research.limit.failed" : "research.limit.passed"), pack.name(), pack.precision(), pack.adapter() == null ? "–" : pack.adapter(),
                number("%+.2f %%", 100 * java.util.Objects.requireNonNull(pack.increase())))).toList());
    }

    private String stopping() {
        long alarmed = facts.runs().stream().filter(run -> run.alarms() > 0).count();
        return facts.runs().isEmpty() ? words.get("research.limit.unmeasured") : MessageFormat.format(words.get("research.limit.stopping"), facts.runs().size(), alarmed);
    }

    /// What everything above was made of.
    private void sources() throws IOException {
        parts.add(new Part.Heading(1, words.get("research.sources")));
        for (ExperimentFolder folder : facts.experiments()) {
            parts.addAll(ExperimentReport.about(folder, words));
        }
        parts.add(new Part.Facts(facts.packs().stream().map(pack -> new Fact(pack.name(), pack.precision() + " · " + pack.sha256())).toList()));
    }

    private List<ExperimentAnswer> of(Layout layout) throws IOException {
        List<String> names = new ArrayList<>();
        for (ExperimentFolder folder : facts.experiments()) {
            if (folder.plan().layout() == layout) {
                names.add(folder.name());
            }
        }
        // The newest one: others are compared by `experiment table`.
        return names.isEmpty() ? List.of() : facts.answers().stream().filter(answer -> answer.stored() != null && answer.experiment().equals(names.getFirst())).toList();
    }

    private static List<String> subjects(List<ExperimentAnswer> answers) {
        return answers.stream().map(ExperimentAnswer::subject).distinct().toList();
    }

    private static String mean(List<ExperimentAnswer> answers) {
        return number("%.3f", answers.stream().mapToDouble(answer -> Repetition.of(List.of(answer.text()))).average().orElse(0));
    }

    private void heading(int question) {
        parts.add(new Part.Heading(1, words.get("research.question." + question)));
    }

    private void missing(String key) {
        parts.add(new Part.Warning(words.get(key)));
    }

    private List<String> columns(String... names) {
        return Stream.of(names).map(name -> words.get("research.column." + name)).toList();
    }

    private String label(Axis axis, String value) {
        return axis == Axis.DESIGNER ? words.get("designer." + value) : value;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
