package org.doctorglm.review.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.review.ReviewedAnswer;

/// The answers that are under review already: files may name them by id, or by their very text.
public final class Known {
    private final Map<String, ReviewedAnswer> ids = new HashMap<>();
    private final Map<String, ReviewedAnswer> texts = new HashMap<>();

    public Known(Collection<ReviewedAnswer> answers) {
        answers.forEach(answer -> {
            ids.put(answer.id(), answer);
            texts.putIfAbsent(answer.textSha256(), answer);
        });
    }

    Optional<ReviewedAnswer> byId(String id) {
        return Optional.ofNullable(ids.get(id));
    }

    Optional<ReviewedAnswer> byText(String sha256) {
        return Optional.ofNullable(texts.get(sha256));
    }
}
