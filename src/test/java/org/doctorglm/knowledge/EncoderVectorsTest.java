package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.embedding.Pooling;
import org.junit.jupiter.api.Test;

class EncoderVectorsTest {
    private static final int WIDTH = 37;
    private final Random random = new Random(5);

    private float[] vector() throws EncoderException {
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Pooling.normalised(vector);
    }

    @Test
    void neighbours_are_those_of_a_plain_search_also_after_many_changes() throws EncoderException {
        Map<String, float[]> plain = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            plain.put("e" + i, vector());
        }
        MeaningVectors vectors = MeaningVectors.of(plain);
        for (int i = 0; i < 500; i++) {
            String id = "e" + random.nextInt(450);
            float[] now = random.nextInt(3) == 0 ? null : vector();
            MeaningVectors before = vectors;
            vectors = vectors.with(id, now);
            assertThat(before.size()).as("the older one is as it was").isEqualTo(plain.size());
            if (now == null) {
                plain.remove(id);
            } else {
                plain.put(id, now);
            }
        }
        assertThat(vectors.size()).isEqualTo(plain.size());
        for (int i = 0; i < 450; i++) {
            assertThat(vectors.get("e" + i)).as("e" + i).isEqualTo(plain.get("e" + i));
        }
        float[] question = vector();
        Neighbours near = vectors.near(question);
        assertThat(near.nearest()).containsExactlyElementsOf(plain.entrySet().stream().sorted((a, b) -> Double.compare(dot(question, b.getValue()), dot(question, a.getValue())))
                .limit(20).map(Map.Entry::getKey).toList());
        assertThat(near.best()).isEqualTo(near.fit(near.nearest().iterator().next()));
        plain.forEach((id, vector) -> assertThat(near.fit(id)).isCloseTo(Math.max(0, dot(question, vector)), within(1e-5)));
        assertThat(near.fit("nobody")).isZero();
    }

    @Test
    void nothing_fits_that_is_no_nearer_than_small_talk() throws EncoderException {
        float[] one = vector();
        MeaningVectors vectors = MeaningVectors.of(Map.of("one", one));
        assertThat(vectors.above(0.5).near(one).fit("one")).isCloseTo(1, within(1e-5));
        assertThat(vectors.above(0.9999).near(one).nearest()).as("a model that tells nothing apart").isEmpty();
        assertThat(vectors.above(0.9999).near(one).fit("one")).isZero();
        float[] other = vector();
        assertThat(vectors.above(0.99).near(other).nearest()).isEmpty();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
