package org.doctorglm.export.report;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.Subject;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Fact;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.review.Annotation;

/// Stored experiments as a document: what was asked of whom, figures, and the answers with the marks of reviewers.
public final class ExperimentReport {
    private ExperimentReport() {
    }

    /// @param experiments one, or several to be compared
    /// @param rows null for what their layout shows first
    /// @param columns null for what their layout shows first
    /// @param withAnswers whether every answer is written out
    /// @param marks by the answer's id in review
    /// @throws org.doctorglm.experiment.ExperimentException NO_ANSWERS, DAMAGED
    public static Report of(List<ExperimentFolder> experiments, @org.jspecify.annotations.Nullable Axis rows, @org.jspecify.annotations.Nullable Axis columns,
                            boolean withAnswers, Map<String, List<Annotation>> marks, ExportWords words) throws IOException {
        List<Part> parts = new ArrayList<>();
        List<ExperimentAnswer> answers = new ArrayList<>();
        Layout layout = experiments.getFirst().plan().layout();
        for (ExperimentFolder folder : experiments) {
            answers.addAll(folder.placed());
        }
        Axis down = rows == null ? Axis.rows(layout) : rows;
        Axis across = columns != null ? columns : rows == null && layout == Layout.GRID ? Axis.TEMPERATURE : down;
        FigureTable table = FigureTable.of(answers, down, across, List.of(Figure.values()));
        ExperimentTables tables = new ExperimentTables(words);
        for (ExperimentFolder folder : experiments) {
            parts.addAll(about(folder, words));
        }
        if (layout == Layout.GRID) {
            parts.add(new Part.Words(words.get("experiment.gridNote")));
        }
        parts.addAll(tables.figures(table));
        if (withAnswers) {
            parts.add(new Part.Answers(tables.answers(words.get("table.caption"), answers, marks)));
        }
        String title = String.join(" · ", experiments.stream().map(ExperimentFolder::name).toList());
        return new Report(title, words.get("notice"), parts);
    }

    /// What makes the experiment repeatable.
    static List<Part> about(ExperimentFolder folder, ExportWords words) throws IOException {
        ExperimentPlan plan = folder.plan();
        List<Part> parts = new ArrayList<>();
        long answered = folder.answers().size();
        if (answered < plan.size()) {
            parts.add(new Part.Warning(MessageFormat.format(words.get("experiment.incomplete"), folder.name(), String.valueOf(plan.size()), String.valueOf(answered))));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.get("experiment.plan"), folder.name() + " · " + plan.questions().size() + " × " + plan.subjects().size() + " × " + plan.settings().size() + " × "
                + plan.designer().size() + " × " + plan.seeds().size()));
        for (Subject subject : plan.subjects()) {
            String adapter = subject.adapterSha256() == null ? "" : " + " + subject.adapterSha256();
            facts.add(new Fact(words.get("experiment.who"), subject.label() + " · " + subject.precision() + " · " + subject.modelSha256() + adapter));
        }
        facts.add(new Fact(words.get("experiment.conditions"), words.get(plan.afterTreatment() ? "experiment.programConditions" : "experiment.paperConditions")));
        facts.add(new Fact(words.get("experiment.seeds"), plan.seeds().toString()));
        facts.add(new Fact(words.get("experiment.hash"), folder.digest()));
        parts.add(new Part.Facts(facts));
        return parts;
    }
}
