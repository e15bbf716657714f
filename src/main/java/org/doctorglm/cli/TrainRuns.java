package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;

/// Runs as others script against them.
final class TrainRuns {
    private TrainRuns() {
    }

    /// @param whole with every step
    static ObjectNode json(RunFolder run, boolean whole) throws IOException {
        RunFile file = run.run();
        ObjectNode json = Verb.object().put("run", run.name()).put("model", file.model()).put("data", file.data()).put("state", RunState.of(run).key());
        json.put("samples", file.samples()).put("heldOut", file.heldOut()).put("totalSteps", file.steps()).put("version", file.version());
        ObjectNode recipe = json.putObject("recipe");
        file.recipe().forEach(recipe::put);
        Optional<RunFolder.Best> best = run.best();
        if (best.isPresent()) {
            json.putObject("bestCheckpoint").put("step", best.get().step()).put("loss", best.get().loss());
        } else {
            json.putNull("bestCheckpoint");
        }
        Optional<RunFolder.Failure> failure = run.failure();
        json.put("failure", failure.map(f -> f.reason().name()).orElse(null));
        json.put("stoppedBecause", run.end().map(e -> e.end().key()).orElse(null));
        ArrayNode looks = json.putArray("heldOutLosses");
        ArrayNode alarms = json.putArray("alarms");
        ArrayNode steps = json.putArray("steps");
        for (RunEvent event : run.events()) {
            add(event, steps, looks, alarms, whole);
        }
        return json;
    }

    private static void add(RunEvent event, ArrayNode steps, ArrayNode looks, ArrayNode alarms, boolean whole) {
        switch (event) {
            case RunEvent.Step step when whole -> steps.addObject().put("step", step.step()).put("loss", step.loss()).put("rate", step.rate())
                    .put("gradientNorm", step.norm()).put("tokens", step.tokens()).put("milliseconds", step.millis());
            case RunEvent.Look look -> looks.addObject().put("step", look.step()).put("loss", look.loss()).put("divergence", look.divergence());
            case RunEvent.Alarmed alarmed -> alarms.addObject().put("step", alarmed.step()).put("signal", alarmed.alarm().signal().name())
                    .put("value", alarmed.alarm().value()).put("severe", alarmed.alarm().severe());
            case RunEvent ignored -> { }
        }
    }
}
