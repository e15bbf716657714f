package org.doctorglm.review;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Reading.Role;
import org.jspecify.annotations.Nullable;

/// Answers and marks for tests.
public final class Reviews {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<String> CLUSTERS = List.of("咽", "痛", "，", "。", "a", "9", "\n", "\r\n", "\r", " ", "𠮷", "😀", "👩‍⚕️", "👨‍👩‍👧", "🇨🇳", "é", "é", "x̣́",
            "葛󠄀", "\t", "\"", "'", "=1+1", "<script>alert(1)</script>", "\u2028", "\u202E", ",", ";", "|", "\\", "（", "O", "B-factual");

    private Reviews() {
    }

    public static ReviewedAnswer answer(String id, String question, String text) {
        return new ReviewedAnswer(id, question, text, Sha256.of(text), ReviewedAnswer.Source.of(ReviewedAnswer.Way.FILE), NOON);
    }

    public static ReviewedAnswer of(String id, String department, String model, double uncertainty) {
        String text = "建议多喝水，注意休息。" + id;
        return new ReviewedAnswer(id, "咽痛怎么办？", text, Sha256.of(text), new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT, department, model, null, "int8", true, uncertainty), NOON);
    }

    public static Annotation mark(ReviewedAnswer answer, String id, int start, int end, MarkKind kind, String comment, String reviewer) {
        return new Annotation(id, answer.id(), answer.textSha256(), new Span(start, end), kind, null, null, null, comment, "", reviewer, NOON);
    }

    public static Reading reading(ReviewedAnswer answer, String reviewer, Role role, List<Annotation> marks) {
        return new Reading(answer.id(), answer.textSha256(), reviewer, role, marks, AnswerGrade.NONE, "", ReadingState.done(java.time.Duration.ofSeconds(30)));
    }

    /// A text of everything that is awkward.
    public static String text(Random random, int clusters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < clusters; i++) {
            text.append(CLUSTERS.get(random.nextInt(CLUSTERS.size())));
        }
        return text.toString();
    }

    /// Marks anywhere in the text, also over one another, with all details.
    public static Annotation mark(Random random, ReviewedAnswer answer, String id, String reviewer) {
        int length = answer.text().codePointCount(0, answer.text().length());
        int start = random.nextInt(length);
        return new Annotation(id, answer.id(), answer.textSha256(), new Span(start, start + 1 + random.nextInt(length - start)), one(random, MarkKind.values()),
                maybe(random, MarkIssue.values()), maybe(random, Severity.values()), maybe(random, Harm.values()), text(random, random.nextInt(6)),
                text(random, random.nextInt(4)), reviewer, NOON.plusSeconds(random.nextInt(1000)));
    }

    private static <E> E one(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <E> @Nullable E maybe(Random random, E[] values) {
        return random.nextBoolean() ? null : one(random, values);
    }
}
