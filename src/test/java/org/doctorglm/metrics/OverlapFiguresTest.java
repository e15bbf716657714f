package org.doctorglm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.doctorglm.metrics.Bleu.Smoothing;
import org.junit.jupiter.api.Test;

class OverlapFiguresTest {
    // The example of Papineni and others 2002, as the documentation of NLTK's nltk.translate.bleu_score evaluates it.
    private static final List<String> GUIDE = words("It is a guide to action which ensures that the military always obeys the commands of the party");
    private static final List<String> TROOPS = words("It is to insure the troops forever hearing the activity guidebook that party direct");
    private static final List<String> ONE = words("It is a guide to action that ensures that the military will forever heed Party commands");
    private static final List<String> TWO = words("It is the guiding principle which guarantees the military forces always being under the command of the Party");
    private static final List<String> THREE = words("It is the practical guide for the army always to heed the directions of the party");

    @Test
    void bleu_is_that_of_nltks_documentation() {
        assertThat(Bleu.sentence(GUIDE, List.of(ONE, TWO, THREE), Smoothing.NONE)).isCloseTo(0.5045, within(1e-4));
        assertThat(Bleu.sentence(TROOPS, List.of(ONE, TWO, THREE), Smoothing.NONE)).isZero();
        // Its corpus example: the same answer first, a second one with a reference of its own.
        List<String> read = words("he read the book because he was interested in world history");
        List<String> interested = words("he was interested in world history because he read the book");
        assertThat(Bleu.corpus(List.of(GUIDE, read), List.of(List.of(ONE, TWO, THREE), List.of(interested)), Smoothing.NONE)).isCloseTo(0.5920, within(1e-4));
        // Its smoothing examples, one reference.
        assertThat(Bleu.sentence(GUIDE, List.of(ONE), Smoothing.TENTH)).isCloseTo(0.4118, within(1e-4));
        assertThat(Bleu.sentence(GUIDE, List.of(ONE), Smoothing.ADD_ONE)).isCloseTo(0.4452, within(1e-4));
        assertThat(Bleu.sentence(GUIDE, List.of(ONE), Smoothing.HALVING)).isCloseTo(0.4118, within(1e-4));
    }

    @Test
    void clipped_precision_is_that_of_papineni() {
        // "the" seven times against "the cat is on the mat": two of seven count.
        List<String> the = words("the the the the the the the");
        List<String> cat = words("the cat is on the mat");
        assertThat(Ngrams.common(Ngrams.counts(the, 1), Ngrams.counts(cat, 1))).isEqualTo(2);
        // 2/7, then a half, a quarter and an eighth of 6, 5 and 4 runs.
        assertThat(Bleu.sentence(the, List.of(cat), Smoothing.HALVING))
                .isCloseTo(Math.pow(2.0 / 7 * (0.5 / 6) * (0.25 / 5) * (0.125 / 4), 0.25), within(1e-12));
    }

    @Test
    void all_of_them_equal_a_count_by_hand_on_drawn_texts() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            String answer = drawn(random);
            String reference = drawn(random);
            assertThat(Bleu.of(answer, reference)).isCloseTo(slowBleu(answer, reference), within(1e-9));
            for (int n = 1; n <= 2; n++) {
                double common = slowCommon(answer, reference, n);
                double f = common == 0 ? 0 : 2 * common / (Math.max(0, answer.length() - n + 1) + Math.max(0, reference.length() - n + 1));
                assertThat(Rouge.of(n, answer, reference).f()).isCloseTo(f, within(1e-9));
            }
            assertThat(ChrF.of(answer, reference)).isCloseTo(slowChrF(answer, reference), within(1e-9));
            assertThat(Distinct.of(List.of(answer, reference), 2)).isCloseTo(slowDistinct(List.of(answer, reference), 2), within(1e-9));
            assertThat(Rouge.longest(Tokens.CHARACTERS.of(answer), Tokens.CHARACTERS.of(reference)).f()).isCloseTo(RougeL.of(answer, reference), within(1e-12));
        }
    }

    @Test
    void chrf_is_worked_out_by_hand_for_a_short_pair() {
        // "ab" against "abc": precision 1 and 1; recall 2/3 and 1/2; no run of three in "ab".
        double precision = 1;
        double recall = (2.0 / 3 + 1.0 / 2) / 2;
        assertThat(ChrF.of("ab", "abc")).isCloseTo(5 * precision * recall / (4 * precision + recall), within(1e-12));
        assertThat(ChrF.of("咽 痛", "咽痛")).isEqualTo(1);
        assertThat(ChrF.of("", "咽痛")).isZero();
    }

    @Test
    void distinct_and_self_bleu_tell_the_same_from_the_different() {
        assertThat(Distinct.of(List.of("多喝水多喝水"), 1)).isEqualTo(0.5);
        assertThat(Distinct.of(List.of("多喝水多喝水"), 2)).isEqualTo(0.6);
        assertThat(Distinct.of(List.of("多"), 2)).isZero();
        String same = "建议多喝水，注意休息。";
        assertThat(SelfBleu.of(List.of(same, same, same))).isCloseTo(1, within(1e-12));
        assertThat(SelfBleu.of(List.of(same, "头晕目眩三天了"))).isLessThan(0.05);
        // Two texts: the mean of BLEU both ways.
        assertThat(SelfBleu.of(List.of("多喝温水休息", "多喝开水休息"))).isCloseTo((Bleu.of("多喝温水休息", "多喝开水休息") + Bleu.of("多喝开水休息", "多喝温水休息")) / 2, within(1e-12));
        assertThat(SelfBleu.of(List.of(same))).isZero();
    }

    @Test
    void tokens_and_lengths_count_characters_not_halves_of_them() {
        assertThat(Tokens.CHARACTERS.of("𠮷 a")).containsExactly("𠮷", "a");
        assertThat(Tokens.MIXED.of("服 Ibuprofen 0.2克，")).containsExactly("服", "ibuprofen", "0", ".", "2", "克", "，");
        assertThat(TextLengths.of(List.of("𠮷𠮷", "abc", "一二三四"))).isEqualTo(new TextLengths(3, 3, 2, 4));
        assertThat(TextLengths.of(List.of())).isEqualTo(new TextLengths(0, 0, 0, 0));
    }

    private static String drawn(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 25); i > 0; i--) {
            text.append("多喝水休息".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private static List<String> grams(String text, int n) {
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + n <= text.length(); i++) {
            grams.add(text.substring(i, i + n));
        }
        return grams;
    }

    private static double slowCommon(String one, String other, int n) {
        List<String> left = grams(other, n);
        return grams(one, n).stream().filter(left::remove).count();
    }

    private static double slowBleu(String answer, String reference) {
        double product = 1;
        double credit = 1;
        for (int n = 1; n <= 4; n++) {
            double common = slowCommon(answer, reference, n);
            if (n == 1 && common == 0) {
                return 0;
            }
            if (common == 0) {
                credit /= 2;
                common = credit;
            }
            product *= common / Math.max(1, answer.length() - n + 1);
        }
        double brevity = answer.length() > reference.length() ? 1 : Math.exp(1 - (double) reference.length() / answer.length());
        return brevity * Math.sqrt(Math.sqrt(product));
    }

    private static double slowChrF(String answer, String reference) {
        List<Double> precisions = new ArrayList<>();
        List<Double> recalls = new ArrayList<>();
        for (int n = 1; n <= 6 && n <= answer.length() && n <= reference.length(); n++) {
            precisions.add(slowCommon(answer, reference, n) / (answer.length() - n + 1));
            recalls.add(slowCommon(answer, reference, n) / (reference.length() - n + 1));
        }
        double p = precisions.stream().mapToDouble(x -> x).average().orElse(0);
        double r = recalls.stream().mapToDouble(x -> x).average().orElse(0);
        return p + r == 0 ? 0 : 5 * p * r / (4 * p + r);
    }

    private static double slowDistinct(List<String> texts, int n) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.addAll(grams(text, n)));
        Set<String> distinct = new HashSet<>(all);
        return all.isEmpty() ? 0 : (double) distinct.size() / all.size();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
