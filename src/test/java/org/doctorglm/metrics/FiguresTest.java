package org.doctorglm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void rougeLIsThatOfLinsExampleByCharacters() {
        // Lin 2004, section 3.1, one letter a word: "police killed the gunman", "police kill the gunman", "the gunman kill police".
        assertThat(RougeL.of("PxTG", "PkTG")).isCloseTo(0.75, within(1e-12));
        assertThat(RougeL.of("TGkP", "PkTG")).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void rougeLOfTheSameTextIsOneAndOfNothingZero() {
        assertThat(RougeL.of("咽痛、发热", "咽痛、 发热")).isEqualTo(1);
        assertThat(RougeL.of("", "咽痛")).isZero();
        assertThat(RougeL.of("头晕", "咽痛")).isZero();
    }

    @Test
    void theIntervalOfAMeanHoldsItAndNarrowsWithMoreValues() {
        double[] many = new Random(3).doubles(4000).toArray();
        Bootstrap.Interval wide = Bootstrap.mean(Arrays.copyOf(many, 40));
        Bootstrap.Interval narrow = Bootstrap.mean(many);
        double mean = Arrays.stream(many).average().orElseThrow();
        assertThat(mean).isBetween(narrow.low(), narrow.high());
        assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 4);
        // The normal approximation: 1.96 times the standard error of uniform numbers.
        assertThat(narrow.high() - narrow.low()).isCloseTo(2 * 1.96 * Math.sqrt(1 / 12.0 / 4000), within(0.003));
        assertThat(Bootstrap.mean(many)).isEqualTo(narrow);
    }

    @Test
    void anIntervalKnowsWhetherItHoldsZero() {
        assertThat(Bootstrap.mean(new double[] {1, 2, 3}).excludesZero()).isTrue();
        assertThat(Bootstrap.mean(new double[] {-1, 1, -2, 2}).excludesZero()).isFalse();
    }
}
