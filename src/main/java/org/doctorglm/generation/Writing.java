package org.doctorglm.generation;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.sampling.Sampler;
import org.doctorglm.tokenizer.TokenStream;
import org.jspecify.annotations.Nullable;

/// One answer being written. Lives on the generation thread.
final class Writing {
    private final LoadedModel model;
    private final SamplingSettings settings;
    private final boolean guessing;
    private final LoopWatch loops;
    private final Consumer<GenerationEvent> events;
    private final Cancellation cancellation;
    private final TokenStream stream;
    /// Text that no later token can change; what is shown of it lags behind while a loop is possible.
    private final StringBuilder certain = new StringBuilder();
    private int shown;
    private int[] ids = new int[64];
    private int count;
    private long first;
    private @Nullable Logits atStart;
    private @Nullable Lookahead lookahead;

    Writing(LoadedModel model, SamplingSettings settings, Speculation speculation, LoopWatch loops, Consumer<GenerationEvent> events,
            Cancellation cancellation) {
        this.model = model;
        this.settings = settings;
        this.guessing = switch (speculation) {
            case AUTOMATIC -> model.engine().batchInvariant();
            case OFF -> false;
            case FORCED -> true;
        };
        this.loops = loops;
        this.events = events;
        this.cancellation = cancellation;
        this.stream = new TokenStream(model.tokenizer());
    }

    /// @param prompt ids with `[gMASK] <sop>`
    /// @param started when the question arrived, `System.nanoTime()`
    Generation write(int[] prompt, long started) throws EngineException {
        Session session = model.engine().session();
        int room = Math.min(settings.maxTokens(), session.capacity() - prompt.length);
        boolean reused = session.holds(prompt);
        long begun = System.nanoTime();
        long read = begun;
        FinishReason reason;
        try {
            events.accept(new GenerationEvent.Reading(0, prompt.length));
            Logits logits = session.prefill(prompt, Math.max(1, room),
                    (done, total) -> events.accept(new GenerationEvent.Reading((int) done, (int) total)), cancellation);
            atStart = logits;
            read = System.nanoTime();
            events.accept(new GenerationEvent.Reading(prompt.length, prompt.length));
            reason = write(logits, new Lookahead(session, prompt, guessing), room);
        } catch (CancellationException e) {
            reason = FinishReason.STOPPED;
        }
        String text = end(reason == FinishReason.LOOP);
        if (certain.length() > text.length() && reason != FinishReason.STOPPED) {
            reason = FinishReason.LOOP;
        }
        return new Generation(text, Arrays.copyOf(ids, count), reason, timings(started, read - begun, reused, prompt.length), prompt.length);
    }

    private FinishReason write(Logits start, Lookahead ahead, int room) throws EngineException {
        lookahead = ahead;
        Sampler sampler = new Sampler(settings, model.breakers());
        Integer eos = model.engine().config().eos();
        Logits logits = start;
        try {
            while (count < room) {
                cancellation.throwIfRequested();
                int id = sampler.next(logits, Arrays.copyOf(ids, count));
                if (first == 0) {
                    first = System.nanoTime();
                }
                if (eos != null && id == eos) {
                    return FinishReason.END;
                }
                if (append(id)) {
                    return FinishReason.LOOP;
                }
                if (count < room) {
                    logits = ahead.after(id, room - count);
                }
            }
            return room < settings.maxTokens() ? FinishReason.CONTEXT : FinishReason.LENGTH;
        } finally {
            ahead.giveUp();
        }
    }

    /// @return whether the answer turns in a circle
    private boolean append(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
        certain.append(stream.add(id));
        LoopDetector.Verdict verdict = loops.look(certain, false);
        events.accept(new GenerationEvent.Text(upTo(verdict.sound()), count));
        return verdict.loop();
    }

    /// What was held back, as far as it is sound.
    private String end(boolean looped) {
        if (!looped) {
            certain.append(stream.finish());
            LoopDetector.Verdict verdict = loops.look(certain, true);
            String rest = upTo(verdict.sound());
            if (!rest.isEmpty()) {
                events.accept(new GenerationEvent.Text(rest, count));
            }
        }
        return certain.substring(0, shown);
    }

    /// The text between what is shown and `sound`, which is then shown too.
    private String upTo(int sound) {
        int from = shown;
        shown = Math.max(shown, sound);
        return certain.substring(from, shown);
    }

    /// Scores behind the prompt, null when it was not read to its end.
    @Nullable Logits atStart() {
        return atStart;
    }

    private Timings timings(long started, long reading, boolean reused, int promptTokens) {
        long now = System.nanoTime();
        double prefill = reused || atStart == null ? 0 : promptTokens / Math.max(1e-9, reading / 1e9);
        double decode = count > 1 && first > 0 ? (count - 1) / Math.max(1e-9, (now - first) / 1e9) : 0;
        return new Timings(0, first == 0 ? 0 : (first - started) / 1e6, prefill, decode, count,
                lookahead == null ? 0 : lookahead.proposed(), lookahead == null ? 0 : lookahead.accepted(), reused);
    }
}
