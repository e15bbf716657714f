package org.doctorglm.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.doctorglm.review.Reading.Role;
import org.junit.jupiter.api.Test;

class ReviewSessionTest {
    private static final Clock CLOCK = Clock.fixed(Reviews.NOON, ZoneOffset.UTC);
    private final MemoryReviews reviews = new MemoryReviews();
    private final ReviewedAnswer answer = Reviews.answer("a", "咽痛？", "建议多喝水，口服利巴韦林。");

    private ReviewSession session(String reviewer, Role role) {
        reviews.add(List.of(answer), reviewer);
        return new ReviewSession(reviews, "a", reviewer, role, CLOCK);
    }

    @Test
    void every_step_is_stored_and_can_be_taken_back_to_the_beginning_and_done_again() {
        Random random = new Random(5);
        ReviewSession session = session("王", Role.READER);
        List<Reading> states = new ArrayList<>(List.of(session.reading()));
        for (int i = 0; i < 500; i++) {
            List<Annotation> marks = session.reading().marks();
            switch (marks.isEmpty() ? 0 : random.nextInt(5)) {
                case 0 -> session.mark(new Span(random.nextInt(5), 6 + random.nextInt(5)), MarkKind.values()[random.nextInt(3)]);
                case 1 -> session.remove(marks.get(random.nextInt(marks.size())).id());
                case 2 -> {
                    int number = i;
                    session.change(marks.getFirst().id(), mark -> mark.with(MarkIssue.OMISSION, Severity.MAJOR, Harm.MILD, "评" + number, "改"));
                }
                case 3 -> session.grade(AnswerGrade.Aspect.SAFE, 1 + (session.reading().grade().of(AnswerGrade.Aspect.SAFE) % 5));
                default -> session.noteMissing("缺" + i);
            }
            states.add(session.reading());
            assertThat(reviews.reading("a", "王", Role.READER)).isEqualTo(session.reading());
        }
        for (int i = 499; i >= 0; i--) {
            session.undo();
            assertThat(session.reading()).isEqualTo(states.get(i)).isEqualTo(reviews.reading("a", "王", Role.READER));
        }
        assertThat(session.canUndo()).isFalse();
        for (int i = 1; i <= 500; i++) {
            session.redo();
            assertThat(session.reading()).isEqualTo(states.get(i));
        }
        assertThat(session.canRedo()).isFalse();
        assertThat(reviews.changes).hasSize(1500);
    }

    @Test
    void a_mark_outside_the_text_is_refused_and_nothing_is_stored() {
        ReviewSession session = session("王", Role.READER);
        assertThatThrownBy(() -> session.mark(new Span(3, 200), MarkKind.COMMENT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(reviews.changes).isEmpty();
    }

    @Test
    void a_queue_gives_each_answer_to_whoever_has_not_read_it() {
        reviews.add(List.of(Reviews.of("1", "内科", "m", 0.1), Reviews.of("2", "儿科", "m", 0.9), Reviews.of("3", "内科", "n", 0.5)), "王");
        assertThat(ids(queue(ReviewQueue.Wish.of("王")))).containsExactly("1", "2", "3");
        assertThat(ids(queue(new ReviewQueue.Wish("王", "内科", null, null, ReviewQueue.Order.UNCERTAINTY, 0, 1, false)))).containsExactly("3", "1");
        ReviewSession one = new ReviewSession(reviews, "1", "王", Role.READER, CLOCK);
        one.finish(Duration.ofSeconds(36));
        new ReviewSession(reviews, "2", "王", Role.READER, CLOCK).skip(ReadingState.SkipReason.NOT_MY_FIELD, "儿科", Duration.ZERO);
        ReviewQueue mine = queue(ReviewQueue.Wish.of("王"));
        assertThat(ids(mine)).containsExactly("3");
        assertThat(mine.done()).isEqualTo(1);
        assertThat(mine.skipped()).isEqualTo(1);
        assertThat(mine.hourly()).isEqualTo(100);
        // One reading each: the first is read. Two each: the second reader gets it, and nobody else later.
        assertThat(ids(queue(ReviewQueue.Wish.of("李")))).containsExactly("2", "3");
        ReviewQueue.Wish second = new ReviewQueue.Wish("李", null, null, null, ReviewQueue.Order.ARRIVAL, 0, 2, true);
        assertThat(ids(queue(second))).containsExactly("1");
    }

    @Test
    void a_drawn_order_depends_on_the_seed_alone() {
        List<ReviewedAnswer> some = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            some.add(Reviews.of("id" + i, "", "m", 0));
        }
        ReviewQueue.Wish wish = new ReviewQueue.Wish("王", null, null, null, ReviewQueue.Order.DRAWN, 7, 1, false);
        List<String> drawn = ids(ReviewQueue.of(some, List.of(), wish));
        assertThat(ids(ReviewQueue.of(some.reversed(), List.of(), wish))).isEqualTo(drawn);
        assertThat(drawn).isNotEqualTo(some.stream().map(ReviewedAnswer::id).toList());
    }

    @Test
    void a_second_reader_sees_the_first_reading_only_after_finishing() {
        ReviewSession first = session("王", Role.READER);
        first.mark(new Span(0, 2), MarkKind.FACTUAL);
        first.finish(Duration.ofSeconds(1));
        ReviewSession second = session("李", Role.READER);
        assertThat(ReviewQueue.visible(reviews.readings(), "李")).isEmpty();
        second.finish(Duration.ofSeconds(1));
        assertThat(ReviewQueue.visible(reviews.readings(), "李")).hasSize(2);
    }

    @Test
    void time_stops_when_nobody_is_there() {
        long[] now = {0};
        ReadingClock clock = new ReadingClock(() -> now[0], Duration.ofSeconds(5));
        clock.touch();
        now[0] += Duration.ofSeconds(20).toNanos();
        clock.touch();
        now[0] += Duration.ofHours(3).toNanos();
        clock.touch();
        assertThat(clock.spent()).isEqualTo(Duration.ofSeconds(5 + 20).plus(ReadingClock.IDLE));
        clock.pause();
        now[0] += Duration.ofSeconds(30).toNanos();
        clock.touch();
        assertThat(clock.spent()).isEqualTo(Duration.ofSeconds(25).plus(ReadingClock.IDLE));
    }

    @Test
    void what_two_readers_agree_on_is_merged_and_the_rest_is_decided() {
        Reading first = Reviews.reading(answer, "王", Role.READER, List.of(Reviews.mark(answer, "1", 0, 5, MarkKind.COMMENT, "好", "王"),
                Reviews.mark(answer, "2", 6, 12, MarkKind.FACTUAL, "", "王")));
        Reading second = Reviews.reading(answer, "李", Role.READER, List.of(Reviews.mark(answer, "3", 0, 5, MarkKind.COMMENT, "太笼统", "李"),
                Reviews.mark(answer, "4", 8, 12, MarkKind.FACTUAL, "病毒自限", "李"), Reviews.mark(answer, "5", 2, 4, MarkKind.IMPROPER, "", "李")));
        List<Adjudication.Question> questions = Adjudication.of(first, second);
        assertThat(questions).hasSize(3);
        assertThat(questions.getFirst().agreed()).isTrue();
        assertThat(questions.getFirst().merged().comment()).isEqualTo("好\n太笼统");
        ReviewSession judge = session("主任", Role.ADJUDICATOR);
        Adjudication.takeAgreed(questions, judge);
        assertThat(judge.reading().marks()).singleElement().satisfies(mark -> assertThat(mark.reviewer()).isEqualTo("主任"));
        Adjudication.Question ribavirin = questions.stream().filter(q -> q.first() != null && q.first().kind() == MarkKind.FACTUAL).findFirst().orElseThrow();
        assertThat(Adjudication.decide(ribavirin, Adjudication.Decision.NEITHER, judge)).isEmpty();
        assertThat(Adjudication.decide(ribavirin, Adjudication.Decision.BOTH, judge)).hasSize(2);
        judge.undo();
        judge.undo();
        assertThat(Adjudication.decide(ribavirin, Adjudication.Decision.SECOND, judge).getFirst().span()).isEqualTo(new Span(8, 12));
        assertThat(judge.reading().marks()).hasSize(2);
        assertThat(reviews.readings("a")).hasSize(1);
    }

    @Test
    void agreement_is_one_for_the_same_marks_and_low_for_others_and_says_what_that_means() {
        List<Reading> readings = new ArrayList<>();
        Map<String, Integer> lengths = new java.util.HashMap<>();
        for (int i = 0; i < 30; i++) {
            ReviewedAnswer one = Reviews.answer("a" + i, "q", "建议多喝水，口服利巴韦林，注意休息，避免劳累，祝您健康。");
            lengths.put(one.id(), 29);
            List<Annotation> same = List.of(Reviews.mark(one, "x" + i, i % 7, i % 7 + 5, MarkKind.FACTUAL, "", "王"));
            Reading first = Reviews.reading(one, "王", Role.READER, same);
            readings.add(first.after(new Edit.Grade(AnswerGrade.NONE, AnswerGrade.NONE.with(AnswerGrade.Aspect.SAFE, 1 + i % 5))));
            List<Annotation> far = List.of(Reviews.mark(one, "y" + i, 20, 24, MarkKind.COMMENT, "", "李"));
            Reading second = Reviews.reading(one, "李", Role.READER, i % 2 == 0 ? List.of(same.getFirst().by("z" + i, "李", Reviews.NOON), far.getFirst()) : same.stream().map(m -> m.by("z" + m.id(), "李", Reviews.NOON)).toList());
            readings.add(second.after(new Edit.Grade(AnswerGrade.NONE, AnswerGrade.NONE.with(AnswerGrade.Aspect.SAFE, 1 + i % 5))));
        }
        Agreement agreement = Agreement.of(readings, lengths, List.of());
        assertThat(agreement.answers()).isEqualTo(30);
        assertThat(agreement.readers()).containsExactly("李", "王");
        Agreement.Figure factual = figure(agreement.units(), "factual");
        assertThat(factual.value()).isEqualTo(1);
        assertThat(factual.interval()).isNotNull();
        assertThat(factual.reliability()).isEqualTo(Reliability.RELIABLE);
        assertThat(figure(agreement.units(), "comment").reliability()).isIn(Reliability.WORSE_THAN_CHANCE, Reliability.UNRELIABLE);
        assertThat(figure(agreement.units(), "improper").reliability()).isEqualTo(Reliability.UNDEFINED);
        assertThat(figure(agreement.spans(), "exact").value()).isCloseTo(2.0 * 30 / 75, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(figure(agreement.grades(), "safe.alpha").value()).isEqualTo(1);
        assertThat(figure(agreement.grades(), "safe.kappa").value()).isEqualTo(1);
        assertThat(figure(agreement.grades(), "fluent.alpha").value()).isNaN();
        assertThat(Agreement.of(List.of(), lengths, List.of()).units().getFirst().value()).isNaN();
    }

    @Test
    void rankings_become_strengths_and_pairs_to_prefer() {
        List<Ranking> rankings = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rankings.add(new Ranking("r" + i, "q", List.of("a", "b", "c"), i % 4 == 0 ? List.of(2, 1, 3) : i % 4 == 1 ? List.of(1, 1, 2) : i % 4 == 2 ? List.of(1, 2, 3) : List.of(2, 3, 1), "因为", "王", i, Reviews.NOON));
        }
        assertThat(Ranking.shown(List.of("c", "a", "b"), 4)).isEqualTo(Ranking.shown(List.of("a", "b", "c"), 4)).containsExactlyInAnyOrder("a", "b", "c");
        Standings standings = Standings.of(rankings, id -> id);
        assertThat(standings.determined()).isTrue();
        assertThat(standings.rows().getFirst().group()).isEqualTo("a");
        assertThat(standings.comparisons()).isEqualTo(36);
        ReviewedAnswer a = Reviews.answer("a", "q", "甲");
        ReviewedAnswer b = Reviews.answer("b", "q", "乙");
        List<Standings.Preference> pairs = Standings.preferences(rankings, Map.of("a", a, "b", b));
        // Of four orders one is a tie of a and b; pairs with c are left out.
        assertThat(pairs).hasSize(9);
        assertThat(pairs.getFirst()).isEqualTo(new Standings.Preference("q", "乙", "甲", "因为", "王"));
    }

    @Test
    void errors_are_counted_once_however_many_read() {
        ReviewedAnswer one = Reviews.of("1", "内科", "m", 0);
        ReviewedAnswer two = Reviews.of("2", "儿科", "m", 0);
        List<Reading> readings = List.of(Reviews.reading(one, "王", Role.READER, List.of(Reviews.mark(one, "1", 0, 2, MarkKind.FACTUAL, "", "王"))),
                Reviews.reading(one, "李", Role.READER, List.of()), Reviews.reading(two, "王", Role.READER, List.of()));
        ErrorRates byModel = ErrorRates.of(List.of(one, two), readings, ErrorRates.Grouping.MODEL);
        assertThat(byModel.groups()).singleElement().satisfies(row -> {
            assertThat(row.answers()).isEqualTo(2);
            assertThat(row.kinds().get(MarkKind.FACTUAL)).isEqualTo(25);
            assertThat(row.ids()).containsExactly("1");
        });
        assertThat(ErrorRates.of(List.of(one, two), readings, ErrorRates.Grouping.DEPARTMENT).groups()).hasSize(2);
    }

    private ReviewQueue queue(ReviewQueue.Wish wish) {
        return ReviewQueue.of(reviews.answers(), reviews.summaries(), wish);
    }

    private static List<String> ids(ReviewQueue queue) {
        return queue.open().stream().map(ReviewedAnswer::id).toList();
    }

    private static Agreement.Figure figure(List<Agreement.Figure> figures, String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow();
    }
}
