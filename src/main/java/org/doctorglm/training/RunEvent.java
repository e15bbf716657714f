package org.doctorglm.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens in a run, one line each in its file of events.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({@JsonSubTypes.Type(value = RunEvent.Step.class, name = "step"), @JsonSubTypes.Type(value = RunEvent.Look.class, name = "look"),
        @JsonSubTypes.Type(value = RunEvent.Probed.class, name = "probed"), @JsonSubTypes.Type(value = RunEvent.Alarmed.class, name = "alarm"),
        @JsonSubTypes.Type(value = RunEvent.Saved.class, name = "saved"), @JsonSubTypes.Type(value = RunEvent.Shrunk.class, name = "shrunk")})
public sealed interface RunEvent {
    /// Steps that were taken before it.
    long step();

    /// A step was taken.
    ///
    /// @param loss nats a token
    /// @param rate learning rate
    /// @param norm length of the gradient
    /// @param tokens learned
    /// @param millis wall clock
    /// @param base nats a token of the base on the same samples; only of the first steps of what begins as its base, null otherwise
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(long step, double loss, double rate, double norm, long tokens, long millis, @Nullable Double base) implements RunEvent {
        /// Not compared with the base.
        public Step(long step, double loss, double rate, double norm, long tokens, long millis) {
            this(step, loss, rate, norm, tokens, millis, null);
        }
    }

    /// The held-out part was looked at.
    ///
    /// @param loss nats a token
    /// @param divergence KL(base ‖ tuned), nats a token
    record Look(long step, double loss, double divergence) implements RunEvent {
    }

    /// The probes were asked.
    record Probed(long step, List<Probe.Answer> answers) implements RunEvent {
        public Probed {
            answers = List.copyOf(answers);
        }
    }

    /// The guard spoke up.
    record Alarmed(long step, Alarm alarm) implements RunEvent {
    }

    /// A checkpoint was written.
    record Saved(long step) implements RunEvent {
    }

    /// Memory ran out: from the next step on a micro-batch is smaller, and a step has more of them.
    ///
    /// @param batch samples of a micro-batch
    record Shrunk(long step, int batch) implements RunEvent {
    }
}
