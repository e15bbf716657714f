package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    Path home;

    @Test
    void aHundredStoredAnswersOfMixedSettingsComeOutAgainWordForWord() throws Exception {
        Directories directories = new Directories(Path.of(System.getProperty("doctorglm.app")), home);
        Random random = new Random(3);
        List<Answer> answers = new ArrayList<>();
        try (DoctorGlm services = new DoctorGlm(directories, 2)) {
            Consultation consultation = services.consultation(null);
            List<Disease> diseases = services.library().all();
            for (int i = 0; i < 100; i++) {
                SamplingSettings settings = new SamplingSettings(random.nextInt(4) == 0 ? 0 : random.nextDouble() * 1.4, 0.3 + random.nextDouble() * 0.7,
                        random.nextInt(60), random.nextDouble() * 0.1, 1 + random.nextDouble() * 0.3, random.nextInt(5), 16 + random.nextInt(200),
                        SamplingSettings.RANDOM_SEED);
                Designer designer = random.nextInt(5) == 0 ? new Designer.Off() : new Designer.Automatic();
                String question = diseases.get(random.nextInt(diseases.size())).name() + List.of("怎么治疗？", "有什么症状", "如何预防", "要查什么").get(i % 4);
                answers.add(consultation.ask(new Ask(null, null, question, designer, settings), event -> { }, new Cancellation()));
            }
        }
        // Another program start, and another order, so that nothing in memory can help.
        try (DoctorGlm services = new DoctorGlm(directories, 2)) {
            Consultation consultation = services.consultation(null);
            int identical = 0;
            for (Answer answer : answers.reversed()) {
                Answer stored = services.dialogues().answer(answer.id()).orElseThrow();
                identical += consultation.replay(stored, event -> { }, new Cancellation()).identical() ? 1 : 0;
            }
            assertThat(identical).isEqualTo(100);
        }
    }
}
