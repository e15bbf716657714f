package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.safety.RedFlag;
import org.doctorglm.safety.SentenceMark;

/// What the rules say of an answer, as others read it: offsets are code points of `answer`, end exclusive.
final class JudgementJson {
    private JudgementJson() {
    }

    static ArrayNode flags(List<RedFlag> flags) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (RedFlag flag : flags) {
            ObjectNode one = all.addObject().put("id", flag.rule().id()).put("title", flag.rule().title()).put("english", flag.rule().english())
                    .put("action", flag.rule().action());
            flag.words().forEach(one.putArray("words")::add);
        }
        return all;
    }

    static ArrayNode support(AnswerMarks marks) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (SentenceMark mark : marks.sentences()) {
            ObjectNode one = all.addObject().put("start", mark.start()).put("end", mark.end()).put("support", word(mark.support()));
            mark.statements().forEach(one.putArray("statements")::add);
            ArrayNode concerns = one.putArray("concerns");
            mark.concerns().forEach(concern -> concerns.addObject().put("kind", word(concern.kind())).put("detail", concern.detail()).put("note", concern.note()));
        }
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
