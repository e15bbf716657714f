package org.doctorglm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    @Test
    void of_a_mean_it_is_the_textbook_standard_error() {
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        // Standard deviation with n - 1: sqrt(32 / 7); divided by sqrt(8).
        double error = Math.sqrt(32.0 / 7) / Math.sqrt(8);
        Bootstrap.Interval interval = Jackknife.of(values.length, cases -> Arrays.stream(cases).mapToDouble(i -> values[i]).average().orElseThrow());
        assertThat(interval.low()).isCloseTo(5 - 1.96 * error, within(1e-9));
        assertThat(interval.high()).isCloseTo(5 + 1.96 * error, within(1e-9));
    }

    @Test
    void the_figure_lies_in_its_own_interval_also_where_different_things_are_counted() {
        List<String> texts = List.of("发热三天伴咳嗽", "右下腹疼痛一天", "头晕乏力一周", "咽痛流涕两天", "腰痛半年");
        Bootstrap.Interval interval = Jackknife.of(texts.size(), cases -> Distinct.of(Arrays.stream(cases).mapToObj(texts::get).toList(), 2));
        assertThat(Distinct.of(texts, 2)).isBetween(interval.low(), interval.high());
    }

    @Test
    void one_case_says_nothing_about_others() {
        assertThatThrownBy(() -> Jackknife.of(1, cases -> 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
