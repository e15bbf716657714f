package org.doctorglm.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.Question;

/// Every question with every version of its answer, one a line, nothing left out; made for other programs.
final class JsonLinesWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLinesWriter() {
    }

    static String write(DialogueTree tree, String notice) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Question question : tree.questions()) {
            for (Answer answer : tree.answersTo(question.id())) {
                ObjectNode line = JSON.createObjectNode();
                line.put("notice", notice).put("consultation", tree.dialogue().id()).put("title", tree.dialogue().title());
                line.put("questionId", question.id()).put("parentAnswerId", question.parentAnswerId()).put("question", question.text());
                line.put("id", answer.id()).put("version", answer.version()).put("answer", answer.text())
                        .put("finishReason", answer.finishReason() == null ? null : answer.finishReason().name())
                        .put("createdAt", answer.createdAt().toString()).put("sha256", answer.sha256());
                line.set("timings", JSON.valueToTree(answer.timings()));
                line.set("provenance", JSON.valueToTree(answer.provenance()));
                out.append(JSON.writeValueAsString(line)).append('\n');
            }
        }
        return out.toString();
    }
}
