package org.doctorglm.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.embedding.SentenceEncoder;
import org.doctorglm.embedding.SentenceRole;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// Which entries mean what a question means, by a hospital's own sentence model; nothing at all without one.
///
/// An entry without a vector is found by its words alone. An edit takes the old vector away at once and has the new one made later, on
/// somebody else's thread, so that nobody waits for the model. All methods are safe on any thread; the owner closes it.
public final class MeaningIndex implements Closeable {
    /// Without an encoder.
    public static final MeaningIndex NONE = new MeaningIndex();
    /// Vectors made between two times at which they are stored.
    private static final int STORED_AFTER = 5000;
    /// What nobody asks a physician: however near an entry the nearest of these comes, so much is no fit.
    private static final List<String> SMALL_TALK = List.of("你好", "谢谢医生", "中国的首都是哪座城市", "今天天气怎么样", "手机屏幕碎了怎么修", "红烧肉怎么做",
            "周末去哪里玩", "帮我写一首诗", "一加一等于几", "股票明天会涨吗", "推荐一部电影", "How do I learn to code?");

    private final @Nullable EncoderUse encoder;
    private final @Nullable VectorFile file;
    private final @Nullable RankerWeights weights;
    private final Executor later;
    /// Edition that every entry of has a vector; guarded by [#building].
    private String complete = "";
    private final Object building = new Object();
    private volatile MeaningVectors vectors = MeaningVectors.EMPTY;
    /// Entries changed since the last build began, and the words that each is to have a vector for; guarded by this object.
    private final Map<String, String> wanted = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    private MeaningIndex() {
        encoder = null;
        file = null;
        weights = null;
        later = work -> { };
    }

    /// @param encoder closed with this object
    /// @param folder of the index, where vectors are kept
    /// @param trained folder that may hold weights of the ranker that were trained with this encoder
    /// @param later runs work for edited entries, one after the other
    public MeaningIndex(SentenceEncoder encoder, Path folder, Path trained, Executor later) throws IOException {
        this.encoder = new EncoderUse(encoder);
        this.file = new VectorFile(folder, encoder.sha256(), encoder.width());
        this.weights = RankerWeights.present(trained) ? RankerWeights.of(trained) : null;
        this.later = later;
    }

    /// Takes away the vectors of all encoders.
    public static void forget(Path folder) throws IOException {
        VectorFile.removeAll(folder);
    }

    /// How far the vectors are.
    ///
    /// @param encoder hash, empty without one
    /// @param vectors entries that have one
    public record Status(String encoder, int vectors) {
    }

    public Status status() {
        return new Status(encoder == null ? "" : encoder.sha256(), vectors.size());
    }

    /// @return those trained with this encoder, else the library's own
    RankerWeights weights(RankerWeights own) {
        return weights == null ? own : weights;
    }

    /// Vectors as they are now, for searches that must not see a later change.
    MeaningVectors snapshot() {
        return vectors;
    }

    /// What is next to a question. Without an encoder, or when it fails, nothing: the words still answer.
    Neighbours near(MeaningVectors now, String question) {
        if (encoder == null || now.size() == 0 || question.isBlank()) {
            return Neighbours.NONE;
        }
        try {
            return now.near(encoder.encode(question, SentenceRole.QUESTION, new Cancellation()));
        } catch (EncoderException e) {
            return Neighbours.NONE;
        }
    }

    /// Makes vectors for the entries that have none for their present words. Searches go on meanwhile; what was made before it was stopped is kept.
    ///
    /// @param present entries, asked for when changes are being noted already
    /// @param edition hash of the library's edition
    /// @param most vectors made now
    /// @param progress entries with a vector, of all
    /// @throws EncoderException when the model fails
    void build(Supplier<? extends Collection<Disease>> present, String edition, int most, Progress progress, Cancellation cancellation) throws EncoderException {
        EncoderUse model = encoder;
        VectorFile stored = file;
        if (model == null || stored == null) {
            return;
        }
        synchronized (building) {
            synchronized (this) {
                if (edition.equals(complete) && changed.isEmpty()) {
                    return;
                }
                changed.clear();
            }
            complete = "";
            Collection<Disease> entries = present.get();
            VectorBuild build = new VectorBuild(entries, stored, edition);
            try {
                while (build.made() < most && !build.missing().isEmpty()) {
                    cancellation.throwIfRequested();
                    MeaningText text = build.missing().remove();
                    build.add(text, model.encode(text.words(), SentenceRole.ENTRY, cancellation));
                    progress.at(build.vectors().size(), entries.size());
                    if (build.made() % STORED_AFTER == 0) {
                        build.store();
                    }
                }
            } finally {
                build.store();
                publish(build.vectors(), model);
            }
            progress.at(build.vectors().size(), entries.size());
            complete = build.missing().isEmpty() ? edition : "";
        }
    }

    /// An entry that was changed meanwhile keeps what its change gave it.
    private void publish(Map<String, float[]> built, EncoderUse model) throws EncoderException {
        MeaningVectors all = MeaningVectors.of(built);
        double floor = 0;
        for (String sentence : SMALL_TALK) {
            floor = Math.max(floor, all.best(model.encode(sentence, SentenceRole.QUESTION, new Cancellation())));
        }
        synchronized (this) {
            for (String id : changed) {
                // Also one that is being read: its vector comes by itself.
                all = all.with(id, vectors.get(id));
            }
            vectors = all.above(floor);
        }
    }

    /// Takes the vector of an entry away because its words change.
    synchronized void drop(String id) {
        if (encoder != null) {
            changed.add(id);
            wanted.remove(id);
            vectors = vectors.with(id, null);
        }
    }

    /// Has the vector of an entry made, soon.
    void follow(Disease entry) {
        EncoderUse model = encoder;
        if (model == null) {
            return;
        }
        MeaningText text = MeaningText.of(entry);
        synchronized (this) {
            wanted.put(entry.id(), text.sha256());
        }
        later.execute(() -> {
            try {
                float[] vector = model.encode(text.words(), SentenceRole.ENTRY, new Cancellation());
                synchronized (this) {
                    if (wanted.remove(entry.id(), text.sha256())) {
                        vectors = vectors.with(entry.id(), vector);
                    }
                }
            } catch (EncoderException e) {
                // The entry is found by its words; the next build tries again.
            }
        });
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
        }
    }
}
