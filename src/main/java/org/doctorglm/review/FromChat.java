package org.doctorglm.review;

import java.time.Instant;
import java.util.Objects;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;

/// An answer of a consultation as it goes to review: a copy, because marks count places in exactly these words.
public final class FromChat {
    private FromChat() {
    }

    /// @param answer a finished one
    /// @param department empty where nobody says
    /// @throws IllegalArgumentException when it is still being written
    public static ReviewedAnswer of(Question question, Answer answer, String department, Instant now) {
        if (!answer.finished()) {
            throw new IllegalArgumentException(answer.id());
        }
        Provenance provenance = answer.provenance();
        CitedEvidence used = provenance.evidence().stream().filter(CitedEvidence::used).findFirst().orElse(null);
        // A sheet that hardly fits makes an answer that should be read soon.
        double uncertainty = used == null ? 1 : Math.clamp(1 - used.score(), 0, 1);
        return new ReviewedAnswer(answer.id(), question.text(), answer.text(), Objects.requireNonNull(answer.sha256()),
                new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT, department, provenance.model(), provenance.adapter(), provenance.precision(), used != null, uncertainty), now);
    }
}
