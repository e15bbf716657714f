package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import org.doctorglm.engine.cpu.Changes.Change;
import org.doctorglm.engine.cpu.Team.Crew;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// The ChatGLM block, for some tokens at once, done by all members of a team.
///
/// `x = LN(x); x = α·x + Attention(x); x = LN(x); x = α·x + MLP(x)`: the residual is the normalised input, so the norm that begins the
/// next block is applied as soon as the sum is there, and `x` always enters a block normalised.
///
/// Every row is computed in the same order of operations however many stand beside it: tokens fed one by one or together give the same bits.
final class ForwardPass {
    /// Tiles of a matrix that a member takes at most when there are many rows: so that Stop is heard within milliseconds.
    private static final int MOST_TILES = 16;

    private final Kernels kernels;
    private final Team team;
    private final GlmConfig config;
    private final Weights weights;
    private final float alpha;
    private final float epsilon;
    private Changes changes = new Changes(null);

    ForwardPass(Kernels kernels, Team team, GlmConfig config, Weights weights) {
        this.kernels = kernels;
        this.team = team;
        this.config = config;
        this.weights = weights;
        this.alpha = (float) config.alpha();
        this.epsilon = (float) config.epsilon();
    }

    /// Puts an adapter on; the one before is its owner's again. A program keeps the one it began with: a member that was set aside may still be
    /// running through the last program when the next adapter is put on.
    void use(Changes adapter) {
        changes = adapter;
    }

    /// Reads the bidirectional part of a prompt: fills the cache. Ends early, with the cache in no order, when cancelled.
    ///
    /// @param rows embeddings and positions that stand in `s`
    /// @param at cells of the cache that are filled already and seen by all
    /// @param done is told the number of rows that are through, on the calling thread
    void prompt(Scratch s, int rows, CacheMemory cache, int at, Cancellation cancellation, IntConsumer done) {
        Changes worn = changes;
        team.run(crew -> {
            begin(s, rows, crew);
            for (int i = 0; i < config.layers(); i++) {
                block(s, rows, cache, i, at, false, worn, cancellation, crew);
                if (crew.member() == 0 && !cancellation.isRequested()) {
                    done.accept((int) ((i + 1L) * rows / config.layers()));
                }
            }
        });
    }

    /// Feeds tokens behind what is in the cache; each sees itself and all before it.
    ///
    /// @param logits receives [rows, vocabulary]
    void steps(Scratch s, int rows, CacheMemory cache, int at, Product logits) {
        Cancellation never = new Cancellation();
        Changes worn = changes;
        team.run(crew -> {
            begin(s, rows, crew);
            for (int i = 0; i < config.layers(); i++) {
                block(s, rows, cache, i, at, true, worn, never, crew);
            }
            multiply(s, s.normed, 0, rows, weights.head(), null, logits, never, crew);
        });
    }

    private void begin(Scratch s, int rows, Crew crew) {
        Weights.Norm first = weights.layers().getFirst().input();
        rows(crew, rows, (from, to) -> kernels.normalize(s.row(from), MemorySegment.NULL, 0, first.weight(), first.bias(), epsilon, to - from,
                config.hidden()));
    }

    private void block(Scratch s, int rows, CacheMemory memory, int index, int at, boolean causal, Changes worn, Cancellation cancellation,
                       Crew crew) {
        Weights.Layer layer = weights.layers().get(index);
        String name = "layers." + index + ".";
        MemorySegment cache = memory.layer(index);
        for (int first = 0; first < rows; first += s.chunk()) {
            int chunk = first;
            int count = Math.min(s.chunk(), rows - first);
            multiply(s, s.normed, chunk, count, layer.qkv(), worn.of(name + "qkv"), s.qkv, cancellation, crew);
            long angles = (long) chunk * (config.headDim() / 2);
            long query = (long) chunk * config.heads() * CacheMemory.padded(config);
            crew.share(config.heads(), 1, (head, end) -> kernels.rotate(s.qkv.y(), count, Scratch.at(s.cos, angles), Scratch.at(s.sin, angles),
                    cache, at + chunk, head, Scratch.at(s.queries, query)));
        }
        boolean last = index == config.layers() - 1;
        if (last && !causal) {
            // Nothing behind the keys and values of the last block is needed before <sop>.
            return;
        }
        Weights.Norm next = last ? weights.last() : weights.layers().get(index + 1).input();
        for (int first = 0; first < rows; first += s.chunk()) {
            int count = Math.min(s.chunk(), rows - first);
            attend(s, first, count, cache, causal ? at + first + 1 : at + rows, causal, memory.cells(), cancellation, crew);
            multiply(s, s.mixed, 0, count, layer.dense(), worn.of(name + "dense"), s.dense, cancellation, crew);
            residual(s, first, count, layer.post(), crew);
            multiply(s, s.normed, first, count, layer.up(), worn.of(name + "up"), s.inner, cancellation, crew);
            multiply(s, s.active, 0, count, layer.down(), worn.of(name + "down"), s.dense, cancellation, crew);
            residual(s, first, count, next, crew);
        }
    }

    private void attend(Scratch s, int first, int count, MemorySegment cache, int visible, boolean causal, int cells,
                        Cancellation cancellation, Crew crew) {
        MemorySegment queries = Scratch.at(s.queries, (long) first * config.heads() * CacheMemory.padded(config));
        MemorySegment scores = Scratch.at(s.scores, 4L * crew.member() * cells);
        crew.share(config.heads(), 1, (head, end) -> {
            if (!cancellation.isRequested()) {
                kernels.attend(queries, count, cache, head, visible, causal, scores, s.attended);
            }
        });
    }

    private void residual(Scratch s, int first, int count, Weights.Norm norm, Crew crew) {
        rows(crew, count, (from, to) -> kernels.normalize(s.row(first + from), Scratch.at(s.dense.y(), (long) from * config.hidden()), alpha,
                norm.weight(), norm.bias(), epsilon, to - from, config.hidden()));
    }

    private void multiply(Scratch s, Activations in, int first, int count, Matrix matrix, @Nullable Change change, Product out,
                          Cancellation cancellation, Crew crew) {
        if (matrix.quantised()) {
            rows(crew, count, (from, to) -> {
                in.rows(first, count);
                in.quantize(kernels, first, from, to);
            });
        } else {
            crew.share(1, 1, (from, to) -> in.rows(first, count));
        }
        tiles(matrix, in, change == null ? out.whole() : out.bare(), count, cancellation, crew);
        if (change != null) {
            Scratch.Narrow narrow = s.narrow(change.rank());
            tiles(change.down(), in, narrow.product().whole(), count, cancellation, crew);
            crew.share(1, 1, (from, to) -> narrow.input().rows(0, count));
            tiles(change.up(), narrow.input(), out.added(), count, cancellation, crew);
        }
    }

    private void tiles(Matrix matrix, Activations in, MemorySegment out, int count, Cancellation cancellation, Crew crew) {
        int tiles = matrix.tiles();
        int fair = Math.max(1, tiles / (team.size() * 8));
        crew.share(tiles, count > 8 ? Math.min(MOST_TILES, fair) : fair, (from, to) -> {
            if (!cancellation.isRequested()) {
                kernels.multiply(matrix.struct(), in.struct(), out, from, to - from);
            }
        });
    }

    private void rows(Crew crew, int count, Team.Piece piece) {
        crew.share(count, Math.max(1, count / (team.size() * 4)), piece);
    }

    /// Bytes a second that the team reads from memory too large for any cache, the best of several passes.
    double readBandwidth() {
        long words = (256L << 20) / Long.BYTES;
        int pieces = 1024;
        double best = 0;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(words * Long.BYTES, 64);
            for (int pass = 0; pass < 8; pass++) {
                long begin = System.nanoTime();
                team.run(crew -> crew.share(pieces, 8, (from, to) -> kernels.read(memory.asSlice(words / pieces * from * Long.BYTES),
                        words / pieces * (to - from))));
                best = Math.max(best, words * Long.BYTES / ((System.nanoTime() - begin) / 1e9));
            }
        }
        return best;
    }
}
