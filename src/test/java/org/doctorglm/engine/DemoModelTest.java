package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engines.class)
class DemoModelTest {
    @Parameter
    Engines engines;

    private final JsonNode cases = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(DemoModel.SOURCE.resolve("expected.json").toFile()).get("cases");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void logitsAndGreedyTokensEqualAnIndependentReference() throws Exception {
        try (Engine engine = engines.load(DemoModel.pack(Precision.FP32), 2)) {
            for (JsonNode example : cases) {
                int[] wanted = ids(example.get("greedy_ids"));
                Logits logits = engine.session().prefill(ids(example.get("prompt_ids")), wanted.length, new Cancellation());
                for (int i = 0; i < logits.values().length; i++) {
                    assertThat((double) logits.values()[i]).isCloseTo(example.get("last_logits").get(i).asDouble(), within(5e-4));
                }
                for (int id : wanted) {
                    assertThat(logits.argmax()).isEqualTo(id);
                    logits = engine.session().step(id);
                }
            }
        }
    }

    @Test
    void fiftyGreedyTokensAreEqualWithCacheWithoutCacheAndAfterStopAndContinue() throws Exception {
        try (Engine engine = engines.load(DemoModel.pack(Precision.FP32), 2)) {
            int[] prompt = ids(cases.get(2).get("prompt_ids"));
            List<Integer> cached = greedy(engine.session(), prompt, List.of(), 50);
            assertThat(greedy(engine.session(), prompt, cached.subList(0, 20), 30)).isEqualTo(cached.subList(20, 50));
            List<Integer> uncached = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int[] whole = Arrays.copyOf(prompt, prompt.length + i);
                for (int j = 0; j < i; j++) {
                    whole[prompt.length + j] = uncached.get(j);
                }
                uncached.add(engine.session().prefill(whole, 1, new Cancellation()).argmax());
            }
            assertThat(uncached).isEqualTo(cached);
        }
    }

    private static List<Integer> greedy(Session session, int[] prompt, List<Integer> known, int count) throws Exception {
        Logits logits = session.prefill(prompt, known.size() + count, new Cancellation());
        for (int id : known) {
            logits = session.step(id);
        }
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(logits.argmax());
            logits = session.step(ids.getLast());
        }
        return ids;
    }

    private static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }
}
