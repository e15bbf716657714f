package org.doctorglm.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;

/// Speed of a loaded network, greedy, after one warm-up.
///
/// @param firstTokenMs reading the prompt and choosing the first token, milliseconds
/// @param bytesPerToken bytes of weights read for one token
public record Benchmark(double loadMs, double firstTokenMs, double prefillTokensPerSecond, double decodeTokensPerSecond, long bytesPerToken,
                        String device, int threads) {
    /// Runs on the generation thread (see [Generator#with]).
    ///
    /// @param promptTokens length of the prompt, control ids included
    /// @param tokens written after it
    public static Benchmark run(LoadedModel model, int promptTokens, int tokens, Cancellation cancellation) throws EngineException {
        measure(model, promptTokens, Math.min(tokens, 8), cancellation, 1);
        return measure(model, promptTokens, tokens, cancellation, 2);
    }

    private static Benchmark measure(LoadedModel model, int promptTokens, int tokens, Cancellation cancellation, int salt) throws EngineException {
        Session session = model.engine().session();
        int[] ids = new int[promptTokens];
        GlmConfig config = model.engine().config();
        int vocabulary = config.vocabulary();
        for (int i = 0; i < promptTokens; i++) {
            // Ids spread over the vocabulary; another prompt each time, so that nothing is reused.
            ids[i] = 100 % vocabulary + (int) ((i * 7919L + salt * 104729L) % Math.max(1, vocabulary - 200));
            if (ids[i] == config.bos() || ids[i] == config.gmask() || ids[i] == config.mask()) {
                ids[i]++;
            }
        }
        ids[promptTokens - 2] = config.gmask();
        ids[promptTokens - 1] = config.bos();
        long begin = System.nanoTime();
        Logits logits = session.prefill(ids, tokens, cancellation);
        long read = System.nanoTime();
        for (int i = 0; i < tokens; i++) {
            cancellation.throwIfRequested();
            logits = session.step(logits.argmax());
        }
        long end = System.nanoTime();
        long bytes = model.pack().manifest().tensors().stream().filter(t -> !t.name().startsWith("embedding.")).mapToLong(t -> t.bytes()).sum();
        return new Benchmark(model.loadMs(), (read - begin) / 1e6, promptTokens / ((read - begin) / 1e9), tokens / ((end - read) / 1e9), bytes,
                model.engine().device().description(), model.engine().device().threads());
    }

    /// Sequential read rate of this machine, bytes a second, the best of five passes over memory far larger than any cache.
    public static double readBandwidth(int threads) {
        long[] memory = new long[(256 << 20) / 8];
        double best = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int pass = 0; pass < 5; pass++) {
                List<Callable<Long>> parts = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    int from = (int) ((long) memory.length * t / threads);
                    int to = (int) ((long) memory.length * (t + 1) / threads);
                    parts.add(() -> sum(memory, from, to));
                }
                long begin = System.nanoTime();
                for (Future<Long> part : pool.invokeAll(parts)) {
                    part.get();
                }
                best = Math.max(best, memory.length * 8 / ((System.nanoTime() - begin) / 1e9));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return best;
    }

    private static long sum(long[] memory, int from, int to) {
        long a = 0;
        for (int i = from; i < to; i++) {
            a += memory[i];
        }
        return a;
    }
}
