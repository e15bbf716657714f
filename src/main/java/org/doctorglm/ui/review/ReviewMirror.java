package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.doctorglm.review.LogEntry;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingSummary;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewCounts;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.ui.task.OrderedWork;
import org.jspecify.annotations.Nullable;

/// Everything under review in memory, so that a mark is there at once; the disk follows in the same order behind it. JavaFX thread only.
final class ReviewMirror implements ReviewRepository {
    private final ReviewRepository disk;
    private final OrderedWork work;
    private Map<String, ReviewedAnswer> answers = new LinkedHashMap<>();
    private Map<String, Map<Key, Reading>> readings = new LinkedHashMap<>();
    private List<Ranking> rankings = new ArrayList<>();
    private List<Reviewer> reviewers = new ArrayList<>();
    private long version;
    private boolean ready;
    /// What is known of readings whose marks are still being read; null when all are here.
    private @Nullable Glance glance;

    /// Enough to list what is to be read: answers, who is how far, but no marks. Takes a fraction of a [Snapshot].
    record Glance(List<ReviewedAnswer> answers, List<ReadingSummary> readings, List<Reviewer> reviewers) {
        static Glance of(ReviewRepository repository) {
            return new Glance(repository.answers(), repository.summaries(), repository.reviewers());
        }
    }

    private record Key(String reviewer, Reading.Role role) {
    }

    /// All of it at one moment, for threads that calculate.
    record Snapshot(List<ReviewedAnswer> answers, List<Reading> readings, List<Ranking> rankings, List<Reviewer> reviewers) {
        /// Reads all of it; takes a while.
        static Snapshot of(ReviewRepository repository) {
            return new Snapshot(repository.answers(), repository.readings(), repository.rankings(), repository.reviewers());
        }
    }

    ReviewMirror(ReviewRepository disk, OrderedWork work) {
        this.disk = disk;
        this.work = work;
    }

    /// Grows with each change.
    long version() {
        return version;
    }

    /// Whether answers can be listed.
    boolean ready() {
        return ready;
    }

    /// Whether everything that was said about an answer is here.
    boolean complete(String answerId) {
        return ready && (glance == null || readings.containsKey(answerId) || glance.readings().stream().noneMatch(one -> one.answerId().equals(answerId)));
    }

    /// Until [#show] brings the marks.
    void show(Glance now) {
        show(new Snapshot(now.answers(), List.of(), List.of(), now.reviewers()));
        glance = now;
    }

    void show(Snapshot now) {
        version++;
        ready = true;
        glance = null;
        answers = new LinkedHashMap<>();
        readings = new LinkedHashMap<>();
        now.answers().forEach(answer -> answers.put(answer.id(), answer));
        now.readings().forEach(this::keep);
        rankings = new ArrayList<>(now.rankings());
        reviewers = new ArrayList<>(now.reviewers());
    }

    Snapshot snapshot() {
        return new Snapshot(answers(), readings(), rankings(), reviewers());
    }

    private void keep(Reading reading) {
        readings.computeIfAbsent(reading.answerId(), id -> new LinkedHashMap<>()).put(new Key(reading.reviewer(), reading.role()), reading);
    }

    @Override
    public List<String> add(Collection<ReviewedAnswer> more, String by) {
        List<String> others = new ArrayList<>();
        for (ReviewedAnswer answer : more) {
            ReviewedAnswer present = answers.putIfAbsent(answer.id(), answer);
            if (present != null && !present.textSha256().equals(answer.textSha256())) {
                others.add(answer.id());
            }
        }
        write(() -> disk.add(more, by));
        return others;
    }

    @Override
    public Optional<ReviewedAnswer> answer(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    @Override
    public List<ReviewedAnswer> answers() {
        return List.copyOf(answers.values());
    }

    @Override
    public void remove(String answerId, String by) {
        answers.remove(answerId);
        readings.remove(answerId);
        write(() -> disk.remove(answerId, by));
    }

    @Override
    public Reading reading(String answerId, String reviewer, Reading.Role role) {
        ReviewedAnswer answer = answer(answerId).orElseThrow();
        Reading present = readings.getOrDefault(answerId, Map.of()).get(new Key(reviewer, role));
        return present == null ? Reading.begin(answer, reviewer, role) : present;
    }

    @Override
    public List<Reading> readings(String answerId) {
        return List.copyOf(readings.getOrDefault(answerId, Map.of()).values());
    }

    @Override
    public List<Reading> readings() {
        return readings.values().stream().flatMap(each -> each.values().stream()).toList();
    }

    @Override
    public List<ReadingSummary> summaries() {
        Stream<ReadingSummary> here = readings().stream().map(r -> new ReadingSummary(r.answerId(), r.reviewer(), r.role(), r.state(), r.marks().size()));
        return glance == null ? here.toList() : Stream.concat(glance.readings().stream().filter(one -> !readings.containsKey(one.answerId())), here).toList();
    }

    @Override
    public ReviewCounts counts() {
        List<Reading> all = readings();
        return new ReviewCounts(answers.size(), (int) all.stream().filter(Reading::done).map(Reading::answerId).distinct().count(), all.stream().mapToInt(r -> r.marks().size()).sum());
    }

    @Override
    public void record(List<ReviewChange> changes) {
        changes.forEach(change -> keep(reading(change.answerId(), change.reviewer(), change.role()).after(change.edit())));
        write(() -> disk.record(changes));
    }

    /// On the disk each of them is a step of its own.
    @Override
    public void together(Runnable changes) {
        changes.run();
    }

    @Override
    public void add(Ranking ranking) {
        rankings.add(ranking);
        write(() -> disk.add(ranking));
    }

    @Override
    public List<Ranking> rankings() {
        return List.copyOf(rankings);
    }

    @Override
    public List<Reviewer> reviewers() {
        return List.copyOf(reviewers);
    }

    @Override
    public void put(Reviewer reviewer) {
        reviewers.removeIf(each -> each.name().equals(reviewer.name()));
        reviewers.add(reviewer);
        write(() -> disk.put(reviewer));
    }

    @Override
    public List<LogEntry> log(long after, int limit) {
        return disk.log(after, limit);
    }

    @Override
    public Optional<Long> firstBrokenLine() {
        return disk.firstBrokenLine();
    }

    private void write(Runnable job) {
        version++;
        work.write(job);
    }
}
