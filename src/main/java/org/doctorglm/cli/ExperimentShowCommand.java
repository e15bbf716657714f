package org.doctorglm.cli;

import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `experiment show NAME`: every answer, with `--json` also its figures and provenance.
@Command(name = "show")
final class ExperimentShowCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "experiment.which")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        ExperimentFolder folder = services.experiments().find(name);
        if (json()) {
            terminal().json(ExperimentVerb.json(folder));
            return DONE;
        }
        for (ExperimentAnswer answer : folder.placed()) {
            String place = answer.stored() == null ? answer.subject() : String.join(" · ", answer.subject(), org.doctorglm.experiment.Axis.SETTING.of(answer),
                    terminal().word(answer.designer() ? "experiment.with" : "experiment.without"), String.valueOf(answer.seed()), answer.stored().cell());
            terminal().line(answer.question().id() + "  " + place);
            terminal().line(answer.text());
            terminal().line("");
        }
        return DONE;
    }
}
