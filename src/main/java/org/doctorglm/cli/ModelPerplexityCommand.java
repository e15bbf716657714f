package org.doctorglm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.model.ModelPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model perplexity M --data FILE`: nats a token over answers; FILE has JSON lines `{"q": whole prompt, "a": answer}`.
@Command(name = "perplexity")
final class ModelPerplexityCommand extends Verb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Option(names = "--data", paramLabel = "FILE", required = true)
    Path data = Path.of("");

    @Option(names = "--threads", paramLabel = "N")
    int threads;

    @Override
    int threads() {
        return threads;
    }

    @Override
    int run(CommandServices services) throws Exception {
        List<Perplexity.Sample> samples = read();
        ModelPack pack = services.models().find(name);
        Perplexity result = services.generator().with(pack, model -> Perplexity.measure(model, samples,
                terminal().progress(terminal().word("model.measuring")), cancellation()));
        if (json()) {
            terminal().json(object().put("loss", result.loss()).put("tokens", result.tokens()).put("perplexity", Math.exp(result.loss())));
        } else {
            terminal().line(String.format(java.util.Locale.ROOT, "%.5f  (%d tokens)", result.loss(), result.tokens()));
        }
        return DONE;
    }

    private List<Perplexity.Sample> read() throws IOException {
        List<Perplexity.Sample> samples = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(data)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode json = JSON.readTree(line);
                samples.add(new Perplexity.Sample(json.required("q").asText(), json.required("a").asText()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
                throw new FileSystemException(data.toString(), null, terminal().word("line.bad", number));
            }
        }
        return samples;
    }
}
