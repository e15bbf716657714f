package org.doctorglm.generation;

import java.util.Arrays;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;

/// Speed of a loaded network, greedy, after a short warm-up.
///
/// @param firstTokenMs reading the prompt, milliseconds
/// @param regenerateMs until the first token of another answer to the same prompt, milliseconds: its keys and values are kept
/// @param decodeTokensPerSecond from the median time of a token
/// @param bytesPerToken bytes of weights read for one token
public record Benchmark(double loadMs, double firstTokenMs, double regenerateMs, double prefillTokensPerSecond, double decodeTokensPerSecond, long bytesPerToken,
                        String device, int threads) {
    /// Prompt and tokens of the warm-up: enough to touch every weight.
    private static final int WARM_UP = 16;

    /// @param promptTokens length of the prompt, control ids included
    /// @param tokens written after it
    public static Benchmark run(Engine engine, ModelPack pack, double loadMs, int promptTokens, int tokens, Cancellation cancellation)
            throws EngineException {
        Session session = engine.session();
        int[] prompt = prompt(engine.config(), promptTokens, 2);
        session.prefill(prompt(engine.config(), Math.min(promptTokens, WARM_UP), 1), 2, cancellation);
        session.step(prompt[0]);
        long begin = System.nanoTime();
        Logits logits = session.prefill(prompt, tokens, cancellation);
        double prefill = (System.nanoTime() - begin) / 1e9;
        double[] seconds = new double[tokens];
        for (int i = 0; i < tokens; i++) {
            cancellation.throwIfRequested();
            int id = logits.argmax();
            long before = System.nanoTime();
            logits = session.step(id);
            seconds[i] = (System.nanoTime() - before) / 1e9;
        }
        Arrays.sort(seconds);
        begin = System.nanoTime();
        session.prefill(prompt, tokens, cancellation);
        double again = (System.nanoTime() - begin) / 1e9;
        return new Benchmark(loadMs, prefill * 1e3, again * 1e3, promptTokens / prefill, 1 / seconds[tokens / 2], bytesPerToken(pack),
                engine.device().description(), engine.device().threads());
    }

    /// Ids spread over the vocabulary; another prompt for each salt, so that nothing is reused.
    private static int[] prompt(GlmConfig config, int tokens, int salt) {
        int[] ids = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            ids[i] = 100 % config.vocabulary() + (int) ((i * 7919L + salt * 104729L) % Math.max(1, config.vocabulary() - 200));
            if (ids[i] == config.bos() || ids[i] == config.gmask() || ids[i] == config.mask()) {
                ids[i]++;
            }
        }
        ids[tokens - 2] = config.gmask();
        ids[tokens - 1] = config.bos();
        return ids;
    }

    private static long bytesPerToken(ModelPack pack) {
        return pack.manifest().tensors().stream().filter(t -> !t.name().startsWith("embedding.")).mapToLong(t -> t.bytes()).sum();
    }
}
