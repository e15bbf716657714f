package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command that begins an experiment, or goes on with the one of this name, and answers its cells.
abstract class ExperimentVerb extends EngineVerb {
    @Option(names = "--name", descriptionKey = "experiment.name", paramLabel = "N")
    @Nullable String name;

    final String name(String otherwise) {
        return name == null ? otherwise : name;
    }

    /// Answers what has no answer yet and prints what came out.
    final int answer(CommandServices services, String called, ExperimentPlan plan) throws Exception {
        return goOn(services, services.experiments().begin(called, plan));
    }

    final int goOn(CommandServices services, ExperimentFolder folder) throws Exception {
        try {
            services.experimentRunner().run(folder, terminal().progress(terminal().word("experiment.answering")), answer -> { }, cancellation());
        } catch (CancellationException e) {
            terminal().message(terminal().word("experiment.goOn", folder.name()));
            throw e;
        }
        if (json()) {
            terminal().json(json(folder));
        } else {
            terminal().line(terminal().word("experiment.done", folder.name(), String.valueOf(folder.plan().size()), folder.digest()));
            terminal().line(terminal().word("experiment.next", folder.name()));
        }
        return DONE;
    }

    /// As others script against it: every cell with its figures.
    static ObjectNode json(ExperimentFolder folder) throws IOException {
        ExperimentPlan plan = folder.plan();
        List<ExperimentAnswer> placed = folder.placed();
        ObjectNode result = object().put("name", folder.name()).put("title", plan.title()).put("layout", ExperimentJson.lower(plan.layout()));
        result.put("cells", plan.size()).put("answered", placed.stream().filter(answer -> answer.stored() != null).count()).put("digest", folder.digest());
        ArrayNode cells = result.putArray("answers");
        for (ExperimentAnswer answer : placed) {
            cells.add(ExperimentJson.json(answer));
        }
        return result;
    }

    /// Questions of the command line, those of a file (a line each), or the usual ones.
    static List<PlannedQuestion> questions(List<String> texts, @Nullable Path file) throws IOException {
        if (file != null) {
            return Presets.questions(Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(String::strip).filter(line -> !line.isEmpty()).toList());
        }
        return texts.isEmpty() ? Presets.usualQuestions() : Presets.questions(texts);
    }
}
