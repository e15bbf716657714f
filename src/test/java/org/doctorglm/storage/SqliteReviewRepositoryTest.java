package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Edit;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.LogEntry;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.Reading.Role;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewCounts;
import org.doctorglm.review.ReviewSession;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.review.Reviews;
import org.doctorglm.review.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReviewRepositoryTest {
    private static final Clock CLOCK = Clock.fixed(Reviews.NOON, ZoneOffset.UTC);

    @TempDir
    Path temp;

    private Database open() {
        return Database.open(temp.resolve("x.db"), temp.resolve("backups"));
    }

    @Test
    void what_was_said_is_read_again_as_it_was_said() {
        Random random = new Random(3);
        ReviewedAnswer answer = Reviews.answer("a", "问", Reviews.text(random, 40));
        ReviewedAnswer other = Reviews.of("b", "内科", "m", 0.5);
        Ranking ranking = new Ranking("r", "问", List.of("a", "b"), List.of(2, 1), "更全", "王", 9, Reviews.NOON);
        Reading said;
        try (Database database = open()) {
            SqliteReviewRepository reviews = new SqliteReviewRepository(database, CLOCK);
            assertThat(reviews.add(List.of(answer, other), "王")).isEmpty();
            assertThat(reviews.add(List.of(answer, Reviews.answer("b", "问", "别的")), "王")).containsExactly("b");
            ReviewSession session = new ReviewSession(reviews, "a", "王", Role.READER, CLOCK);
            for (int i = 0; i < 30; i++) {
                session.take(Reviews.mark(random, answer, "m" + i, "别人"));
            }
            session.grade(AnswerGrade.Aspect.CORRECT, 2);
            session.noteMissing("未问过敏史; DROP TABLE review_mark");
            session.undo();
            session.redo();
            session.finish(Duration.ofMillis(12_345));
            said = session.reading();
            reviews.add(ranking);
            reviews.put(new Reviewer("王", "内科"));
        }
        try (Database database = open()) {
            SqliteReviewRepository reviews = new SqliteReviewRepository(database, CLOCK);
            assertThat(reviews.answers()).containsExactly(answer, other);
            assertThat(reviews.reading("a", "王", Role.READER)).isEqualTo(said);
            assertThat(reviews.readings("a")).containsExactly(said);
            assertThat(reviews.readings()).containsExactly(said);
            assertThat(reviews.summaries()).singleElement().satisfies(summary -> assertThat(summary.marks()).isEqualTo(30));
            assertThat(reviews.counts()).isEqualTo(new ReviewCounts(2, 1, 30));
            assertThat(reviews.rankings()).containsExactly(ranking);
            assertThat(reviews.reviewers()).containsExactly(new Reviewer("王", "内科"));
            assertThat(reviews.firstBrokenLine()).isEmpty();
            assertThat(reviews.log(0, 1000)).hasSize(2 + 30 + 1 + 3 + 1 + 1 + 1);
            reviews.remove("a", "王");
            assertThat(reviews.readings()).isEmpty();
            assertThat(reviews.firstBrokenLine()).isEmpty();
        }
    }

    @Test
    void rates_counted_in_the_database_are_those_counted_from_the_readings() {
        Random random = new Random(11);
        try (Database database = open()) {
            SqliteReviewRepository reviews = new SqliteReviewRepository(database, CLOCK);
            assertThat(reviews.rates(ErrorRates.Grouping.MODEL).groups()).isEmpty();
            for (int i = 0; i < 60; i++) {
                ReviewedAnswer answer = Reviews.of("a" + i, i % 2 == 0 ? "儿科" : "内科", "m" + i % 3, 0);
                reviews.add(List.of(answer), "");
                for (String who : List.of("甲", "乙", "丙")) {
                    Role role = who.equals("丙") ? Role.ADJUDICATOR : Role.READER;
                    ReviewSession session = new ReviewSession(reviews, answer.id(), who, role, CLOCK);
                    for (int m = random.nextInt(3); m > 0; m--) {
                        session.take(Reviews.mark(random, answer, who + i + m, who));
                    }
                    if (random.nextInt(3) > 0) {
                        session.finish(Duration.ofSeconds(1));
                    } else if (random.nextBoolean()) {
                        session.skip(ReadingState.SkipReason.OTHER, "\"progress\":\"DONE\"", Duration.ZERO);
                    }
                }
            }
            for (ErrorRates.Grouping grouping : ErrorRates.Grouping.values()) {
                ErrorRates counted = reviews.rates(grouping);
                ErrorRates read = ErrorRates.of(reviews.answers(), reviews.readings(), grouping);
                assertThat(counted.groups()).hasSameSizeAs(read.groups()).isNotEmpty();
                for (int i = 0; i < read.groups().size(); i++) {
                    ErrorRates.Row one = counted.groups().get(i);
                    ErrorRates.Row other = read.groups().get(i);
                    assertThat(one.group()).isEqualTo(other.group());
                    assertThat(one.answers()).isEqualTo(other.answers());
                    assertThat(one.ids()).isEqualTo(other.ids());
                    other.kinds().forEach((kind, value) -> assertThat(one.kinds().get(kind)).isCloseTo(value, within(1e-9)));
                    other.severities().forEach((severity, value) -> assertThat(one.severities().get(severity)).isCloseTo(value, within(1e-9)));
                }
            }
        }
    }

    @Test
    void a_change_of_what_is_no_longer_so_is_refused_whole() {
        try (Database window = open(); Database command = open()) {
            SqliteReviewRepository one = new SqliteReviewRepository(window, CLOCK);
            one.add(List.of(Reviews.of("a", "", "m", 0)), "王");
            ReviewSession here = new ReviewSession(one, "a", "王", Role.READER, CLOCK);
            ReviewSession there = new ReviewSession(new SqliteReviewRepository(command, CLOCK), "a", "王", Role.READER, CLOCK);
            here.grade(AnswerGrade.Aspect.SAFE, 3);
            int lines = one.log(0, 1000).size();
            assertThatThrownBy(() -> there.grade(AnswerGrade.Aspect.SAFE, 4)).isInstanceOfSatisfying(StorageException.class,
                    e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.LOCKED));
            assertThat(there.reading().grade()).isEqualTo(AnswerGrade.NONE);
            assertThat(one.log(0, 1000)).hasSize(lines);
            Annotation slid = Reviews.mark(Reviews.answer("a", "问", "别的"), "x", 0, 1, MarkKind.COMMENT, "", "王");
            assertThatThrownBy(() -> one.record(List.of(new ReviewChange("a", slid.textSha256(), "王", Role.READER, Reviews.NOON, new Edit.Mark(null, slid)))))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void the_log_cannot_be_changed_and_shows_when_somebody_did_it_all_the_same() throws Exception {
        try (Database database = open()) {
            SqliteReviewRepository reviews = new SqliteReviewRepository(database, CLOCK);
            reviews.add(List.of(Reviews.of("a", "", "m", 0)), "王");
            ReviewSession session = new ReviewSession(reviews, "a", "王", Role.READER, CLOCK);
            Annotation mark = session.mark(new Span(0, 2), MarkKind.FACTUAL);
            session.change(mark.id(), m -> m.withKind(MarkKind.IMPROPER));
            session.remove(mark.id());
            List<LogEntry> log = reviews.log(0, 10);
            assertThat(log).hasSize(4);
            assertThat(log.get(2).before()).contains("factual");
            assertThat(log.get(2).after()).contains("improper");
            assertThat(log.get(3).after()).isEmpty();
        }
        for (String tampering : List.of("UPDATE review_log SET reviewer = '李' WHERE number = 2", "DELETE FROM review_log WHERE number = 4")) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(tampering)).isInstanceOf(SQLException.class).hasMessageContaining("only grows");
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER review_log_is_not_cut");
            statement.execute("DELETE FROM review_log WHERE number = 4");
        }
        try (Database database = open()) {
            assertThat(new SqliteReviewRepository(database, CLOCK).firstBrokenLine()).contains(4L);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER review_log_is_not_changed");
            statement.execute("UPDATE review_log SET reviewer = '李' WHERE number = 2");
        }
        try (Database database = open()) {
            assertThat(new SqliteReviewRepository(database, CLOCK).firstBrokenLine()).contains(2L);
        }
    }

    @Test
    void two_processes_write_one_unbroken_log() throws Exception {
        try (Database one = open(); Database other = open(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new SqliteReviewRepository(one, CLOCK).add(List.of(Reviews.of("a", "", "m", 0)), "王");
            List<Future<?>> all = new ArrayList<>();
            for (Database database : List.of(one, other)) {
                String reviewer = database == one ? "王" : "李";
                all.add(threads.submit(() -> {
                    ReviewSession session = new ReviewSession(new SqliteReviewRepository(database, CLOCK), "a", reviewer, Role.READER, CLOCK);
                    for (int i = 0; i < 40; i++) {
                        session.mark(new Span(i % 5, 6), MarkKind.COMMENT);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            SqliteReviewRepository reviews = new SqliteReviewRepository(one, CLOCK);
            assertThat(reviews.log(0, 1000)).hasSize(81);
            assertThat(reviews.firstBrokenLine()).isEmpty();
        }
    }

    @Test
    void five_thousand_answers_with_twenty_thousand_marks_are_opened_at_once() {
        try (Database database = open()) {
            SqliteReviewRepository reviews = new SqliteReviewRepository(database, CLOCK);
            List<ReviewedAnswer> answers = new ArrayList<>();
            List<ReviewChange> changes = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                ReviewedAnswer answer = Reviews.of("a" + i, "", "m", 0);
                answers.add(answer);
                for (int j = 0; j < 4; j++) {
                    changes.add(new ReviewChange(answer.id(), answer.textSha256(), "王", Role.READER, Reviews.NOON,
                            new Edit.Mark(null, Reviews.mark(answer, i + "-" + j, j, j + 3, MarkKind.COMMENT, "", "王"))));
                }
            }
            reviews.add(answers, "王");
            reviews.record(changes);
            reviews.summaries();
            long begin = System.nanoTime();
            assertThat(reviews.answers()).hasSize(5_000);
            assertThat(reviews.summaries()).hasSize(5_000);
            long listed = System.nanoTime();
            assertThat(reviews.reading("a4999", "王", Role.READER).marks()).hasSize(4);
            long opened = System.nanoTime();
            assertThat(reviews.readings()).hasSize(5_000);
            long all = System.nanoTime();
            System.err.printf("5000 answers, 20000 marks: list %d ms, one %d ms, all readings %d ms%n", (listed - begin) / 1_000_000, (opened - listed) / 1_000_000,
                    (all - opened) / 1_000_000);
            assertThat((opened - listed) / 1_000_000).isLessThan(300);
        }
    }
}
