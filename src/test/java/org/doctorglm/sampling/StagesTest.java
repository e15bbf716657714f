package org.doctorglm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagesTest {
    private final Random random = new Random(1);

    @Test
    void candidatesAreSortedAndAddUpToOne() {
        for (int round = 0; round < 300; round++) {
            float[] scores = scores(1 + random.nextInt(400));
            int limit = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(60);
            Candidates kept = Candidates.of(scores, 0.1 + random.nextDouble(), limit);
            int[] wanted = IntStream.range(0, scores.length).boxed()
                    .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : Integer.compare(a, b))
                    .mapToInt(i -> i).limit(limit == 0 ? scores.length : limit).toArray();
            assertThat(kept.ids()).containsExactly(wanted);
            assertThat(Arrays.stream(kept.probabilities()).sum()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void probabilitiesAreTheSoftmaxOfScoresOverTemperature() {
        float[] scores = {1, 3, 2};
        Candidates kept = Candidates.of(scores, 0.5, 0);
        double sum = Math.exp(2) + Math.exp(6) + Math.exp(4);
        assertThat(kept.probabilities()).containsExactly(new double[] {Math.exp(6) / sum, Math.exp(4) / sum, Math.exp(2) / sum}, within(1e-12));
    }

    @Test
    void topKWithTiesKeepsTheLowerIds() {
        assertThat(Candidates.of(new float[] {1, 2, 2, 2, 0, -0f}, 1, 2).ids()).containsExactly(1, 2);
        assertThat(Candidates.of(new float[] {-0f, 0f, -1}, 1, 1).ids()).containsExactly(0);
    }

    @Test
    void topPKeepsTheSmallestSetThatReachesIt() {
        for (int round = 0; round < 500; round++) {
            Candidates all = Candidates.of(scores(1 + random.nextInt(200)), 1, 0);
            double p = random.nextDouble() * 0.999 + 0.001;
            Candidates kept = TopP.apply(all, p);
            int count = kept.ids().length;
            assertThat(kept.ids()).containsExactly(Arrays.copyOf(all.ids(), count));
            assertThat(sum(all, count)).as("reaches p").isGreaterThanOrEqualTo(Math.min(p, sum(all, all.ids().length)));
            assertThat(sum(all, count - 1)).as("one fewer would not").isLessThan(p);
            assertThat(sum(kept, count)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void minPKeepsExactlyWhatIsLikelyEnough() {
        for (int round = 0; round < 500; round++) {
            Candidates all = Candidates.of(scores(1 + random.nextInt(200)), 1, 0);
            double share = random.nextDouble();
            Candidates kept = MinP.apply(all, share);
            long wanted = Arrays.stream(all.probabilities()).filter(p -> p >= share * all.probabilities()[0]).count();
            assertThat(kept.ids()).hasSize((int) Math.max(1, wanted));
        }
        Candidates all = Candidates.of(scores(50), 1, 0);
        assertThat(MinP.apply(all, 0).ids()).hasSize(50);
    }

    @Test
    void forbiddenTokensAndThoseThatAreNoNumberAreLeftOut() {
        float[] scores = {Float.NEGATIVE_INFINITY, 1, Float.NaN, 2};
        assertThat(Candidates.of(scores, 1, 0).ids()).containsExactly(3, 1);
        assertThatThrownBy(() -> Candidates.of(new float[] {Float.NEGATIVE_INFINITY, Float.NaN}, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePenaltyLowersEachWrittenTokenOnceWhateverItsSign() {
        float[] scores = {2, -2, 0, 5};
        RepetitionPenalty.apply(scores, new int[] {0, 1, 0, 2}, 4);
        assertThat(scores).containsExactly(0.5f, -8, 0, 5);
        float[] untouched = {2, -2};
        RepetitionPenalty.apply(untouched, new int[] {0, 1}, 1);
        assertThat(untouched).containsExactly(2, -2);
    }

    @Test
    void aRunThatWasWrittenIsNotWrittenAgain() {
        for (int round = 0; round < 300; round++) {
            int length = 1 + random.nextInt(4);
            int[] answer = random.ints(random.nextInt(30), 0, 4).toArray();
            float[] scores = new float[4];
            NoRepeatNgram.apply(scores, answer, length, new BitSet());
            for (int id = 0; id < 4; id++) {
                int[] longer = Arrays.copyOf(answer, answer.length + 1);
                longer[answer.length] = id;
                assertThat(scores[id] == Float.NEGATIVE_INFINITY).isEqualTo(lastRunOccursBefore(longer, length));
            }
        }
    }

    private static boolean lastRunOccursBefore(int[] ids, int length) {
        if (ids.length < length) {
            return false;
        }
        int[] last = Arrays.copyOfRange(ids, ids.length - length, ids.length);
        return IntStream.range(0, ids.length - length).anyMatch(i -> Arrays.equals(Arrays.copyOfRange(ids, i, i + length), last));
    }

    @Test
    void aRunThatHoldsTheEndOfAClauseMayComeAgain() {
        BitSet breakers = new BitSet();
        breakers.set(3);
        for (int round = 0; round < 500; round++) {
            int length = 2 + random.nextInt(3);
            int[] answer = random.ints(random.nextInt(40), 0, 4).toArray();
            float[] free = new float[4];
            float[] bound = new float[4];
            NoRepeatNgram.apply(free, answer, length, new BitSet());
            NoRepeatNgram.apply(bound, answer, length, breakers);
            int[] tail = Arrays.copyOfRange(answer, Math.max(0, answer.length - length + 1), answer.length);
            boolean tailBroken = Arrays.stream(tail).anyMatch(breakers::get);
            for (int id = 0; id < 4; id++) {
                assertThat(bound[id]).isEqualTo(tailBroken || id == 3 ? 0 : free[id]);
            }
        }
    }

    @Test
    void dryPunishesExactlyTheTokensThatLengthenARepetition() {
        BitSet breakers = new BitSet();
        breakers.set(4);
        for (int round = 0; round < 2000; round++) {
            int[] answer = random.ints(random.nextInt(40), 0, 5).toArray();
            int allowed = 1 + random.nextInt(3);
            float[] scores = new float[5];
            Dry.apply(scores, answer, 0.8, 1.75, allowed, breakers);
            for (int id = 0; id < 5; id++) {
                int longest = id == 4 ? 0 : longestRepetitionBefore(answer, id, breakers);
                double wanted = longest >= allowed ? 0.8 * Math.pow(1.75, longest - allowed) : 0;
                assertThat((double) -scores[id]).isCloseTo(wanted, within(1e-3 + wanted * 1e-5));
            }
        }
    }

    /// Length of the longest run at the end of the answer that stands elsewhere in it followed by `id`, no breaker inside.
    private static int longestRepetitionBefore(int[] answer, int id, BitSet breakers) {
        int best = 0;
        for (int at = 1; at < answer.length; at++) {
            int length = 0;
            while (answer[at] == id && length < at && answer[at - 1 - length] == answer[answer.length - 1 - length]
                    && !breakers.get(answer[at - 1 - length])) {
                length++;
            }
            best = Math.max(best, length);
        }
        return best;
    }

    @Test
    void dryIsOffAtZeroAndALongLoopIsBeyondAnyScore() {
        float[] untouched = {1, 2};
        Dry.apply(untouched, new int[] {0, 1, 0, 1, 0}, 0, 1.75, 2, new BitSet());
        assertThat(untouched).containsExactly(1, 2);
        float[] looped = {30, 0};
        Dry.apply(looped, new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 0.8, 1.75, 2, new BitSet());
        assertThat(looped[0]).isLessThan(0);
    }

    @Test
    void typicalPKeepsTheTokensNearestToTheExpectedSurprise() {
        for (int round = 0; round < 500; round++) {
            Candidates all = Candidates.of(scores(1 + random.nextInt(200)), 1, 0);
            double p = random.nextDouble() * 0.998 + 0.001;
            Candidates kept = TypicalP.apply(all, p);
            double entropy = -Arrays.stream(all.probabilities()).filter(x -> x > 0).map(x -> x * Math.log(x)).sum();
            double mass = 0;
            double farthestKept = 0;
            double nearestDropped = Double.POSITIVE_INFINITY;
            for (int i = 0; i < all.ids().length; i++) {
                int id = all.ids()[i];
                double distance = Math.abs(-Math.log(all.probabilities()[i]) - entropy);
                if (Arrays.stream(kept.ids()).anyMatch(k -> k == id)) {
                    mass += all.probabilities()[i];
                    farthestKept = Math.max(farthestKept, distance);
                } else {
                    nearestDropped = Math.min(nearestDropped, distance);
                }
            }
            assertThat(mass).isGreaterThanOrEqualTo(p - 1e-9);
            assertThat(farthestKept).isLessThanOrEqualTo(nearestDropped);
            assertThat(kept.probabilities()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(sum(kept, kept.ids().length)).isCloseTo(1, within(1e-9));
        }
        Candidates all = Candidates.of(scores(50), 1, 0);
        assertThat(TypicalP.apply(all, 1)).isSameAs(all);
    }

    @Test
    void theShortWayToTopPLeavesWhatTheLongWayLeaves() {
        for (int round = 0; round < 60; round++) {
            float[] scores = scores(round % 3 == 0 ? 500 : 5000);
            double temperature = 0.2 + random.nextDouble() * 4;
            double p = random.nextDouble() * 0.998 + 0.001;
            Candidates wanted = TopP.apply(Candidates.of(scores, temperature, 0), p);
            Candidates kept = Candidates.reaching(scores, temperature, p);
            assertThat(kept.ids()).containsExactly(wanted.ids());
            assertThat(kept.probabilities()).containsExactly(wanted.probabilities(), within(1e-12));
        }
    }

    @Test
    void aLargeVocabularyIsSortedAsASmallOne() {
        float[] scores = scores(20_000);
        int[] wanted = IntStream.range(0, scores.length).boxed()
                .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : Integer.compare(a, b)).mapToInt(i -> i).toArray();
        assertThat(Candidates.of(scores, 1, 0).ids()).containsExactly(wanted);
    }

    @Test
    void drawnNumbersAreEvenlySpreadAndDependOnlyOnSeedAndCounter() {
        for (long seed : new long[] {0, 1, 42, Long.MAX_VALUE}) {
            int[] buckets = new int[10];
            double before = -1;
            for (int i = 0; i < 100_000; i++) {
                double value = CounterRandom.uniform(seed, i);
                assertThat(value).isBetween(0.0, Math.nextDown(1.0)).isNotEqualTo(before);
                buckets[(int) (value * 10)]++;
                before = value;
            }
            assertThat(Arrays.stream(buckets)).allSatisfy(n -> assertThat(n).isCloseTo(10_000, within(400)));
            assertThat(CounterRandom.uniform(seed, 77)).isEqualTo(CounterRandom.uniform(seed, 77));
        }
        long equal = IntStream.range(0, 1000).filter(i -> CounterRandom.uniform(i, 0) == CounterRandom.uniform(0, i + 1)).count();
        assertThat(equal).as("neighbouring seeds share no numbers").isZero();
    }

    private static double sum(Candidates candidates, int count) {
        return Arrays.stream(candidates.probabilities()).limit(count).sum();
    }

    /// Some equal, some forbidden, at least one allowed.
    private float[] scores(int count) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(4) == 0 ? random.nextInt(3) : (float) random.nextGaussian() * 4;
        }
        return scores;
    }
}
