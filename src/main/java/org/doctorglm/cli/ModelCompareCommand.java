package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.model.ModelPack;
import org.doctorglm.release.AnswerComparison;
import org.doctorglm.release.AnswerComparison.Written;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model compare M M2 QUESTION`: what two packs answer to the same prompt, with the same settings and seed. Nothing is stored.
@Command(name = "compare")
final class ModelCompareCommand extends Verb {
    @Parameters(index = "0", paramLabel = "M")
    String first = "";

    @Parameters(index = "1", paramLabel = "M2")
    String second = "";

    @Parameters(index = "2", paramLabel = "QUESTION")
    String question = "";

    @Option(names = "--no-designer")
    boolean noDesigner;

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Option(names = "--threads", paramLabel = "N")
    int threads;

    @Override
    int threads() {
        return threads;
    }

    @Override
    int run(CommandServices services) throws Exception {
        SamplingSettings settings = sampling.settings();
        if (settings.seed() == SamplingSettings.RANDOM_SEED) {
            settings = settings.withSeed(ThreadLocalRandom.current().nextLong(1L << 31));
        }
        ModelPack left = services.models().find(first);
        ModelPack right = services.models().find(second);
        // What the first one would read: a prompt made for each would compare prompts too.
        String prompt = noDesigner ? question : services.consultation(first, true).preview(question).prompt();
        AnswerComparison compared = AnswerComparison.of(services.generator(), left, right, prompt.isBlank() ? question : prompt, settings, cancellation());
        if (json()) {
            terminal().json(json(compared));
        } else {
            show(compared);
        }
        return DONE;
    }

    private static ObjectNode json(AnswerComparison compared) {
        OptionalInt difference = compared.firstDifference();
        ObjectNode json = object().put("seed", compared.seed()).put("identical", difference.isEmpty());
        if (difference.isPresent()) {
            json.put("firstDifference", difference.getAsInt());
        } else {
            json.putNull("firstDifference");
        }
        ArrayNode answers = json.putArray("answers");
        for (Written written : compared.answers()) {
            Timings timings = written.generation().timings();
            ObjectNode answer = answers.addObject().put("model", written.pack().name()).put("sha256", written.pack().sha256())
                    .put("precision", written.pack().manifest().precision().key()).put("text", written.generation().text())
                    .put("finishReason", written.generation().reason().name().toLowerCase(Locale.ROOT)).put("answerTokens", timings.answerTokens());
            answer.putObject("timings").put("loadMs", written.loadMs()).put("firstTokenMs", timings.firstTokenMs())
                    .put("prefillTokensPerSecond", timings.prefillTokensPerSecond()).put("decodeTokensPerSecond", timings.decodeTokensPerSecond());
        }
        return json;
    }

    private void show(AnswerComparison compared) {
        for (Written written : compared.answers()) {
            Timings timings = written.generation().timings();
            terminal().line(written.pack().name() + String.format(Locale.ROOT, "  %.0f ms, %.1f/s", timings.firstTokenMs(), timings.decodeTokensPerSecond()));
            terminal().line(written.generation().text());
            terminal().line("");
        }
        OptionalInt difference = compared.firstDifference();
        terminal().message(difference.isEmpty() ? terminal().word("compare.identical") : terminal().word("compare.differs", difference.getAsInt() + 1));
    }
}
