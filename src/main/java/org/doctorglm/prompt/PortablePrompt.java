package org.doctorglm.prompt;

import java.util.List;
import java.util.Locale;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;

/// The question and its evidence as a prompt for any other model (paper, section 3.2: the prompt designer's output "can be used with other
/// language models"). Nothing is sent anywhere: it is copied or saved by the doctor.
public final class PortablePrompt {
    private static final int MOST_SHEETS = 3;

    private final DiseaseLibrary library;

    public PortablePrompt(DiseaseLibrary library) {
        this.library = library;
    }

    /// @param evidence the sheet that was used first, then the alternatives
    /// @param english with the English summaries of the entries instead of their Chinese sections
    public String write(String question, List<CitedEvidence> evidence, boolean english) {
        StringBuilder prompt = new StringBuilder(english
                ? "You help a physician. Answer the question with the reference below. Say so where the reference does not hold the answer; give no doses and no orders.\n\n"
                : "你在协助一位医生。请依据下面的参考资料回答问题；资料中没有的内容请说明没有依据，不要给出剂量和医嘱。\n\n");
        int number = 1;
        for (CitedEvidence sheet : evidence.stream().limit(MOST_SHEETS).toList()) {
            prompt.append(english ? english(number++, sheet) : chinese(number++, sheet)).append('\n');
        }
        return prompt.append(english ? "Question: " : "问题：").append(question).append('\n').toString();
    }

    private static String chinese(int number, CitedEvidence sheet) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "参考资料 %d：%s\n", number, sheet.disease()));
        for (CitedEvidence.Section section : sheet.sections()) {
            String label = switch (section.kind()) {
                case "symptoms" -> "症状";
                case "diagnosis" -> "诊断";
                case "treatment" -> "治疗";
                case "prevention" -> "预防";
                default -> section.kind();
            };
            text.append("- ").append(label).append('：').append(section.text().isBlank() ? String.join("、", section.items()) : section.text()).append('\n');
        }
        if (!sheet.urgent().isEmpty()) {
            text.append("- 需要立即就医：").append(String.join("、", sheet.urgent())).append('\n');
        }
        return text.append("- 来源：").append(sheet.source()).append('（').append(sheet.edition()).append("）\n").toString();
    }

    private String english(int number, CitedEvidence sheet) {
        String summary = library.find(sheet.diseaseId()).map(Disease::background).map(Disease.Background::summary).orElse("");
        return String.format(Locale.ROOT, "Reference %d: %s (%s)%n%s%n", number, sheet.english().isBlank() ? sheet.disease() : sheet.english(), sheet.disease(),
                summary.isBlank() ? "No English summary." : summary);
    }
}
