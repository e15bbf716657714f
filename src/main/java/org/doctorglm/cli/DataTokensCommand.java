package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.model.ModelPack;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.training.TokenView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data tokens NAME`: a dialogue as the trainer feeds it, token by token.
@Command(name = "tokens")
final class DataTokensCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Option(names = "--dialogue", descriptionKey = "data.tokens.dialogue", paramLabel = "N")
    long place;

    @Option(names = "--model", descriptionKey = "data.tokens.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--prompt-tokens", descriptionKey = "data.tokens.prompt", paramLabel = "N")
    int promptTokens = Recipe.PAPER_LORA.promptTokens();

    @Option(names = "--answer-tokens", descriptionKey = "data.tokens.answer", paramLabel = "N")
    int answerTokens = Recipe.PAPER_LORA.answerTokens();

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, promptTokens, "--prompt-tokens");
        atLeast(1, answerTokens, "--answer-tokens");
        Conversation conversation = services.datasets().at(name, place)
                .orElseThrow(() -> new DatasetException(DatasetException.Reason.NO_DIALOGUE, name, String.valueOf(place)));
        ModelPack pack = services.pack(model);
        SampleMaker maker = new SampleMaker(LoadedModel.tokenizer(pack), pack.manifest().config(), promptTokens, answerTokens);
        List<TokenView> samples = TokenView.of(maker, conversation);
        ObjectNode result = object().put("name", name).put("conversation", place).put("model", pack.name());
        ArrayNode all = result.putArray("samples");
        for (TokenView sample : samples) {
            sample(sample, all.addObject());
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }

    private void sample(TokenView sample, ObjectNode json) {
        json.put("context", sample.sequence().context()).put("learned", sample.learned()).put("answerTokens", sample.answerTokens()).put("answerCut", sample.answerCut());
        ArrayNode tokens = json.putArray("tokens");
        StringBuilder lines = new StringBuilder(terminal().word("data.tokens.head")).append('\n');
        for (TokenView.Token token : sample.tokens()) {
            ObjectNode one = tokens.addObject().put("id", token.id()).put("piece", token.piece()).put("part", token.part().name().toLowerCase(Locale.ROOT))
                    .put("position", token.position()).put("block", token.block()).put("attention", token.bothDirections() ? "both" : "before");
            if (token.learned()) {
                one.put("label", token.label()).put("labelPiece", token.labelPiece());
            }
            lines.append(token.id()).append('\t').append(token.piece()).append('\t').append(token.position()).append('\t').append(token.block()).append('\t')
                    .append(token.bothDirections() ? "↔" : "←").append('\t').append(token.learned() ? token.label() + " " + token.labelPiece() : "–").append('\n');
        }
        if (!json()) {
            terminal().part(lines.toString());
            if (sample.answerCut()) {
                terminal().message(terminal().word("data.tokens.cut", String.valueOf(sample.answerTokens()), String.valueOf(answerTokens)));
            }
        }
    }
}
