package org.doctorglm.cli;

import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.filter.FilterSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `data undo NAME`: removes a set that was made of others, which are still there.
@Command(name = "undo")
final class DataUndoCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        Dataset parent = new FilterSets(services.datasets()).undo(name);
        if (json()) {
            terminal().json(object().put("name", name).put("undone", true).put("parent", parent.name()));
        } else {
            terminal().line(terminal().word("data.undone", name, parent.name()));
        }
        return DONE;
    }
}
