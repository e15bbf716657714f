package org.doctorglm.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading.Role;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewSession;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Span;

/// The victim of [KilledReviewTest]: sets one mark after the other and says after each which one is safe.
final class MarkingForever {
    static final String ANSWER = "answer";
    static final String REVIEWER = "王医生";
    private static final String TEXT = "建议口服利巴韦林颗粒。".repeat(50);

    private MarkingForever() {
    }

    public static void main(String[] arguments) {
        try (DoctorGlm services = new DoctorGlm(new Directories(Path.of(arguments[0]), Path.of(arguments[1])), 1)) {
            ReviewRepository reviews = services.reviews();
            reviews.add(List.of(new ReviewedAnswer(ANSWER, "发热怎么办？", TEXT, Sha256.of(TEXT), ReviewedAnswer.Source.of(ReviewedAnswer.Way.FILE),
                    Clock.systemUTC().instant())), REVIEWER);
            ReviewSession session = new ReviewSession(reviews, ANSWER, REVIEWER, Role.READER, Clock.systemUTC());
            for (int i = session.reading().marks().size(); ; i++) {
                String id = session.mark(new Span(i % 400, i % 400 + 7), MarkKind.values()[i % 3]).id();
                System.out.println(id);
            }
        }
    }
}
