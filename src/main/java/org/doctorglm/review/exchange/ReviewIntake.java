package org.doctorglm.review.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Edit;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewRepository;

/// Puts readings out of files into review. What is there already is not doubled, and what somebody said here is not overwritten: marks are added, grades and notes
/// only where there are none.
public final class ReviewIntake {
    private final ReviewRepository repository;
    private final Set<String> ids = new HashSet<>();

    public ReviewIntake(ReviewRepository repository) {
        this.repository = repository;
        repository.readings().forEach(reading -> reading.marks().forEach(mark -> ids.add(mark.id())));
    }

    /// @return marks that are new
    public int put(ReviewRecord record) {
        repository.add(List.of(record.answer()), record.reading().reviewer());
        Reading said = record.reading();
        Reading here = repository.reading(record.answer().id(), said.reviewer(), said.role());
        List<Edit> edits = new ArrayList<>();
        int added = 0;
        for (Annotation mark : said.marks()) {
            if (here.marks().stream().noneMatch(mark::sameAs)) {
                edits.add(new Edit.Mark(null, ids.add(mark.id()) ? mark : mark.by(UUID.randomUUID().toString(), mark.reviewer(), mark.at())));
                added++;
            }
        }
        if (here.grade().equals(AnswerGrade.NONE) && !said.grade().equals(AnswerGrade.NONE)) {
            edits.add(new Edit.Grade(AnswerGrade.NONE, said.grade()));
        }
        if (here.missing().isEmpty() && !said.missing().isEmpty()) {
            edits.add(new Edit.Missing("", said.missing()));
        }
        if (here.state().equals(ReadingState.OPEN) && !said.state().equals(ReadingState.OPEN)) {
            edits.add(new Edit.State(ReadingState.OPEN, said.state()));
        }
        if (!edits.isEmpty()) {
            repository.record(edits.stream().map(edit -> new ReviewChange(said.answerId(), said.textSha256(), said.reviewer(), said.role(),
                    edit instanceof Edit.Mark mark && mark.after() != null ? mark.after().at() : java.time.Instant.now(), edit)).toList());
        }
        return added;
    }
}
