package org.doctorglm.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the demo model and the shipped library.
class DesignerExperimentTest {
    @TempDir
    Path home;

    @Test
    void theDesignersSheetLowersTheLossAndRaisesTheSupport() throws Exception {
        try (DoctorGlm services = TemporaryHome.open(home)) {
            List<GroundedQuestion> questions = GroundedQuestion.of(services.library().all(), 24, 1);
            Report report = services.designerExperiment().run(services.pack(null), questions, Progress.NONE, new Cancellation());
            assertThat(report.pairs()).hasSize(24);
            assertThat(report.rightSheet()).isGreaterThan(0.9);
            assertThat(report.loss().with()).isLessThan(report.loss().without());
            assertThat(report.support().with()).isGreaterThan(report.support().without());
        }
    }

    @Test
    void theSameSeedAsksTheSameQuestionsOfEverySection() throws Exception {
        try (DoctorGlm services = TemporaryHome.open(home)) {
            List<GroundedQuestion> one = GroundedQuestion.of(services.openLibrary().all(), 40, 5);
            assertThat(GroundedQuestion.of(services.openLibrary().all(), 40, 5)).isEqualTo(one);
            assertThat(one).extracting(GroundedQuestion::diseaseId).doesNotHaveDuplicates();
            assertThat(one).extracting(GroundedQuestion::question).anyMatch(text -> text.contains("表现")).anyMatch(text -> text.contains("检查"))
                    .anyMatch(text -> text.contains("治疗")).anyMatch(text -> text.contains("预防"));
        }
    }
}
