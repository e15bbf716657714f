package org.doctorglm.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.report.Report;
import org.doctorglm.export.report.ReportExporter;
import org.doctorglm.export.report.ResearchReport;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the demonstration network, with few of everything.
class QuickStudyTest {
    private static final StudySize SMALL = new StudySize(6, 4, 3, 1, List.of(0.5, 0.9), List.of(0.5, 1.0), 24);
    private static final Path CHECKPOINT = Path.of("models", "chatglm-mini");

    @TempDir
    Path temp;

    @Test
    void everything_that_the_report_looks_for_is_made_and_a_study_that_was_stopped_goes_on() throws Exception {
        try (DoctorGlm services = new DoctorGlm(new Directories(TemporaryHome.APPLICATION, temp), 2)) {
            QuickStudy.Sources sources = new QuickStudy.Sources(CHECKPOINT, sheets(services), "templates");
            QuickStudy study = new QuickStudy(new QuickStudy.Means(services.models(), services.datasets(), services.runPublisher(), services.training()::train,
                    services.experiments(), services.experimentRunner()), SMALL);
            Cancellation stopped = new Cancellation();
            assertThatThrownBy(() -> study.run(sources, stage -> {
                if (stage == StudyStage.GRID) {
                    stopped.request();
                }
                return Progress.NONE;
            }, stopped)).isInstanceOf(CancellationException.class);
            assertThat(services.training().runs().list()).hasSize(2);
            String before = services.experiments().find("quick-checkpoints").digest();

            List<StudyStage> stages = new ArrayList<>();
            study.run(sources, stage -> {
                stages.add(stage);
                return Progress.NONE;
            }, new Cancellation());
            assertThat(stages).containsExactly(StudyStage.values());
            assertThat(services.experiments().find("quick-checkpoints").digest()).isEqualTo(before);
            for (ExperimentFolder folder : services.experiments().list()) {
                assertThat(folder.answered()).as(folder.name()).isEqualTo(folder.plan().size()).isPositive();
            }
            assertThat(services.experiments().list()).hasSize(6);
            report(services);
        }
    }

    private void report(DoctorGlm services) throws IOException {
        ResearchFacts facts = ResearchFacts.of(services.training().runs(), services.models(), services.experiments());
        ExportWords words = ExportWords.of(Locale.ENGLISH);
        Report report = ResearchReport.of(facts, List.of(), words);
        assertThat(report.parts()).as("nothing is missing").noneMatch(Report.Part.Warning.class::isInstance);
        assertThat(report.parts()).anyMatch(Report.Part.Lines.class::isInstance).anyMatch(Report.Part.Bars.class::isInstance);
        assertThat(facts.runs()).allSatisfy(run -> {
            assertThat(run.peakBytes()).isPositive();
            assertThat(run.looks()).hasSizeGreaterThan(1);
        });
        assertThat(facts.packs()).filteredOn(pack -> pack.name().equals("quick-pack")).singleElement().satisfies(pack -> assertThat(pack.increase()).isLessThan(0.02));
        for (Form form : Form.values()) {
            Path file = temp.resolve("report." + form);
            ReportExporter.write(form, report, words, file);
            assertThat(file).as(form.name()).isNotEmptyFile();
        }
    }

    private static List<Sheet> sheets(DoctorGlm services) throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        for (Disease disease : services.library().all()) {
            Stream.ofNullable(services.sheet(disease.name()).orElse(null)).forEach(sheets::add);
        }
        return sheets;
    }
}
