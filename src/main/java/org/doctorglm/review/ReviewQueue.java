package org.doctorglm.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.doctorglm.review.ReadingState.Progress;
import org.jspecify.annotations.Nullable;

/// What somebody has still to read. Pure: made anew of what is stored, so that two windows see the same.
///
/// @param open answers to read, the next one first
/// @param done answers that this person finished
/// @param skipped answers that this person skipped
/// @param active time that this person spent on answers finished
public record ReviewQueue(List<ReviewedAnswer> open, int done, int skipped, Duration active) {
    /// In which order.
    public enum Order {
        /// As they came.
        ARRIVAL,
        /// The most uncertain first.
        UNCERTAINTY,
        /// Drawn by the seed; the same for the same answers. For reading blind.
        DRAWN
    }

    /// What to read, and how.
    ///
    /// @param reader name
    /// @param department null for all
    /// @param model null for all
    /// @param way null for all
    /// @param readers how many readings an answer needs; one that has them is given to nobody else
    /// @param secondOnly only answers that somebody else has finished already
    public record Wish(String reader, @Nullable String department, @Nullable String model, ReviewedAnswer.@Nullable Way way, Order order, long seed,
                       int readers, boolean secondOnly) {
        /// All answers as they came, one reading each.
        public static Wish of(String reader) {
            return new Wish(reader, null, null, null, Order.ARRIVAL, 0, 1, false);
        }

        boolean holds(ReviewedAnswer answer) {
            ReviewedAnswer.Source source = answer.source();
            return (department == null || department.equals(source.department())) && (model == null || model.equals(source.model()))
                    && (way == null || way == source.way());
        }
    }

    public static ReviewQueue of(List<ReviewedAnswer> answers, List<ReadingSummary> readings, Wish wish) {
        Map<String, Integer> others = new HashMap<>();
        Map<String, ReadingState> own = new HashMap<>();
        for (ReadingSummary reading : readings) {
            if (reading.role() == Reading.Role.READER) {
                if (reading.reviewer().equals(wish.reader())) {
                    own.put(reading.answerId(), reading.state());
                } else if (reading.state().progress() == Progress.DONE) {
                    others.merge(reading.answerId(), 1, Integer::sum);
                }
            }
        }
        List<ReviewedAnswer> open = new ArrayList<>();
        int done = 0;
        int skipped = 0;
        Duration active = Duration.ZERO;
        for (ReviewedAnswer answer : answers.stream().filter(wish::holds).toList()) {
            ReadingState state = own.getOrDefault(answer.id(), ReadingState.OPEN);
            int read = others.getOrDefault(answer.id(), 0);
            switch (state.progress()) {
                case DONE -> {
                    done++;
                    active = active.plus(state.active());
                }
                case SKIPPED -> skipped++;
                case OPEN -> {
                    if (read < wish.readers() && (!wish.secondOnly() || read > 0)) {
                        open.add(answer);
                    }
                }
            }
        }
        return new ReviewQueue(ordered(open, wish), done, skipped, active);
    }

    private static List<ReviewedAnswer> ordered(List<ReviewedAnswer> open, Wish wish) {
        switch (wish.order()) {
            case ARRIVAL -> { }
            case UNCERTAINTY -> open.sort(Comparator.comparingDouble((ReviewedAnswer answer) -> answer.source().uncertainty()).reversed());
            case DRAWN -> {
                // First by id, so that the order they came in does not shine through.
                open.sort(Comparator.comparing(ReviewedAnswer::id));
                Collections.shuffle(open, new Random(wish.seed()));
            }
        }
        return List.copyOf(open);
    }

    /// Answers finished in an hour of time really spent; 0 before the first one.
    public double hourly() {
        return active.isZero() ? 0 : done * 3600.0 / (active.toMillis() / 1000.0);
    }

    /// What somebody may see of an answer's readings: until their own is finished, nobody else's.
    public static List<Reading> visible(List<Reading> readings, String reader) {
        Set<String> finished = new HashSet<>();
        readings.stream().filter(reading -> reading.role() == Reading.Role.READER && reading.reviewer().equals(reader) && reading.done())
                .forEach(reading -> finished.add(reading.answerId()));
        return readings.stream().filter(reading -> reading.reviewer().equals(reader) || finished.contains(reading.answerId())).toList();
    }
}
