package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.doctorglm.consultation.PackComparison.Side;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.model.ModelPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model compare M M2 QUESTION`: what two packs answer to the same question, with the same evidence, settings and seed. Nothing is stored.
@Command(name = "compare")
final class ModelCompareCommand extends EngineVerb {
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

    @Override
    int run(CommandServices services) throws Exception {
        SamplingSettings settings = sampling.settings();
        if (settings.seed() == SamplingSettings.RANDOM_SEED) {
            settings = settings.withSeed(ThreadLocalRandom.current().nextLong(1L << 31));
        }
        List<ModelPack> packs = List.of(services.models().find(first), services.models().find(second));
        List<Side> sides = services.comparison().run(packs, question, !noDesigner, settings, event -> { }, cancellation());
        cancellation().throwIfRequested();
        if (json()) {
            terminal().json(json(settings.seed(), sides));
        } else {
            show(sides);
        }
        return DONE;
    }

    /// Character, counted in code points, at which the second text leaves the first; -1 where they are the same.
    private static int firstDifference(List<Side> sides) {
        return Arrays.mismatch(sides.getFirst().text().codePoints().toArray(), sides.getLast().text().codePoints().toArray());
    }

    private static ObjectNode json(long seed, List<Side> sides) {
        int difference = firstDifference(sides);
        ObjectNode json = object().put("seed", seed).put("identical", difference < 0);
        if (difference >= 0) {
            json.put("firstDifference", difference);
        } else {
            json.putNull("firstDifference");
        }
        ArrayNode answers = json.putArray("answers");
        for (Side side : sides) {
            Timings timings = side.timings();
            ObjectNode answer = answers.addObject().put("model", side.model()).put("sha256", side.sha256()).put("precision", side.precision())
                    .put("text", side.text()).put("finishReason", side.reason().name().toLowerCase(Locale.ROOT))
                    .put("repetition", side.repetition()).put("promptTokens", side.promptTokens()).put("answerTokens", timings.answerTokens());
            answer.putObject("timings").put("loadMs", side.loadMs()).put("firstTokenMs", timings.firstTokenMs())
                    .put("prefillTokensPerSecond", timings.prefillTokensPerSecond()).put("decodeTokensPerSecond", timings.decodeTokensPerSecond());
        }
        return json;
    }

    private void show(List<Side> sides) {
        for (Side side : sides) {
            terminal().line(side.model() + String.format(Locale.ROOT, "  %.0f ms, %.1f/s", side.timings().firstTokenMs(),
                    side.timings().decodeTokensPerSecond()));
            terminal().line(side.text());
            terminal().line("");
        }
        int difference = firstDifference(sides);
        terminal().message(difference < 0 ? terminal().word("compare.identical") : terminal().word("compare.differs", difference + 1));
    }
}
