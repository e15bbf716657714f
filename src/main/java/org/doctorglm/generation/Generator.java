package org.doctorglm.generation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.engine.Logits;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.jspecify.annotations.Nullable;

/// The only user of the network. All work with it happens on one thread that this class owns; callers on any other thread wait.
///
/// One pack is loaded at a time: asking for another closes the first.
public final class Generator implements AutoCloseable {
    private final EngineLoader loader;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread owned = new Thread(work, "doctorglm-generation");
        owned.setDaemon(true);
        return owned;
    });
    private final Cancellation closing = new Cancellation();
    private volatile @Nullable LoadedModel loaded;
    private volatile @Nullable SideAdapter adapter;
    /// What the network in memory has on.
    private @Nullable SideAdapter worn;
    private volatile @Nullable KeptScores kept;
    private volatile Speculation speculation = Speculation.AUTOMATIC;

    /// Opens the engine of a pack; the composition root says which engine that is.
    @FunctionalInterface
    public interface EngineLoader {
        Engine load(ModelPack pack) throws EngineException;
    }

    public Generator(EngineLoader loader) {
        this.loader = loader;
    }

    /// What would follow a prompt, null unless it is the one that this pack read last.
    public @Nullable NextToken nextToken(String packSha256, String prompt) {
        KeptScores scores = kept;
        return scores != null && scores.of(packSha256, prompt) ? scores : null;
    }

    /// Reads a prompt and looks at what would follow; nothing is written. A prompt that is still in memory is not read again.
    public NextToken read(ModelPack pack, String prompt, Cancellation cancellation) throws EngineException {
        return onThread(() -> {
            LoadedModel model = loadHere(pack);
            int[] ids = model.promptIds(prompt);
            try (Cancellation.Registration ignored = closing.onCancel(cancellation::request)) {
                KeptScores read = new KeptScores(model, prompt, model.engine().session().prefill(ids, 1, cancellation));
                kept = read;
                return read;
            }
        });
    }

    /// From the next answer on.
    public void speculate(Speculation wanted) {
        speculation = wanted;
    }

    /// The pack in memory, null before the first question.
    public @Nullable LoadedModel loaded() {
        return loaded;
    }

    /// Chooses an adapter that is put beside every network from the next answer on, null for none.
    public void wear(@Nullable SideAdapter chosen) {
        adapter = chosen;
    }

    /// The adapter that the next answer will be written with, besides what is merged into its pack; null for none.
    public @Nullable SideAdapter adapter() {
        return adapter;
    }

    /// Loads a pack unless it is the one in memory.
    public LoadedModel load(ModelPack pack) throws EngineException {
        return onThread(() -> loadHere(pack));
    }

    /// Gives the memory of the network back.
    public void unload() throws EngineException {
        onThread(() -> {
            unloadHere();
            return true;
        });
    }

    /// Writes an answer.
    ///
    /// @param events called on the generation thread
    /// @return the answer as far as it came; a cancelled one is marked as stopped
    public Generation generate(ModelPack pack, String prompt, SamplingSettings settings, Consumer<GenerationEvent> events,
                               Cancellation cancellation) throws EngineException {
        return generate(pack, adapter, LoopWatch.ON, prompt, settings, events, cancellation);
    }

    /// With an adapter for this one answer, whatever other answers have on: for measurements while somebody asks.
    ///
    /// @param beside put beside the network, null for none
    /// @param loops whether an answer that turns in a circle is ended
    public Generation generate(ModelPack pack, @Nullable SideAdapter beside, LoopWatch loops, String prompt, SamplingSettings settings,
                               Consumer<GenerationEvent> events, Cancellation cancellation) throws EngineException {
        long started = System.nanoTime();
        return onThread(() -> {
            LoadedModel model = loadHere(pack, beside);
            int[] ids = model.promptIds(prompt);
            if (ids.length >= model.engine().session().capacity()) {
                throw new EngineException(Reason.CONTEXT, ids.length + "/" + model.engine().session().capacity());
            }
            try (Cancellation.Registration ignored = closing.onCancel(cancellation::request)) {
                Writing writing = new Writing(model, settings, speculation, loops, events, cancellation);
                Generation done = writing.write(ids, started);
                Logits scores = writing.atStart();
                kept = scores == null || beside != adapter ? null : new KeptScores(model, prompt, scores);
                return done;
            }
        });
    }

    /// Does other work with the network, for measurements.
    public <T> T with(ModelPack pack, ModelWork<T> work) throws EngineException {
        return onThread(() -> work.apply(loadHere(pack)));
    }

    /// Work that needs a loaded network.
    @FunctionalInterface
    public interface ModelWork<T> {
        T apply(LoadedModel model) throws EngineException;
    }

    private LoadedModel loadHere(ModelPack pack) throws EngineException {
        return loadHere(pack, adapter);
    }

    private LoadedModel loadHere(ModelPack pack, @Nullable SideAdapter wanted) throws EngineException {
        LoadedModel model = networkHere(pack);
        if (wanted != worn) {
            model.engine().use(wanted);
            worn = wanted;
        }
        return model;
    }

    private LoadedModel networkHere(ModelPack pack) throws EngineException {
        LoadedModel present = loaded;
        if (present != null && present.pack().sha256().equals(pack.sha256())) {
            return present;
        }
        unloadHere();
        long begin = System.nanoTime();
        try {
            GlmTokenizer tokenizer = LoadedModel.tokenizer(pack);
            Engine engine = loader.load(pack);
            LoadedModel model = new LoadedModel(pack, engine, tokenizer, LoadedModel.breakers(tokenizer), (System.nanoTime() - begin) / 1e6);
            loaded = model;
            return model;
        } catch (java.io.IOException e) {
            throw new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
        }
    }

    private void unloadHere() {
        LoadedModel present = loaded;
        loaded = null;
        worn = null;
        kept = null;
        if (present != null) {
            present.close();
        }
    }

    private <T> T onThread(Work<T> work) throws EngineException {
        Future<T> future;
        try {
            future = thread.submit(work::run);
        } catch (RejectedExecutionException e) {
            throw new EngineException(Reason.RUN, "closed", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // The network cannot be left in the middle of a token; the caller's cancellation ends the work.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EngineException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case EngineException e -> e;
            case CancellationException e -> throw e;
            case null -> new EngineException(Reason.RUN, "");
            case Throwable e -> new EngineException(Reason.RUN, String.valueOf(e.getMessage()), e);
        };
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws EngineException;
    }

    /// Stops the answer being written, which ends as stopped, and frees the network.
    @Override
    public void close() {
        closing.request();
        if (thread.isShutdown()) {
            return;
        }
        thread.submit(this::unloadHere);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
