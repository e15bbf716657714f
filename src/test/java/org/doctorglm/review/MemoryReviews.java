package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A repository without a disk.
public final class MemoryReviews implements ReviewRepository {
    private final Map<String, ReviewedAnswer> answers = new LinkedHashMap<>();
    private final Map<List<Object>, Reading> readings = new LinkedHashMap<>();
    private final List<Ranking> rankings = new ArrayList<>();
    private final List<Reviewer> reviewers = new ArrayList<>();
    public final List<ReviewChange> changes = new ArrayList<>();

    @Override
    public synchronized List<String> add(Collection<ReviewedAnswer> more, String by) {
        List<String> others = new ArrayList<>();
        for (ReviewedAnswer answer : more) {
            ReviewedAnswer present = answers.putIfAbsent(answer.id(), answer);
            if (present != null && !present.textSha256().equals(answer.textSha256())) {
                others.add(answer.id());
            }
        }
        return others;
    }

    @Override
    public synchronized Optional<ReviewedAnswer> answer(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    @Override
    public synchronized List<ReviewedAnswer> answers() {
        return List.copyOf(answers.values());
    }

    @Override
    public synchronized void remove(String answerId, String by) {
        answers.remove(answerId);
        readings.keySet().removeIf(key -> key.getFirst().equals(answerId));
    }

    @Override
    public synchronized Reading reading(String answerId, String reviewer, Reading.Role role) {
        ReviewedAnswer answer = answer(answerId).orElseThrow();
        return readings.getOrDefault(List.<Object>of(answerId, reviewer, role), Reading.begin(answer, reviewer, role));
    }

    @Override
    public synchronized List<Reading> readings(String answerId) {
        return readings.values().stream().filter(reading -> reading.answerId().equals(answerId)).toList();
    }

    @Override
    public synchronized List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    @Override
    public synchronized List<ReadingSummary> summaries() {
        return readings.values().stream().map(r -> new ReadingSummary(r.answerId(), r.reviewer(), r.role(), r.state(), r.marks().size())).toList();
    }

    @Override
    public synchronized ReviewCounts counts() {
        List<Reading> all = readings();
        return new ReviewCounts(answers.size(), (int) all.stream().filter(Reading::done).map(Reading::answerId).distinct().count(), all.stream().mapToInt(r -> r.marks().size()).sum());
    }

    @Override
    public synchronized void together(Runnable several) {
        several.run();
    }

    @Override
    public synchronized void record(List<ReviewChange> more) {
        for (ReviewChange change : more) {
            readings.put(List.of(change.answerId(), change.reviewer(), change.role()), reading(change.answerId(), change.reviewer(), change.role()).after(change.edit()));
            changes.add(change);
        }
    }

    @Override
    public synchronized void add(Ranking ranking) {
        rankings.add(ranking);
    }

    @Override
    public synchronized List<Ranking> rankings() {
        return List.copyOf(rankings);
    }

    @Override
    public synchronized List<Reviewer> reviewers() {
        return List.copyOf(reviewers);
    }

    @Override
    public synchronized void put(Reviewer reviewer) {
        reviewers.add(reviewer);
    }

    @Override
    public synchronized List<LogEntry> log(long after, int limit) {
        return List.of();
    }

    @Override
    public synchronized Optional<Long> firstBrokenLine() {
        return Optional.empty();
    }
}
