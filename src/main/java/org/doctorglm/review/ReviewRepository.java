package org.doctorglm.review;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where answers under review, readings, rankings, profiles and the log are kept. Every change is one step with its line in the log: after a kill
/// both are there or neither.
///
/// Thread-safe; every change is on disk when the call returns.
/// All methods throw an unchecked storage exception of the implementation when the disk refuses.
public interface ReviewRepository {
    /// Puts answers into review; those that are there with the same text are left alone.
    ///
    /// @return ids of answers that are there with another text; nothing is done about them
    List<String> add(Collection<ReviewedAnswer> answers, String by);

    Optional<ReviewedAnswer> answer(String id);

    /// All, in the order they came.
    List<ReviewedAnswer> answers();

    /// Takes an answer with all readings away, for what should not be kept; the log keeps what was said about it.
    void remove(String answerId, String by);

    /// What this person says about an answer; an empty reading when nothing was said yet.
    ///
    /// @throws java.util.NoSuchElementException when no answer has this id
    Reading reading(String answerId, String reviewer, Reading.Role role);

    /// Of one answer, in the order of names.
    List<Reading> readings(String answerId);

    /// Of all answers.
    List<Reading> readings();

    List<ReadingSummary> summaries();

    /// Of everything; fast beside any number of marks.
    ReviewCounts counts();

    /// Marks per 100 answers; a store that can count by itself need not read them all for it.
    default ErrorRates rates(ErrorRates.Grouping grouping) {
        return ErrorRates.of(answers(), readings(), grouping);
    }

    /// Stores edits in one step.
    ///
    /// @throws org.doctorglm.dialogue.StorageException LOCKED when something is no longer as the edit says it was before
    void record(List<ReviewChange> changes);

    /// Several changes as one step: after a kill or an error all of them are there, or none.
    ///
    /// @param changes calls this repository, on the same thread
    void together(Runnable changes);

    void add(Ranking ranking);

    List<Ranking> rankings();

    List<Reviewer> reviewers();

    void put(Reviewer reviewer);

    /// @param after number of the last line known, 0 for the beginning
    List<LogEntry> log(long after, int limit);

    /// Reads the log from end to end.
    ///
    /// @return the first line that is not what was written; empty when the log is unbroken
    Optional<Long> firstBrokenLine();
}
