package org.doctorglm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.doctorglm.metrics.KrippendorffAlpha.Level;
import org.doctorglm.metrics.UnitizingAlpha.Disagreement;
import org.doctorglm.metrics.UnitizingAlpha.Text;
import org.doctorglm.metrics.UnitizingAlpha.Unit;
import org.junit.jupiter.api.Test;

class AgreementFiguresTest {
    @Test
    void alpha_is_that_of_krippendorff_2011() {
        // "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units, missing values.
        int[][] observers = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0}, {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3}, {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
        int[][] cases = new int[12][4];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 4; j++) {
                cases[i][j] = observers[j][i] == 0 ? KrippendorffAlpha.MISSING : observers[j][i];
            }
        }
        assertThat(KrippendorffAlpha.of(cases, 6, Level.NOMINAL)).isCloseTo(0.743, within(5e-4));
        assertThat(KrippendorffAlpha.of(cases, 6, Level.ORDINAL)).isCloseTo(0.815, within(5e-4));
        assertThat(KrippendorffAlpha.of(cases, 6, Level.INTERVAL)).isCloseTo(0.849, within(5e-4));
        assertThat(KrippendorffAlpha.of(new int[][] {{1, 1}, {1, 1}}, 2, Level.NOMINAL)).isNaN();
    }

    @Test
    void alpha_for_units_is_that_of_krippendorff_2004() {
        // "Content Analysis", second edition, page 254: two observers, 300 places from 150 on, categories c and k.
        Disagreement c = UnitizingAlpha.of(List.of(moved(List.of(unit(225, 70), unit(370, 30)), List.of(unit(220, 80), unit(355, 20), unit(400, 20)))));
        Disagreement k = UnitizingAlpha.of(List.of(moved(List.of(unit(180, 60), unit(300, 50)), List.of(unit(180, 60), unit(300, 50)))));
        assertThat(c.observed()).isCloseTo(2600.0 / 180_000, within(1e-12));
        assertThat(c.expected()).isCloseTo(0.0532, within(5e-5));
        assertThat(c.alpha()).isCloseTo(0.7286, within(5e-5));
        assertThat(k.observed()).isZero();
        assertThat(k.expected()).isCloseTo(0.0490, within(5e-5));
        assertThat(k.alpha()).isEqualTo(1);
        assertThat(c.plus(k).alpha()).isCloseTo(0.8591, within(5e-4));
    }

    @Test
    void alpha_for_units_equals_the_formula_written_out_over_units_and_gaps() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int readers = random.nextInt(2, 4);
            List<Text> texts = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int length = random.nextInt(20, 80);
                List<List<Unit>> cut = new ArrayList<>();
                for (int r = 0; r < readers; r++) {
                    List<Unit> units = new ArrayList<>();
                    for (int at = random.nextInt(15); at + 2 < length; at += random.nextInt(1, 20)) {
                        int end = Math.min(length, at + random.nextInt(1, 12));
                        units.add(new Unit(at, end));
                        at = end;
                    }
                    cut.add(units);
                }
                texts.add(new Text(length, cut));
            }
            Disagreement fast = UnitizingAlpha.of(texts);
            assertThat(fast.observed()).isCloseTo(slowObserved(texts), within(1e-9));
            assertThat(fast.expected()).isCloseTo(slowExpected(texts), within(1e-9));
        }
    }

    @Test
    void units_that_overlap_within_a_reader_are_joined() {
        assertThat(Text.of(20, List.of(List.of(new Unit(5, 9), new Unit(0, 6), new Unit(9, 12)))).readers().getFirst())
                .containsExactly(new Unit(0, 9), new Unit(9, 12));
        assertThat(UnitizingAlpha.of(List.of()).alpha()).isNaN();
    }

    @Test
    void kappas_are_those_of_published_tables() {
        // Fifty proposals read twice: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; κ = 0.40 (textbook example of Cohen's κ).
        int[] one = new int[50];
        int[] other = new int[50];
        Arrays.fill(one, 25, 50, 1);
        Arrays.fill(other, 20, 25, 1);
        Arrays.fill(other, 35, 50, 1);
        assertThat(Kappa.cohen(one, other, 2)).isCloseTo(0.40, within(1e-12));
        // Ten subjects, fourteen readers, five categories; κ = 0.210 (textbook example of Fleiss' κ).
        int[][] counts = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1}, {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0},
            {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
        assertThat(Kappa.fleiss(counts)).isCloseTo(0.210, within(5e-4));
        assertThat(Kappa.cohen(new int[] {1, 1}, new int[] {1, 1}, 2)).isNaN();
    }

    @Test
    void span_matches_count_each_partner_once() {
        List<Unit> one = List.of(new Unit(0, 4), new Unit(6, 9), new Unit(20, 25));
        List<Unit> other = List.of(new Unit(0, 4), new Unit(7, 12), new Unit(8, 9));
        assertThat(SpanMatch.exact(one, other).f1()).isCloseTo(2.0 / 6, within(1e-12));
        assertThat(SpanMatch.overlapping(one, other).f1()).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(SpanMatch.NONE.f1()).isNaN();
    }

    @Test
    void bradley_terry_is_that_of_agrestis_baseball_teams() {
        // Agresti, "Categorical Data Analysis", American League East 1987; estimates and errors as R's BradleyTerry2 prints them, Baltimore = 0:
        // Boston 1.1077 (0.3339), Cleveland 0.6839 (0.3319), Detroit 1.4364 (0.3396), Milwaukee 1.5814 (0.3433), New York 1.2476 (0.3359),
        // Toronto 1.2945 (0.3367).
        double[][] wins = {{0, 7, 9, 7, 7, 9, 11}, {6, 0, 7, 5, 11, 9, 9}, {4, 6, 0, 7, 7, 8, 12}, {6, 8, 6, 0, 6, 7, 10}, {6, 2, 6, 7, 0, 7, 12},
            {4, 4, 5, 6, 6, 0, 6}, {2, 4, 1, 3, 1, 7, 0}};
        double[] estimates = {1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839};
        double[] errors = {0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319};
        BradleyTerry fit = BradleyTerry.of(wins);
        for (int i = 0; i < estimates.length; i++) {
            assertThat(fit.strengths()[i] - fit.strengths()[6]).isCloseTo(estimates[i], within(5e-5));
            assertThat(fit.errorOfDifference(i, 6)).isCloseTo(errors[i], within(1e-4));
            assertThat(fit.strengths()[i]).isBetween(fit.interval(i).low(), fit.interval(i).high());
        }
        assertThat(Arrays.stream(fit.strengths()).sum()).isCloseTo(0, within(1e-9));
    }

    @Test
    void two_of_them_are_the_logarithm_of_their_wins_and_one_that_never_won_is_not_determined() {
        BradleyTerry fit = BradleyTerry.of(new double[][] {{0, 6}, {2, 0}});
        assertThat(fit.strengths()[0] - fit.strengths()[1]).isCloseTo(Math.log(3), within(1e-9));
        // The error of a log odds: √(1/6 + 1/2).
        assertThat(fit.errorOfDifference(0, 1)).isCloseTo(Math.sqrt(1 / 6.0 + 1 / 2.0), within(1e-6));
        assertThat(BradleyTerry.of(new double[][] {{0, 6}, {0, 0}}).determined()).isFalse();
    }

    @Test
    void a_bootstrap_of_any_figure_is_that_of_the_mean_and_says_when_there_is_none() {
        double[] values = new Random(5).doubles(200).toArray();
        Bootstrap.Interval means = Bootstrap.mean(values);
        Bootstrap.Interval any = Bootstrap.of(values.length, 2000, drawn -> Arrays.stream(drawn).mapToDouble(i -> values[i]).average().orElseThrow());
        assertThat(any).isNotNull();
        assertThat(any.low()).isCloseTo(means.low(), within(0.01));
        assertThat(any.high()).isCloseTo(means.high(), within(0.01));
        assertThat(Bootstrap.of(5, 100, drawn -> Double.NaN)).isNull();
        assertThat(Bootstrap.of(0, 100, drawn -> 1)).isNull();
    }

    private static Unit unit(int start, int length) {
        return new Unit(start - 150, start - 150 + length);
    }

    private static Text moved(List<Unit> one, List<Unit> other) {
        return new Text(300, List.of(one, other));
    }

    /// Sections as in the book: units and gaps, both with begin and length.
    private record Section(int begin, int length, boolean unit) {
    }

    private static List<Section> sections(Text text, int reader) {
        List<Section> sections = new ArrayList<>();
        int at = 0;
        for (Unit unit : text.readers().get(reader)) {
            if (unit.start() > at) {
                sections.add(new Section(at, unit.start() - at, false));
            }
            sections.add(new Section(unit.start(), unit.end() - unit.start(), true));
            at = unit.end();
        }
        if (at < text.length()) {
            sections.add(new Section(at, text.length() - at, false));
        }
        return sections;
    }

    private static double slowObserved(List<Text> texts) {
        int readers = texts.getFirst().readers().size();
        double length = texts.stream().mapToInt(Text::length).sum();
        double sum = 0;
        for (Text text : texts) {
            for (int i = 0; i < readers; i++) {
                for (int j = 0; j < readers; j++) {
                    for (Section g : i == j ? List.<Section>of() : sections(text, i)) {
                        for (Section h : sections(text, j)) {
                            int apart = g.begin - h.begin;
                            if (g.unit && h.unit && -g.length < apart && apart < h.length) {
                                sum += (double) apart * apart + (double) (apart + g.length - h.length) * (apart + g.length - h.length);
                            } else if (g.unit && !h.unit && h.length - g.length >= apart && apart >= 0) {
                                sum += (double) g.length * g.length;
                            } else if (!g.unit && h.unit && g.length - h.length >= -apart && -apart >= 0) {
                                sum += (double) h.length * h.length;
                            }
                        }
                    }
                }
            }
        }
        return sum / (readers * (readers - 1) * length * length);
    }

    private static double slowExpected(List<Text> texts) {
        int readers = texts.getFirst().readers().size();
        double length = texts.stream().mapToInt(Text::length).sum();
        List<Section> all = new ArrayList<>();
        texts.forEach(text -> {
            for (int i = 0; i < readers; i++) {
                all.addAll(sections(text, i));
            }
        });
        double units = all.stream().filter(Section::unit).count();
        double sum = 0;
        double within = 0;
        for (Section g : all) {
            if (g.unit) {
                double l = g.length;
                sum += (units - 1) / 3 * (2 * l * l * l - 3 * l * l + l);
                for (Section h : all) {
                    sum += !h.unit && h.length >= g.length ? l * l * (h.length - l + 1) : 0;
                }
                within += l * (l - 1);
            }
        }
        return 2 / length * sum / (readers * length * (readers * length - 1) - within);
    }
}
