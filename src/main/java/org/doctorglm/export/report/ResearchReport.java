package org.doctorglm.export.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report.Fact;
import org.doctorglm.export.report.Report.Part;

/// The paper's five research questions, answered from what is stored: tables, charts, intervals, settings and hashes. What is missing is named,
/// with what would fill it.
public final class ResearchReport {
    private ResearchReport() {
    }

    /// @param machine what the self-test found out about this computer
    public static Report of(ResearchFacts facts, List<Fact> machine, ExportWords words) throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.addAll(new TrainingChapters(facts, words).write());
        parts.addAll(new DeploymentChapters(facts, words).write(machine));
        parts.add(new Part.Heading(1, words.get("research.sources")));
        // What everything above was made of.
        for (ExperimentFolder folder : facts.experiments()) {
            parts.addAll(ExperimentReport.about(folder, words));
        }
        parts.add(new Part.Facts(facts.packs().stream().map(pack -> new Fact(pack.name(), pack.precision() + " · " + pack.sha256())).toList()));
        return new Report(words.get("research.title"), words.get("notice"), parts);
    }
}
