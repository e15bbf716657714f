package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.doctorglm.engine.onnx.device.GraphicsCard;
import org.doctorglm.engine.onnx.device.GraphicsPack;
import picocli.CommandLine.Command;

/// `graphics show`: the cards of this computer and the installed libraries.
@Command(name = "show")
final class GraphicsShowCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        List<GraphicsCard> cards = services.graphicsCards();
        Optional<GraphicsPack> pack = services.graphicsPacks().installed();
        if (json()) {
            ObjectNode result = object();
            ArrayNode devices = result.putArray("devices");
            cards.forEach(card -> devices.addObject().put("device", card.key()).put("name", card.memory().name())
                    .put("totalBytes", card.memory().total()).put("freeBytes", card.memory().free()));
            result.put("installed", pack.map(each -> each.manifest().runtime()).orElse(null));
            terminal().json(result);
            return DONE;
        }
        cards.forEach(card -> terminal().line("%s  %s  %.1f / %.1f GB".formatted(card.key(), card.memory().name(),
                card.memory().free() / 1e9, card.memory().total() / 1e9)));
        if (cards.isEmpty()) {
            terminal().line(terminal().word("graphics.none"));
        }
        terminal().line(pack.map(each -> terminal().word("graphics.installed", each.manifest().runtime(), "%.1f".formatted(each.bytes() / 1e9)))
                .orElseGet(() -> terminal().word("graphics.missing")));
        return DONE;
    }
}
