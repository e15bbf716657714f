package org.doctorglm.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.SectionKind;

/// A question with an answer that says what the library says, in the library's own sentences: what a careful answer would hold.
///
/// @param diseaseId the entry asked about
/// @param question as a patient might ask
/// @param reference the answer
public record GroundedQuestion(String diseaseId, String question, String reference) {
    /// Makes questions about the entries, one each and of every section in turn, in an order drawn by the seed.
    ///
    /// @param count most questions
    public static List<GroundedQuestion> of(List<Disease> entries, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Disease> drawn = new ArrayList<>(entries);
        for (int i = drawn.size() - 1; i > 0; i--) {
            java.util.Collections.swap(drawn, i, random.nextInt(i + 1));
        }
        List<GroundedQuestion> questions = new ArrayList<>();
        for (Disease disease : drawn) {
            SectionKind kind = SectionKind.values()[questions.size() % SectionKind.values().length];
            Disease.Section section = disease.section(kind);
            if (questions.size() < count && !section.text().isBlank() && !section.items().isEmpty()) {
                questions.add(new GroundedQuestion(disease.id(), question(kind, disease.name()), reference(kind, disease.name(), section)));
            }
        }
        return questions;
    }

    private static String question(SectionKind kind, String name) {
        return switch (kind) {
            case SYMPTOMS -> "请问" + name + "一般会有哪些表现？";
            case DIAGNOSIS -> "怀疑是" + name + "，需要做什么检查？";
            case TREATMENT -> name + "应该怎么治疗？";
            case PREVENTION -> name + "平时要注意什么，怎么预防？";
        };
    }

    private static String reference(SectionKind kind, String name, Disease.Section section) {
        String items = String.join("、", section.items());
        return switch (kind) {
            case SYMPTOMS -> name + "常见的表现有" + items + "。";
            case DIAGNOSIS -> "通常需要做的检查有" + items + "。";
            case TREATMENT -> name + "的治疗包括" + items + "。";
            case PREVENTION -> "预防上要注意" + items + "。";
        } + section.text();
    }
}
