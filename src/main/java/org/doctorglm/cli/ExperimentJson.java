package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Figure.Measured;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Axis;

/// Cells and groups as others script against them.
final class ExperimentJson {
    private ExperimentJson() {
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode json(ExperimentAnswer answer) throws java.io.IOException {
        ObjectNode json = Verb.object().put("id", answer.id()).put("question", answer.question().id()).put("subject", answer.subject()).put("precision", answer.precision())
                .put("setting", Axis.SETTING.of(answer)).put("designer", answer.designer()).put("seed", answer.seed()).put("answer", answer.text());
        if (answer.stored() != null) {
            Provenance provenance = answer.stored().provenance();
            json.put("cell", answer.stored().cell()).put("finishReason", lower(answer.stored().reason())).put("sha256", answer.stored().sha256());
            json.set("provenance", Verb.object().put("model", provenance.model()).put("modelSha256", provenance.modelSha256()).put("adapter", provenance.adapter())
                    .put("device", provenance.device()).put("threads", provenance.threads()).put("prompt", provenance.prompt()).put("knowledge", provenance.knowledge())
                    .put("version", provenance.version()));
        }
        FigureTable.of(List.of(answer), Axis.SUBJECT, Axis.SUBJECT, List.of(Figure.values())).groups().values()
                .forEach(group -> group.figures().forEach((figure, measured) -> json.put(figure.key(), measured.value())));
        return json;
    }

    static ObjectNode json(Measured measured) {
        ObjectNode json = Verb.object().put("value", measured.value()).put("answers", measured.answers());
        if (measured.interval() != null) {
            json.putArray("interval").add(measured.interval().low()).add(measured.interval().high());
        }
        return json;
    }
}
