package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.proposal.Decision;
import org.doctorglm.dataset.proposal.DecisionLines;
import org.doctorglm.dataset.proposal.DecisionLog;
import org.doctorglm.dataset.proposal.ModelWordings;
import org.doctorglm.dataset.proposal.Proposal;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.TemplateQuestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data questions SHEET… [--to FILE]`: proposes questions with answers; `--accepted FILE --as NAME` makes a set of what a person accepted there.
@Command(name = "questions")
final class DataQuestionsCommand extends Verb {
    @Parameters(paramLabel = "SHEET", descriptionKey = "data.questions.sheets", arity = "0..*")
    List<String> names = List.of();

    @Option(names = "--to", descriptionKey = "data.questions.to", paramLabel = "FILE")
    @Nullable Path to;

    @Option(names = "--reword", descriptionKey = "data.questions.reword")
    boolean reword;

    @Option(names = "--model", descriptionKey = "data.questions.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--accepted", descriptionKey = "data.questions.accepted", paramLabel = "FILE")
    @Nullable Path accepted;

    @Option(names = "--as", descriptionKey = "data.questions.as", paramLabel = "NAME")
    @Nullable String as;

    @Option(names = "--licence", descriptionKey = "data.licence", paramLabel = "TEXT")
    String licence = "";

    @Override
    int run(CommandServices services) throws Exception {
        if (names.isEmpty() == (accepted == null) || (accepted == null) != (as == null)) {
            throw wrongUsage("data.questions.usage");
        }
        if (accepted != null && as != null) {
            return take(services, accepted, DatasetDetails.named(as));
        }
        List<Proposal> all = new ArrayList<>();
        for (String name : names) {
            Sheet sheet = services.sheet(name).orElseThrow(() -> new ConsultationException(ConsultationException.Reason.UNKNOWN_DISEASE, name));
            List<Proposal> proposals = TemplateQuestions.of(sheet);
            all.addAll(proposals);
            if (reword) {
                all.addAll(new ModelWordings(services.wording(model)).of(sheet, proposals, terminal().progress(terminal().word("data.wording")), cancellation()));
            }
        }
        List<ObjectNode> lines = all.stream().map(proposal -> DecisionLines.json(Decision.open(proposal)).put("support", proposal.support())).toList();
        if (to != null) {
            Files.write(to, lines.stream().map(ObjectNode::toString).toList());
        }
        if (json()) {
            ObjectNode result = object().put("proposed", lines.size());
            ArrayNode array = result.putArray("proposals");
            lines.forEach(array::add);
            terminal().json(result);
        } else if (to == null) {
            all.forEach(proposal -> terminal().line(proposal.question() + "\n  " + proposal.answer()));
        } else {
            terminal().line(terminal().word("data.questions.proposed", String.valueOf(lines.size()), to.getFileName()));
        }
        return DONE;
    }

    private int take(CommandServices services, Path file, DatasetDetails details) throws Exception {
        Dataset made = DecisionLog.write(services.datasets(), DecisionLog.strictly(file),
                details.stating("zh", licence, Origin.SYNTHETIC, terminal().word("data.questions.provenance"), -1));
        if (json()) {
            terminal().json(DatasetJson.of(made));
        } else {
            terminal().line(terminal().word("data.questions.made", made.name(), String.valueOf(made.conversations())));
        }
        return DONE;
    }
}
