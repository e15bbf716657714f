package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `train queue …`: runs that wait for one another.
@Command(name = "queue", subcommands = {TrainQueueCommand.Add.class, TrainQueueCommand.Waiting.class, TrainQueueCommand.Remove.class, TrainQueueCommand.Start.class})
final class TrainQueueCommand extends Group {
    /// Trains what waits.
    static int work(Verb verb, LocalTraining training) throws IOException {
        return training.workQueue(run -> {
            verb.terminal().message(verb.terminal().word("train.run", run.name()));
            return verb.terminal().progress(verb.terminal().word("train.steps"));
        }, verb.cancellation());
    }

    /// What waits, as it is now.
    private static void say(Verb verb, RunQueue queue) throws IOException {
        List<RunFolder> waiting = queue.list();
        Optional<RunFolder> now = queue.training();
        if (verb.json()) {
            ObjectNode json = Verb.object().put("training", now.map(RunFolder::name).orElse(null));
            ArrayNode names = json.putArray("waiting");
            waiting.stream().filter(run -> !Optional.of(run).equals(now)).map(RunFolder::name).forEach(names::add);
            verb.terminal().json(json);
            return;
        }
        now.ifPresent(run -> verb.terminal().line(verb.terminal().word("train.queue.now", run.name())));
        int place = 1;
        for (RunFolder run : waiting) {
            if (!Optional.of(run).equals(now)) {
                verb.terminal().line(place++ + "  " + run.name() + "  " + run.run().model() + "  " + run.run().data());
            }
        }
        if (place == 1) {
            verb.terminal().line(verb.terminal().word("train.queue.empty"));
        }
    }

    /// `train queue add [RUN]`
    @Command(name = "add")
    static final class Add extends Verb {
        @Parameters(paramLabel = "RUN", arity = "0..1")
        @Nullable String run;

        @Mixin
        BeginOptions beginning = new BeginOptions();

        @Override
        int run(CommandServices services) throws Exception {
            if ((run == null) == !beginning.given()) {
                throw wrongUsage("train.queue.needs");
            }
            LocalTraining training = services.training();
            training.queue().add(run == null ? beginning.begin(this, services) : training.runs().find(run));
            say(this, training.queue());
            return DONE;
        }
    }

    /// `train queue list`
    @Command(name = "list")
    static final class Waiting extends Verb {
        @Override
        int run(CommandServices services) throws Exception {
            say(this, services.training().queue());
            return DONE;
        }
    }

    /// `train queue remove RUN`
    @Command(name = "remove")
    static final class Remove extends Verb {
        @Parameters(paramLabel = "RUN")
        String run = "";

        @Override
        int run(CommandServices services) throws Exception {
            LocalTraining training = services.training();
            training.queue().remove(training.runs().find(run));
            say(this, training.queue());
            return DONE;
        }
    }

    /// `train queue start`: comes back when nothing waits any more.
    @Command(name = "start")
    static final class Start extends EngineVerb {
        @Override
        int run(CommandServices services) throws Exception {
            LocalTraining training = services.training();
            int done = work(this, training);
            if (json()) {
                terminal().json(object().put("trained", done).put("waiting", training.queue().list().size()));
            } else {
                terminal().line(terminal().word("train.queue.done", String.valueOf(done), String.valueOf(training.queue().list().size())));
            }
            return cancellation().isRequested() ? CANCELLED : DONE;
        }
    }
}
