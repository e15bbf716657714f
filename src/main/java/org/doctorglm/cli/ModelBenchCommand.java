package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.generation.Benchmark;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Machine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model bench [M]`: load, prefill, decode, memory.
@Command(name = "bench")
final class ModelBenchCommand extends Verb {
    @Parameters(paramLabel = "M", arity = "0..1")
    @Nullable String name;

    @Option(names = "--prompt-tokens", paramLabel = "N")
    int promptTokens = 256;

    @Option(names = "--tokens", paramLabel = "N")
    int tokens = 64;

    @Option(names = "--threads", paramLabel = "N")
    int threads;

    @Override
    int threads() {
        return threads;
    }

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(2, promptTokens, "--prompt-tokens");
        atLeast(1, tokens, "--tokens");
        ModelPack pack = services.pack(name);
        Benchmark result = services.generator().with(pack, model -> Benchmark.run(model, promptTokens, tokens, cancellation()));
        double bandwidth = Benchmark.readBandwidth(result.threads());
        ObjectNode json = object().put("model", pack.name()).put("precision", pack.manifest().precision().key())
                .put("loadMs", result.loadMs()).put("firstTokenMs", result.firstTokenMs())
                .put("prefillTokensPerSecond", result.prefillTokensPerSecond()).put("decodeTokensPerSecond", result.decodeTokensPerSecond())
                .put("peakResidentBytes", Machine.peakResidentBytes()).put("bytesPerToken", result.bytesPerToken())
                .put("readBandwidth", bandwidth).put("bandwidthShare", result.bytesPerToken() * result.decodeTokensPerSecond() / bandwidth)
                .put("device", result.device()).put("threads", result.threads());
        if (json()) {
            terminal().json(json);
        } else {
            terminal().line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        }
        return DONE;
    }
}
