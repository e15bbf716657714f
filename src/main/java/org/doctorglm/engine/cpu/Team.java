package org.doctorglm.engine.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A few threads that do the same program together: each phase of it is shared out piece by piece.
///
/// A phase ends when its pieces are done, not when all members are there. So a member that the operating system has set aside delays nobody
/// unless it holds a piece; when it comes back it finds the phases it missed done, and runs through to the one at hand. A token of a small
/// network takes half a millisecond and has a hundred phases: with barriers, one busy neighbour made it forty times slower.
///
/// One caller at a time, which is member 0.
final class Team implements AutoCloseable {
    /// How long a member waits for others' pieces, or for the next program, before it sleeps.
    private static final long SPIN_NANOS = 40_000;
    private static final long AWAKE_NANOS = 300_000;
    /// Spins between two looks at the clock.
    private static final int SPINS = 32;
    /// Longest sleep inside a program, should a wake-up be lost.
    private static final long SLEEP_NANOS = 1_000_000;
    private static final int PIECE_BITS = 24;
    private static final long PIECES = (1L << PIECE_BITS) - 1;

    private final Thread[] threads;
    private final AtomicReferenceArray<@Nullable Thread> asleep;
    /// Number of the phase in hand, counted through all programs, and of the next piece of it that nobody has.
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Job job;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /// @param firstPhase number of its first phase
    private record Job(Program program, long firstPhase) {
    }

    /// What every member runs: calls of [Crew#share], the same ones in the same order.
    @FunctionalInterface
    interface Program {
        void run(Crew crew);
    }

    /// A share of a phase.
    @FunctionalInterface
    interface Piece {
        void run(int from, int to);
    }

    Team(int size) {
        this.threads = new Thread[size - 1];
        this.asleep = new AtomicReferenceArray<>(size);
        for (int i = 0; i < threads.length; i++) {
            int member = i + 1;
            threads[i] = new Thread(() -> serve(member), "doctorglm-kernel-" + member);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    int size() {
        return threads.length + 1;
    }

    /// Runs a program; when this returns, every piece of it is done.
    void run(Program program) {
        Job mine = new Job(program, phase(ticket.get()));
        job = mine;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        work(mine, 0);
        Throwable broken = failure;
        if (broken != null) {
            // Terminal: the phase in hand will never be done.
            throw new IllegalStateException(broken);
        }
    }

    private void work(Job mine, int member) {
        try {
            mine.program.run(new Crew(member, mine.firstPhase));
        } catch (RuntimeException | Error e) {
            failure = e;
            wake();
        }
    }

    private void serve(int member) {
        Job seen = null;
        while (!closed) {
            Job current = job;
            if (current != seen && current != null) {
                seen = current;
                work(current, member);
                continue;
            }
            long since = System.nanoTime();
            while (job == seen && !closed) {
                if (System.nanoTime() - since < AWAKE_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }
    }

    private static long phase(long ticket) {
        return ticket >>> PIECE_BITS;
    }

    private void wake() {
        for (int i = 0; i < asleep.length(); i++) {
            Thread thread = asleep.get(i);
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }

    /// One member's way through one program.
    final class Crew {
        private final int member;
        private long phase;

        private Crew(int member, long firstPhase) {
            this.member = member;
            this.phase = firstPhase;
        }

        /// Which member this is, for memory that only one may use at a time; 0 is the caller.
        int member() {
            return member;
        }

        /// Shares `count` pieces out: whoever is free takes the next `step` of them. Returns when all are done.
        void share(int count, int step, Piece piece) {
            long mine = phase++;
            long next = ticket.get();
            while (phase(next) == mine && (next & PIECES) < count && failure == null) {
                int from = (int) (next & PIECES);
                int to = Math.min(count, from + step);
                if (ticket.compareAndSet(next, next + step)) {
                    piece.run(from, to);
                    if (done.addAndGet(to - from) == count) {
                        done.set(0);
                        ticket.set(mine + 1 << PIECE_BITS);
                        wake();
                        return;
                    }
                }
                next = ticket.get();
            }
            await(mine);
        }

        private void await(long mine) {
            long begin = System.nanoTime();
            while (phase(ticket.get()) == mine && failure == null) {
                for (int i = 0; i < SPINS && phase(ticket.get()) == mine; i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - begin > SPIN_NANOS) {
                    asleep.set(member, Thread.currentThread());
                    if (phase(ticket.get()) == mine && failure == null) {
                        LockSupport.parkNanos(Team.this, SLEEP_NANOS);
                    }
                    asleep.set(member, null);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
