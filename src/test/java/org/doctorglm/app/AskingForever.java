package org.doctorglm.app;

import java.nio.file.Path;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;

/// The victim of [CrashTest]: asks one question after the other and says after each which answer is safe.
final class AskingForever {
    private AskingForever() {
    }

    public static void main(String[] arguments) throws Exception {
        try (DoctorGlm services = new DoctorGlm(new Directories(Path.of(arguments[0]), Path.of(arguments[1])), 1)) {
            Consultation consultation = services.consultation(null);
            for (int i = 0; ; i++) {
                Answer answer = consultation.ask(new Ask(null, null, "高血压要做哪些检查，怎么治疗，第" + i + "次问", new Designer.Automatic(),
                        SamplingPreset.BALANCED.settings().withMaxTokens(1500)), event -> { }, new Cancellation());
                System.out.println(answer.id() + " " + answer.sha256());
            }
        }
    }
}
