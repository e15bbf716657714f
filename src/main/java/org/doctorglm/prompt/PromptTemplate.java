package org.doctorglm.prompt;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.CitedEvidence.Section;

/// The reference sheet in front of a question, one line for each section that exists (README of models/chatglm-mini).
public final class PromptTemplate {
    private static final List<String> KINDS = List.of("symptoms", "diagnosis", "treatment", "prevention");
    private static final List<String> LABELS = List.of("症状", "检查", "治疗", "预防");

    private PromptTemplate() {
    }

    /// @param items most items of a line, 0 for all
    public static String sheet(CitedEvidence evidence, String question, int items) {
        List<String> lines = new ArrayList<>();
        lines.add("【参考资料】");
        String aliases = join(evidence.aliases(), items);
        lines.add("疾病：" + evidence.disease() + (aliases.isEmpty() ? "" : "（" + aliases + "）"));
        for (Section section : evidence.sections()) {
            int kind = KINDS.indexOf(section.kind());
            if (kind >= 0 && !section.items().isEmpty()) {
                lines.add(LABELS.get(kind) + "：" + join(section.items(), items));
            }
        }
        if (!evidence.departments().isEmpty()) {
            lines.add("就诊科室：" + join(evidence.departments(), items));
        }
        lines.add("【问题】");
        lines.add(question);
        return String.join("\n", lines);
    }

    private static String join(List<String> words, int items) {
        return String.join("、", items == 0 ? words : words.subList(0, Math.min(items, words.size())));
    }
}
