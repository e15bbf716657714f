package org.doctorglm.ui.review;

import java.util.Locale;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.ui.control.Desk;

/// What wrote an answer, in words; never shown to somebody who reads blind.
final class Source {
    private Source() {
    }

    static String words(Desk desk, ReviewedAnswer answer) {
        String writer = ReviewViewModel.writer(answer);
        String precision = answer.source().precision();
        String known = writer.isEmpty() ? desk.say(answer.source().way()) : writer;
        return known + (precision.isEmpty() ? "" : " · " + precision.toUpperCase(Locale.ROOT));
    }
}
