package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.PlanFile;
import org.doctorglm.experiment.Subjects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `experiment run FILE`: a plan in YAML or JSON; `experiment run --resume NAME` goes on with one that was interrupted.
@Command(name = "run")
final class ExperimentRunCommand extends ExperimentVerb {
    @Parameters(paramLabel = "FILE", arity = "0..1", descriptionKey = "experiment.plan")
    @Nullable Path file;

    @Option(names = "--resume", descriptionKey = "experiment.resume", paramLabel = "NAME")
    @Nullable String resumed;

    @Override
    int run(CommandServices services) throws Exception {
        if (resumed != null) {
            return goOn(services, services.experiments().find(resumed));
        }
        if (file == null) {
            throw wrongUsage("experiment.need");
        }
        ExperimentPlan plan = PlanFile.read(file, new Subjects(services.models()));
        return answer(services, name(plan.title()), plan);
    }
}
