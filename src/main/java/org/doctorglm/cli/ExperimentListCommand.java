package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentPlan;
import picocli.CommandLine.Command;

/// `experiment list`
@Command(name = "list")
final class ExperimentListCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        ObjectNode result = object();
        ArrayNode all = result.putArray("experiments");
        for (ExperimentFolder folder : services.experiments().list()) {
            ExperimentPlan plan = folder.plan();
            all.addObject().put("name", folder.name()).put("title", plan.title()).put("layout", ExperimentJson.lower(plan.layout())).put("cells", plan.size())
                    .put("answered", folder.answered());
        }
        if (json()) {
            terminal().json(result);
        } else if (all.isEmpty()) {
            terminal().message(terminal().word("experiment.none"));
        } else {
            all.forEach(each -> terminal().line(String.format(java.util.Locale.ROOT, "%-32s %-12s %6d/%d", each.get("name").asText(), each.get("layout").asText(),
                    each.get("answered").asLong(), each.get("cells").asLong())));
        }
        return DONE;
    }
}
