package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.doctorglm.knowledge.Evidence;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.Retrieval;
import org.doctorglm.knowledge.SectionKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `knowledge search TEXT`: the designer's ranking.
@Command(name = "search")
final class KnowledgeSearchCommand extends Verb {
    @Option(names = "--top", paramLabel = "K")
    int top = 5;

    @Parameters(paramLabel = "TEXT")
    String text = "";

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, top, "--top");
        Retrieval found = services.library().search(text, top);
        ObjectNode result = object().put("state", found.state().name().toLowerCase(Locale.ROOT));
        ArrayNode keywords = result.putArray("keywords");
        for (Keyword keyword : found.keywords()) {
            keywords.add((keyword.negated() ? "-" : "") + keyword.term());
        }
        ArrayNode results = result.putArray("results");
        for (Evidence evidence : found.ranked()) {
            ObjectNode one = results.addObject().put("disease", evidence.disease().name()).put("id", evidence.disease().id())
                    .put("score", evidence.score());
            ArrayNode matched = one.putArray("matched");
            evidence.matched().stream().map(m -> m.keyword().text()).distinct().forEach(matched::add);
            ObjectNode sections = one.putObject("sections");
            for (SectionKind kind : SectionKind.values()) {
                sections.put(kind.key(), evidence.disease().section(kind).text());
            }
            if (!json()) {
                terminal().line(String.format(Locale.ROOT, "%.3f  %s  %s", evidence.score(), evidence.disease().name(), matched));
            }
        }
        result.put("milliseconds", found.milliseconds());
        if (json()) {
            terminal().json(result);
        } else {
            terminal().message(terminal().word("ask.designer." + found.state(), keywords.toString()));
        }
        return DONE;
    }
}
