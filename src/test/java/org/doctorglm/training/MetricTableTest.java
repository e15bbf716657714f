package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.doctorglm.metrics.OverlapMetric;
import org.junit.jupiter.api.Test;

class MetricTableTest {
    private static final List<String> REFERENCES = IntStream.range(0, 20).mapToObj(i -> "先休息，多喝水，第" + i + "天还疼就去医院检查。").toList();

    private static MetricTable table(List<String> base, List<String> tuned) {
        SequencedMap<Long, List<String>> answers = new LinkedHashMap<>();
        answers.put(0L, base);
        answers.put(6L, tuned);
        return MetricTable.of(REFERENCES, 64, answers);
    }

    @Test
    void who_answers_as_the_doctors_did_has_ones_and_who_shares_no_word_has_noughts() {
        MetricTable table = table(REFERENCES.stream().map(text -> "abc").toList(), REFERENCES);
        for (OverlapMetric metric : OverlapMetric.values()) {
            assertThat(table.rows().getFirst().figure(metric).mean()).as(metric.title()).isZero();
            MetricTable.Figure tuned = table.rows().getLast().figure(metric);
            assertThat(tuned.mean()).as(metric.title()).isCloseTo(1, within(1e-9));
            assertThat(tuned.change().mean()).as(metric.title()).isCloseTo(1, within(1e-9));
            assertThat(tuned.change().interval().excludesZero()).isTrue();
        }
        assertThat(table.rows()).extracting(MetricTable.Row::step).containsExactly(0L, 6L);
        assertThat(table.questions()).isEqualTo(20);
    }

    @Test
    void a_difference_is_told_question_by_question_and_so_is_narrower_than_the_figures_are() {
        // Half of the questions are hopeless for both; on every other one the tuned network is a little better.
        List<String> base = IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? "不知道" : "先休息，多喝水。").toList();
        List<String> tuned = IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? "不知道" : "先休息，多喝水，还疼就去医院。").toList();
        MetricTable table = table(base, tuned);
        MetricTable.Figure figure = table.rows().getLast().figure(OverlapMetric.ROUGEL);
        double width = figure.interval().high() - figure.interval().low();
        assertThat(figure.change().interval().high() - figure.change().interval().low()).isLessThan(width);
        assertThat(figure.change().interval().low()).isPositive();
        assertThat(figure.mean()).isCloseTo(table.rows().getFirst().figure(OverlapMetric.ROUGEL).mean() + figure.change().mean(), within(1e-12));
    }

    @Test
    void the_base_has_no_difference_from_itself() {
        MetricTable table = table(REFERENCES, REFERENCES);
        assertThat(table.rows().getFirst().figures().values()).allMatch(figure -> figure.change() == null);
        assertThat(table.rows().getLast().figures().values()).allMatch(figure -> figure.change().mean() == 0 && !figure.change().interval().excludesZero());
    }
}
