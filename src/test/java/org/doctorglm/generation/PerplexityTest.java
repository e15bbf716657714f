package org.doctorglm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engines.class)
class PerplexityTest {
    @Parameter
    Engines engines;

    /// Published with the demo model.
    private static final double REFERENCE = 2.06471;

    @Test
    void fp32EqualsThePublishedLossAndQuantisedPacksStayCloseToIt() throws Exception {
        List<Perplexity.Sample> samples = read(Shared.require("models/chatglm-mini/held_out.jsonl"));
        double fp32 = loss(Precision.FP32, samples);
        assertThat(Math.abs(fp32 / REFERENCE - 1)).isLessThan(0.005);
        assertThat(loss(Precision.INT8, samples) / fp32).isLessThan(1.005);
        assertThat(loss(Precision.INT4, samples) / fp32).isLessThan(1.03);
    }

    private double loss(Precision precision, List<Perplexity.Sample> samples) throws Exception {
        engines.required();
        try (Generator generator = new Generator(pack -> engines.load(pack, 2))) {
            Perplexity result = generator.with(DemoModel.pack(precision),
                    model -> Perplexity.measure(model, samples, Progress.NONE, new Cancellation()));
            System.err.println(engines + " " + precision + " " + result);
            assertThat(result.tokens()).isEqualTo(12721);
            return result.loss();
        }
    }

    private static List<Perplexity.Sample> read(Path file) throws IOException {
        List<Perplexity.Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode json = new ObjectMapper().readTree(line);
            samples.add(new Perplexity.Sample(json.get("q").asText(), json.get("a").asText()));
        }
        return samples;
    }
}
