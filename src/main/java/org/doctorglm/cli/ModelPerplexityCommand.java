package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.model.ModelPack;
import org.doctorglm.release.HeldOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model perplexity M --data FILE`: nats a token over answers; FILE as [HeldOut#read] takes it.
@Command(name = "perplexity")
final class ModelPerplexityCommand extends EngineVerb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Option(names = "--data", paramLabel = "FILE", required = true)
    Path data = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        HeldOut texts = HeldOut.read(data);
        ModelPack pack = services.models().find(name);
        Perplexity result = services.generator().with(pack, model -> Perplexity.measure(model, texts.samples(),
                terminal().progress(terminal().word("model.measuring")), cancellation()));
        if (json()) {
            terminal().json(object().put("loss", result.loss()).put("tokens", result.tokens()).put("perplexity", Math.exp(result.loss())));
        } else {
            terminal().line(String.format(java.util.Locale.ROOT, "%.5f  (%d tokens)", result.loss(), result.tokens()));
        }
        return DONE;
    }
}
