package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `model tokenize M TEXT`.
@Command(name = "tokenize")
final class ModelTokenizeCommand extends Verb {
    @Parameters(index = "0", paramLabel = "M")
    String name = "";

    @Parameters(index = "1", paramLabel = "TEXT")
    String text = "";

    @Override
    int run(CommandServices services) throws Exception {
        GlmTokenizer tokenizer = LoadedModel.tokenizer(services.models().find(name));
        ObjectNode result = object();
        ArrayNode ids = result.putArray("ids");
        ArrayNode pieces = result.putArray("pieces");
        StringBuilder line = new StringBuilder();
        for (int id : tokenizer.encode(text)) {
            ids.add(id);
            pieces.add(tokenizer.piece(id));
            line.append(id).append('\t').append(tokenizer.piece(id)).append('\n');
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().part(line.toString());
        }
        return DONE;
    }
}
