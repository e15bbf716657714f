package org.doctorglm.dataset.proposal;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.proposal.Sheet.Part;
import org.doctorglm.dataset.proposal.Sheet.Section;

/// Questions that every sheet answers, with answers in the sheet's own words.
public final class TemplateQuestions {
    /// @param key stays with every pair that is made with it
    /// @param question `{0}` stands for the disease
    /// @param lead what is said before the short phrases, `{0}` as above
    private record Template(Section section, String key, String question, String lead) {
    }

    private static final List<Template> TEMPLATES = List.of(
            new Template(Section.OVERVIEW, "overview.what", "{0}是什么病？", ""),
            new Template(Section.CAUSES, "causes.why", "为什么会得{0}？", ""),
            new Template(Section.SYMPTOMS, "symptoms.which", "请问{0}一般会有哪些表现？", "{0}常见的表现有"),
            new Template(Section.SYMPTOMS, "symptoms.mine", "我担心自己得了{0}，什么样的症状才像？", "{0}常见的表现有"),
            new Template(Section.DIAGNOSIS, "diagnosis.tests", "怀疑是{0}，需要做什么检查？", "通常需要做的检查有"),
            new Template(Section.DIAGNOSIS, "diagnosis.how", "医生怎么判断是不是{0}？", "判断的依据有"),
            new Template(Section.TREATMENT, "treatment.how", "{0}应该怎么治疗？", "{0}的治疗包括"),
            new Template(Section.TREATMENT, "treatment.me", "医生说我是{0}，接下来怎么办？", "{0}的治疗包括"),
            new Template(Section.PREVENTION, "prevention.how", "{0}平时要注意什么，怎么预防？", "预防上要注意"),
            new Template(Section.PROGNOSIS, "prognosis.well", "{0}能治好吗，要多久？", ""),
            new Template(Section.URGENT, "urgent.when", "得了{0}，什么情况要马上去医院？", "出现以下情况请立即就医："));
    private static final String LAY = "symptoms.lay";

    private TemplateQuestions() {
    }

    /// One for each template that the sheet has something to say to, in the order of the templates.
    public static List<Proposal> of(Sheet sheet) {
        List<Proposal> proposals = new ArrayList<>();
        for (Template template : TEMPLATES) {
            sheet.part(template.section).ifPresent(part -> proposals.add(Proposal.of(sheet, template.section, "template:" + template.key,
                    named(template.question, sheet), answer(named(template.lead, sheet), part))));
        }
        for (int i = 0; i < sheet.lay().size(); i++) {
            proposals.addAll(lay(sheet, sheet.lay().get(i)));
        }
        return proposals;
    }

    /// What a patient says of it himself: the answer must not be surer than that.
    private static List<Proposal> lay(Sheet sheet, String said) {
        return sheet.part(Section.DIAGNOSIS).map(part -> Proposal.of(sheet, Section.DIAGNOSIS, "template:" + LAY, "医生您好，" + said + "，这是怎么回事？",
                "您说的情况可能见于" + sheet.title() + "，也可能是其他疾病，需要医生检查后判断。" + answer("通常需要做的检查有", part))).stream().toList();
    }

    private static String named(String text, Sheet sheet) {
        return text.replace("{0}", sheet.title());
    }

    /// The sheet's own words.
    static String answer(String lead, Part part) {
        if (part.items().isEmpty() || lead.isEmpty()) {
            return part.text().isBlank() ? String.join("；", part.items()) + "。" : part.text();
        }
        return lead + String.join(lead.endsWith("：") ? "；" : "、", part.items()) + "。" + part.text();
    }
}
