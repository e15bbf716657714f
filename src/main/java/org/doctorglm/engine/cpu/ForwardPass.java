package org.doctorglm.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;

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
    private boolean stopping;

    ForwardPass(Kernels kernels, Team team, GlmConfig config, Weights weights) {
        this.kernels = kernels;
        this.team = team;
        this.config = config;
        this.weights = weights;
        this.alpha = (float) config.alpha();
        this.epsilon = (float) config.epsilon();
    }

    /// Reads the bidirectional part of a prompt: fills the cache. Ends early, with the cache in no order, when cancelled.
    ///
    /// @param rows embeddings and positions that stand in `s`
    /// @param at cells of the cache that are filled already and seen by all
    /// @param done is told the number of rows that are through, on the calling thread
    void prompt(Scratch s, int rows, CacheMemory cache, int at, Cancellation cancellation, IntConsumer done) {
        int units = config.layers() * rows;
        team.run(member -> {
            begin(s, rows);
            for (int i = 0; i < config.layers() && !stops(member, cancellation); i++) {
                block(s, rows, cache, i, at, false, cancellation, member);
                if (member == 0) {
                    done.accept((int) ((long) (i + 1) * rows * rows / units));
                }
            }
        });
    }

    /// Feeds tokens behind what is in the cache; each sees itself and all before it.
    ///
    /// @param logits receives [rows, vocabulary]
    void steps(Scratch s, int rows, CacheMemory cache, int at, Product logits) {
        Cancellation never = new Cancellation();
        team.run(member -> {
            begin(s, rows);
            for (int i = 0; i < config.layers(); i++) {
                block(s, rows, cache, i, at, true, never, member);
            }
            multiply(s.normed, s, 0, rows, weights.head(), logits, never, member);
        });
    }

    private void begin(Scratch s, int rows) {
        Weights.Norm first = weights.layers().getFirst().input();
        rows(rows, (from, to) -> kernels.normalize(s.row(from), MemorySegment.NULL, 0, first.weight(), first.bias(), epsilon, to - from,
                config.hidden()));
    }

    /// All members must agree, so one looks and the others read what it saw.
    private boolean stops(int member, Cancellation cancellation) {
        if (member == 0) {
            stopping = cancellation.isRequested();
        }
        team.barrier();
        return stopping;
    }

    private void block(Scratch s, int rows, CacheMemory memory, int index, int at, boolean causal, Cancellation cancellation, int member) {
        Weights.Layer layer = weights.layers().get(index);
        MemorySegment cache = memory.layer(index);
        for (int first = 0; first < rows; first += s.chunk()) {
            int chunk = first;
            int count = Math.min(s.chunk(), rows - first);
            multiply(s.normed, s, chunk, count, layer.qkv(), s.qkv, cancellation, member);
            long angles = (long) chunk * (config.headDim() / 2);
            long query = (long) chunk * config.heads() * CacheMemory.padded(config);
            team.share(config.heads(), 1, (head, end) -> kernels.rotate(s.qkv.y(), count, Scratch.at(s.cos, angles), Scratch.at(s.sin, angles),
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
            attend(s, first, count, cache, causal ? at + first + 1 : at + rows, causal, memory.capacity(), cancellation, member);
            multiply(s.mixed, s, 0, count, layer.dense(), s.dense, cancellation, member);
            residual(s, first, count, layer.post());
            multiply(s.normed, s, first, count, layer.up(), s.inner, cancellation, member);
            multiply(s.active, s, 0, count, layer.down(), s.dense, cancellation, member);
            residual(s, first, count, next);
        }
    }

    private void attend(Scratch s, int first, int count, MemorySegment cache, int visible, boolean causal, int capacity,
                        Cancellation cancellation, int member) {
        MemorySegment queries = Scratch.at(s.queries, (long) first * config.heads() * CacheMemory.padded(config));
        MemorySegment scores = Scratch.at(s.scores, 4L * member * capacity);
        team.share(config.heads(), 1, (head, end) -> {
            if (!cancellation.isRequested()) {
                kernels.attend(queries, count, cache, head, visible, causal, scores, s.attended);
            }
        });
    }

    private void residual(Scratch s, int first, int count, Weights.Norm norm) {
        rows(count, (from, to) -> kernels.normalize(s.row(first + from), Scratch.at(s.dense.y(), (long) from * config.hidden()), alpha,
                norm.weight(), norm.bias(), epsilon, to - from, config.hidden()));
    }

    private void multiply(Activations in, Scratch s, int first, int count, Matrix matrix, Product out, Cancellation cancellation, int member) {
        if (member == 0) {
            in.rows(first, count);
        }
        if (matrix.quantised()) {
            rows(count, (from, to) -> in.quantize(kernels, first, from, to));
        } else {
            team.barrier();
        }
        int tiles = matrix.tiles();
        int fair = Math.max(1, tiles / (team.size() * 8));
        team.share(tiles, count > 8 ? Math.min(MOST_TILES, fair) : fair, (from, to) -> {
            if (!cancellation.isRequested()) {
                kernels.multiply(matrix.struct(), in.struct(), out.struct(), from, to - from);
            }
        });
    }

    private void rows(int count, Team.Piece piece) {
        team.share(count, Math.max(1, count / (team.size() * 4)), piece);
    }
}
