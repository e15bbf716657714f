package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;

/// What commands print of a loss card.
final class LossCards {
    private LossCards() {
    }

    static ObjectNode json(LossCard card) {
        ObjectNode json = Verb.JSON.valueToTree(card);
        ((ObjectNode) json.get("loss")).put("increase", card.loss().increase());
        return json;
    }

    /// `passed`, `failed`, or `none` for a pack that was never measured.
    static String state(ModelPack pack) {
        return pack.lossCard().map(card -> card.passed(pack.manifest().precision()) ? "passed" : "failed").orElse("none");
    }

    static void lines(Terminal terminal, LossCard card, Precision precision) {
        terminal.line(terminal.word("gate.loss", number("%.5f", card.loss().reference()), number("%.5f", card.loss().rounded()),
                number("%+.2f", 100 * card.loss().increase()), number("%.1f", 100 * precision.mostLossIncrease()), String.valueOf(card.tokens())));
        terminal.line(terminal.word("gate.agreement", number("%.1f", 100 * card.agreement()), card.answers().identical(), card.answers().asked()));
        terminal.line(terminal.word("gate.divergence", number("%.5f", card.divergence().mean()), number("%.4f", card.divergence().percentile99())));
        terminal.line(terminal.word("gate.writing", number("%.1f", 100 * card.answers().reference().repetition()),
                number("%.1f", 100 * card.answers().rounded().repetition()), card.answers().reference().loops(), card.answers().rounded().loops()));
        terminal.message(terminal.word(card.passed(precision) ? "gate.passed" : "gate.failed"));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
