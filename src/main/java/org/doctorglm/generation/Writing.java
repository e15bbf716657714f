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

/// One answer being written. Lives on the generation thread.
final class Writing {
    private final LoadedModel model;
    private final SamplingSettings settings;
    private final Consumer<GenerationEvent> events;
    private final Cancellation cancellation;
    private final TokenStream stream;
    private int[] ids = new int[64];
    private int count;

    Writing(LoadedModel model, SamplingSettings settings, Consumer<GenerationEvent> events, Cancellation cancellation) {
        this.model = model;
        this.settings = settings;
        this.events = events;
        this.cancellation = cancellation;
        this.stream = new TokenStream(model.tokenizer());
    }

    /// @param prompt ids with `[gMASK] <sop>`
    /// @param started when the question arrived, `System.nanoTime()`
    Generation write(int[] prompt, long started) throws EngineException {
        Session session = model.engine().session();
        int room = Math.min(settings.maxTokens(), session.capacity() - prompt.length);
        long begun = System.nanoTime();
        FinishReason reason = FinishReason.STOPPED;
        long read = begun;
        long first = 0;
        try {
            events.accept(new GenerationEvent.Reading(0, prompt.length));
            Logits logits = session.prefill(prompt, Math.max(1, room), cancellation);
            read = System.nanoTime();
            events.accept(new GenerationEvent.Reading(prompt.length, prompt.length));
            Sampler sampler = new Sampler(settings, model.breakers());
            while (true) {
                if (count >= room) {
                    reason = room < settings.maxTokens() ? FinishReason.CONTEXT : FinishReason.LENGTH;
                    break;
                }
                cancellation.throwIfRequested();
                int id = sampler.next(logits, Arrays.copyOf(ids, count));
                if (first == 0) {
                    first = System.nanoTime();
                }
                Integer eos = model.engine().config().eos();
                if (eos != null && id == eos) {
                    reason = FinishReason.END;
                    break;
                }
                append(id);
                if (LoopDetector.loops(ids, count)) {
                    reason = FinishReason.LOOP;
                    break;
                }
                if (count < room) {
                    logits = session.step(id);
                }
            }
        } catch (CancellationException e) {
            reason = FinishReason.STOPPED;
        }
        String rest = stream.finish();
        if (!rest.isEmpty()) {
            events.accept(new GenerationEvent.Text(rest, count));
        }
        return new Generation(stream.text(), Arrays.copyOf(ids, count), reason,
                timings(started, begun, read, first, prompt.length), prompt.length);
    }

    private void append(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
        events.accept(new GenerationEvent.Text(stream.add(id), count));
    }

    private Timings timings(long started, long begun, long read, long first, int promptTokens) {
        long now = System.nanoTime();
        double prefill = promptTokens / Math.max(1e-9, (read - begun) / 1e9);
        double decode = count > 1 && first > 0 ? (count - 1) / Math.max(1e-9, (now - first) / 1e9) : 0;
        return new Timings(0, first == 0 ? 0 : (first - started) / 1e6, prefill, decode, count);
    }
}
