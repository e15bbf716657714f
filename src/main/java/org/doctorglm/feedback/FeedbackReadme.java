package org.doctorglm.feedback;

/// What is said inside of a bundle, in both languages: it leaves this computer without the program.
final class FeedbackReadme {
    private FeedbackReadme() {
    }

    static String text(FeedbackCounts c) {
        return """
                DoctorGLM 去标识反馈包
                内容：%1$d 个回答（其中 %2$d 个附生成设置、模型与证据），%3$d 次阅读，%4$d 处标注，%5$d 次排序。
                已处理：%6$d 位审阅者改为 R1、R2……；遮去姓名 %7$d 处、电话与邮箱 %8$d 处、证件号 %9$d 处；时间只留到日；编号已换新；完整提示词不在其中。
                规则只能认出有固定形式的内容，不能保证没有遗漏：交出之前请有人通读。
                answers.jsonl：问题、回答、来源；readings.jsonl：标注、评分、评语；rankings.jsonl：排序；manifest.json：每个文件的 SHA-256。
                读回：doctorglm review import 本文件.zip
                仅供研究；不能作为诊断或治疗的依据。

                DoctorGLM feedback without names
                Holds: %1$d answers (%2$d with settings, model and evidence), %3$d readings, %4$d marks, %5$d rankings.
                Done: %6$d reviewers became R1, R2 …; masked %7$d names, %8$d phone numbers and mail addresses, %9$d identity numbers; times are cut to the day; ids are new;
                whole prompts are not in it.
                Rules find what has a form, and may miss what has none: have a person read it before you give it away.
                answers.jsonl: questions, answers, where they come from; readings.jsonl: marks, grades, comments; rankings.jsonl: rankings; manifest.json: SHA-256 of each file.
                Read it back: doctorglm review import THIS.zip
                For research only; not a basis for diagnosis or treatment.
                """.formatted(c.answers(), c.provenance(), c.readings(), c.marks(), c.rankings(), c.reviewers(), c.names(), c.phones(), c.identityNumbers());
    }
}
