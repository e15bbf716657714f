package org.doctorglm.experiment;

import java.time.Instant;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.ReviewedAnswer;
import org.jspecify.annotations.Nullable;

/// An answer with its place in an experiment; also one that another system gave.
///
/// @param subject label of who answered
/// @param precision empty for another system
/// @param setting null for another system, of which nobody says
/// @param stored null for another system
public record ExperimentAnswer(String experiment, PlannedQuestion question, String subject, String precision, @Nullable Setting setting, boolean designer,
                               long seed, String text, @Nullable StoredAnswer stored) {
    private static final int ID_LENGTH = 16;

    static ExperimentAnswer own(String experiment, Cell cell, StoredAnswer answer) {
        return new ExperimentAnswer(experiment, cell.question(), cell.subject().label(), cell.subject().precision(), cell.setting(), cell.designer(), cell.seed(),
                answer.text(), answer);
    }

    static ExperimentAnswer outside(String experiment, PlannedQuestion question, OutsideColumn column) {
        return new ExperimentAnswer(experiment, question, column.label(), "", null, false, 0, column.answers().getOrDefault(question.id(), ""), null);
    }

    /// Unique among all experiments; the same words in the same place have the same id.
    public String id() {
        String place = stored != null ? stored.cell() : "outside " + subject + " " + question.id();
        return "exp-" + Sha256.of(experiment + "\n" + place + "\n" + text).substring(0, ID_LENGTH);
    }

    /// As it goes to review: a copy, because marks count places in exactly these words.
    public ReviewedAnswer forReview(Instant now) {
        ReviewedAnswer.Source source = stored == null
                ? new ReviewedAnswer.Source(ReviewedAnswer.Way.EXPERIMENT, question.department(), subject, null, "", false, 0)
                : new ReviewedAnswer.Source(ReviewedAnswer.Way.EXPERIMENT, question.department(), stored.provenance().model(), stored.provenance().adapter(),
                        precision, stored.provenance().evidence().stream().anyMatch(CitedEvidence::used), 0);
        return new ReviewedAnswer(id(), question.text(), text, Sha256.of(text), source, now);
    }
}
