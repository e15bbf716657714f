package org.doctorglm.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.AnswerGrade.Aspect;
import org.doctorglm.review.Edit;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.doctorglm.ui.review.MarkingViewModel;

/// Answers under review for pictures.
final class ReviewSamples {
    private static final String TEXT = "您好，蚕豆病是溶血性贫血的简称，症状有发热、腹痛，建议先口服消炎药观察几天，恶心、呕吐、腹泻、恶心、干呕、发热。平时应避免食用蚕豆及其制品，出现面色发黄、尿色加深时及时就诊。";
    private static final String[] QUESTIONS = {"我有蚕豆病，出现过溶血，现在又有一些不舒服，溶血有什么症状？", "我有蚕豆病，出现过溶血，现在又有一些不舒服，溶血有什么症状？", "清晨尿频尿急，午后缓解，没有发热，可能是什么问题？",
        "两肋与前胸隐痛一月", "扁桃体炎发热五天", "体检转氨酶 80，无症状"};

    private ReviewSamples() {
    }

    static void fill(FakeWorld world) {
        world.settings.put("review.reviewer", "王医生");
        world.reviews.put(new Reviewer("王医生", "儿科"));
        world.reviews.put(new Reviewer("李医生", "内科"));
        List<ReviewedAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String text = TEXT + (i % 2 == 0 ? "" : "多喝水，注意休息。");
            answers.add(new ReviewedAnswer("s" + i, QUESTIONS[i % QUESTIONS.length], text, Sha256.of(text),
                    new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT, i % 3 == 0 ? "儿科" : i % 3 == 1 ? "内科" : "泌尿外科", i % 2 == 0 ? "DoctorGLM-6B" : "ChatGLM-6B", i % 2 == 0 ? "lora-20k" : null,
                            "int8", i % 3 != 0, i / 30.0), world.clock.instant().minus(Duration.ofDays(i * 9L))));
        }
        world.reviews.add(answers, "");
        for (int i = 0; i < 8; i++) {
            read(world, answers.get(i), "李医生", mark("蚕豆病是溶血性贫血的简称", MarkKind.FACTUAL, "蚕豆病是 G6PD 缺乏症的一个类型"), i % 3 == 0 ? List.of() : mark("建议先口服消炎药观察几天", MarkKind.IMPROPER, "应立即查血常规"));
            if (i < 6) {
                read(world, answers.get(i), "王医生", mark("蚕豆病是溶血性贫血的简称", MarkKind.FACTUAL, "描述有误"), i % 2 == 0 ? mark("先口服消炎药观察几天", MarkKind.IMPROPER, "") : mark("恶心、呕吐、腹泻、恶心、干呕、发热", MarkKind.COMMENT, "内容重复"));
            }
        }
        world.reviews.add(new Ranking("r1", QUESTIONS[0], List.of("s0", "s1"), List.of(1, 2), "", "李医生", 1, world.clock.instant()));
        world.reviews.add(new Ranking("r2", QUESTIONS[0], List.of("s6", "s7"), List.of(2, 1), "", "李医生", 1, world.clock.instant()));
    }

    private static List<Object> mark(String part, MarkKind kind, String comment) {
        int start = TEXT.codePointCount(0, TEXT.indexOf(part));
        return List.of(new Span(start, start + part.codePointCount(0, part.length())), kind, comment);
    }

    @SafeVarargs
    private static void read(FakeWorld world, ReviewedAnswer answer, String who, List<Object>... marks) {
        List<ReviewChange> changes = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        for (List<Object> mark : marks) {
            if (!mark.isEmpty()) {
                edits.add(new Edit.Mark(null, new Annotation(UUID.randomUUID().toString(), answer.id(), answer.textSha256(), (Span) mark.get(0), (MarkKind) mark.get(1), MarkIssue.FABRICATION,
                        Severity.MAJOR, null, (String) mark.get(2), "", who, world.clock.instant())));
            }
        }
        edits.add(new Edit.Grade(AnswerGrade.NONE, AnswerGrade.NONE.with(Aspect.CORRECT, 2).with(Aspect.SAFE, answer.id().hashCode() % 2 == 0 ? 2 : 3).with(Aspect.FLUENT, 5)));
        edits.add(new Edit.State(ReadingState.OPEN, ReadingState.done(Duration.ofSeconds(75))));
        edits.forEach(edit -> changes.add(new ReviewChange(answer.id(), answer.textSha256(), who, Reading.Role.READER, world.clock.instant(), edit)));
        world.reviews.record(changes);
    }

    /// What a doctor has marked so far.
    static void mark(MainWindow window) throws Exception {
        javafx.application.Platform.runLater(() -> {
            MarkingViewModel marking = window.review().marking();
            set(marking, mark("恶心、呕吐、腹泻、恶心、干呕、发热", MarkKind.COMMENT, "内容重复"), "");
            set(marking, mark("呕吐、腹泻", MarkKind.FACTUAL, ""), "");
            set(marking, mark("蚕豆病是溶血性贫血的简称", MarkKind.FACTUAL, "描述有误：蚕豆病是 G6PD 缺乏症的一个类型，溶血性贫血有很多种"), "");
            set(marking, mark("建议先口服消炎药观察几天", MarkKind.IMPROPER, "溶血未排除前不宜自行用药"), "建议立即就诊，查血常规、网织红细胞、尿常规");
            marking.issue(MarkIssue.MISSED_RED_FLAG);
            marking.severity(Severity.CRITICAL);
            marking.grade(Aspect.CORRECT, 2);
            marking.beginGrades();
        });
        Thread.sleep(400);
    }

    private static void set(MarkingViewModel marking, List<Object> mark, String correction) {
        Span span = (Span) mark.get(0);
        marking.go(span.end(), span.start());
        marking.mark((MarkKind) mark.get(1));
        marking.describe(marking.chosen().get(), (String) mark.get(2), correction);
        marking.go(span.end(), span.end());
    }
}
