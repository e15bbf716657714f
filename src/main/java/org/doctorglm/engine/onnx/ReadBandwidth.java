package org.doctorglm.engine.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast plain Java reads memory, where there are no kernels to measure it with.
final class ReadBandwidth {
    private ReadBandwidth() {
    }

    /// Sequential read rate of this machine, bytes a second, the best of five passes over memory far larger than any cache.
    static double measure(int threads) {
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
