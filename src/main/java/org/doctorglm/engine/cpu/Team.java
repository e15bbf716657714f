package org.doctorglm.engine.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A few threads that do the same program together: each phase is shared out piece by piece and ends at a barrier.
///
/// A token of a small network takes a millisecond and has a hundred phases, so waiting is spinning; between two programs the
/// members soon go to sleep, for a laptop's sake. One caller at a time, which is member 0.
final class Team implements AutoCloseable {
    /// Spins before a waiting member lets others run: on a crowded machine the one waited for may need this processor.
    private static final int SPINS = 20_000;
    private static final long AWAKE_NANOS = 300_000;

    private final int size;
    private final Thread[] threads;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private volatile int phase;
    private volatile int started;
    private volatile boolean closed;
    private volatile @Nullable Program program;
    private volatile @Nullable Throwable failure;

    /// What every member runs. Members must pass the same barriers.
    @FunctionalInterface
    interface Program {
        /// @param member 0 is the caller
        void run(int member);
    }

    /// A share of a phase.
    @FunctionalInterface
    interface Piece {
        void run(int from, int to);
    }

    Team(int size) {
        this.size = size;
        this.threads = new Thread[size - 1];
        for (int i = 0; i < threads.length; i++) {
            int member = i + 1;
            threads[i] = new Thread(() -> serve(member), "doctorglm-kernel-" + member);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    int size() {
        return size;
    }

    /// Runs a program to its end on all members.
    void run(Program work) {
        program = work;
        started++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        member(work, 0);
        barrier();
        Throwable broken = failure;
        if (broken != null) {
            // Terminal: nobody knows at which barrier the members stand.
            throw new IllegalStateException(broken);
        }
    }

    private void member(Program work, int member) {
        try {
            work.run(member);
        } catch (RuntimeException | Error e) {
            // The others must not wait at a barrier that this one never reaches.
            failure = e;
        }
    }

    private void serve(int member) {
        int seen = 0;
        while (true) {
            long since = System.nanoTime();
            while (started == seen && !closed) {
                if (System.nanoTime() - since < AWAKE_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = started;
            Program work = program;
            if (work != null) {
                member(work, member);
            }
            barrier();
        }
    }

    /// Shares `count` pieces out: whoever is free takes the next `step` of them. Ends at a barrier.
    void share(int count, int step, Piece piece) {
        for (int from = next.getAndAdd(step); from < count && failure == null; from = next.getAndAdd(step)) {
            piece.run(from, Math.min(count, from + step));
        }
        barrier();
    }

    /// Waits until all members are here.
    void barrier() {
        int now = phase;
        if (arrived.incrementAndGet() == size) {
            next.set(0);
            arrived.set(0);
            phase = now + 1;
            return;
        }
        int spins = 0;
        while (phase == now) {
            if (failure != null) {
                return;
            }
            if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
