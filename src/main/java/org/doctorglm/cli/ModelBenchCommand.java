package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.generation.Benchmark;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.model.RandomPack;
import org.doctorglm.platform.Machine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model bench [M]`: load, prefill, decode, memory.
@Command(name = "bench")
final class ModelBenchCommand extends EngineVerb {
    @Parameters(paramLabel = "M", arity = "0..1")
    @Nullable String name;

    @Option(names = "--prompt-tokens", paramLabel = "N")
    int promptTokens = 256;

    @Option(names = "--tokens", paramLabel = "N")
    int tokens = 64;

    @Option(names = "--shape", paramLabel = "6b", descriptionKey = "shape")
    @Nullable String shape;

    @Option(names = "--precision", paramLabel = "P", converter = PrecisionConverter.class)
    @Nullable Precision precision;

    @Option(names = "--engine", paramLabel = "E", descriptionKey = "engine", converter = EngineKindConverter.class)
    EngineKind engine = EngineKind.BEST;

    @Option(names = "--device", paramLabel = "cpu|cuda", descriptionKey = "device")
    Place device = Place.CPU;

    /// Where a network is measured.
    enum Place {
        CPU, CUDA
    }

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(2, promptTokens, "--prompt-tokens");
        atLeast(1, tokens, "--tokens");
        if (shape != null && !shape.equals("6b")) {
            throw wrongUsage("usage.shape");
        }
        ModelPack pack = shape == null ? services.pack(name) : random(services);
        long begin = System.nanoTime();
        ObjectNode json;
        try (Engine network = services.engine(pack, device == Place.CUDA ? EngineKind.GRAPHICS : engine)) {
            double loadMs = (System.nanoTime() - begin) / 1e6;
            json = json(network, pack, Benchmark.run(network, pack, loadMs, promptTokens, tokens, cancellation()));
        }
        if (json()) {
            terminal().json(json);
        } else {
            table(json);
        }
        return DONE;
    }

    private void table(ObjectNode json) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(terminal().word("bench.model"), "%s, %s".formatted(json.path("model").asText(), json.path("precision").asText()));
        rows.put(terminal().word("bench.device"), "%s, %d".formatted(json.path("device").asText(), json.path("threads").asInt()));
        rows.put(terminal().word("bench.load"), "%.2f s".formatted(json.path("loadMs").asDouble() / 1e3));
        rows.put(terminal().word("bench.prompt"), "%d".formatted(promptTokens));
        rows.put(terminal().word("bench.first"), "%.3f s".formatted(json.path("firstTokenMs").asDouble() / 1e3));
        rows.put(terminal().word("bench.again"), "%.3f s".formatted(json.path("regenerateMs").asDouble() / 1e3));
        rows.put(terminal().word("bench.prefill"), "%.1f tokens/s".formatted(json.path("prefillTokensPerSecond").asDouble()));
        rows.put(terminal().word("bench.decode"), "%.2f tokens/s".formatted(json.path("decodeTokensPerSecond").asDouble()));
        rows.put(terminal().word("bench.bytes"), "%.3f GB".formatted(json.path("bytesPerToken").asDouble() / 1e9));
        rows.put(terminal().word("bench.bandwidth"), "%.1f GB/s, %.0f %%".formatted(json.path("readBandwidth").asDouble() / 1e9, json.path("bandwidthShare").asDouble() * 100));
        rows.put(terminal().word("bench.memory"), "%.2f GB".formatted(json.path("peakResidentBytes").asDouble() / 1e9));
        int width = rows.keySet().stream().mapToInt(String::length).max().orElseThrow();
        rows.forEach((word, value) -> terminal().line(word + " ".repeat(width - word.length() + 2) + value));
    }

    private ModelPack random(CommandServices services) throws IOException {
        Precision stored = precision == null ? Precision.INT4 : precision;
        return RandomPack.open(services.directories().benchmarks().resolve("6b-" + stored.key()), RandomPack.CHATGLM_6B, stored,
                terminal().progress(terminal().word("model.writing")), cancellation());
    }

    private static ObjectNode json(Engine engine, ModelPack pack, Benchmark result) {
        long peak = Machine.peakResidentBytes();
        double bandwidth = engine.readBandwidth();
        return object().put("model", pack.name()).put("precision", pack.manifest().precision().key())
                .put("loadMs", result.loadMs()).put("firstTokenMs", result.firstTokenMs()).put("regenerateMs", result.regenerateMs())
                .put("prefillTokensPerSecond", result.prefillTokensPerSecond()).put("decodeTokensPerSecond", result.decodeTokensPerSecond())
                .put("peakResidentBytes", peak).put("bytesPerToken", result.bytesPerToken())
                .put("readBandwidth", bandwidth).put("bandwidthShare", result.bytesPerToken() * result.decodeTokensPerSecond() / bandwidth)
                .put("device", result.device()).put("threads", result.threads());
    }
}
