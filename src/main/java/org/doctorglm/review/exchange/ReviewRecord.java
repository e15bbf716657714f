package org.doctorglm.review.exchange;

import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewedAnswer;

/// What a file says about one answer by one reviewer.
public record ReviewRecord(ReviewedAnswer answer, Reading reading) {
}
