package org.doctorglm.review;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Counts the time that somebody really spends on an answer: from one sign of life (a key, the mouse, scrolling) to the next, but no more than [#IDLE]
/// for each. One thread.
public final class ReadingClock {
    /// After that long without a sign nobody is thought to read.
    public static final Duration IDLE = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private long last;
    private long spent;
    private boolean running;

    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    /// @param before time spent on the answer earlier
    public ReadingClock(LongSupplier nanos, Duration before) {
        this.nanos = nanos;
        this.spent = before.toNanos();
    }

    /// A sign of life; the first one starts the clock.
    public void touch() {
        long now = nanos.getAsLong();
        if (running) {
            spent += Math.min(Math.max(0, now - last), IDLE.toNanos());
        }
        running = true;
        last = now;
    }

    /// The answer is no longer on screen.
    public void pause() {
        touch();
        running = false;
    }

    /// Until the last sign of life, in whole milliseconds.
    public Duration spent() {
        return Duration.ofMillis(spent / 1_000_000);
    }
}
