package org.doctorglm.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void hooksRunOnceEachAndLateOnesAtOnce() {
        Cancellation cancellation = new Cancellation();
        List<String> ran = new ArrayList<>();
        cancellation.onCancel(() -> ran.add("a"));
        cancellation.onCancel(() -> ran.add("closed")).close();
        cancellation.throwIfRequested();
        cancellation.request();
        cancellation.request();
        cancellation.onCancel(() -> ran.add("late"));
        assertThat(ran).containsExactly("a", "late");
        assertThatThrownBy(cancellation::throwIfRequested).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatAHookTouchesIsNotFreedWhileItRuns() throws Exception {
        for (int round = 0; round < 2000; round++) {
            Cancellation cancellation = new Cancellation();
            AtomicBoolean freed = new AtomicBoolean();
            AtomicBoolean touchedFreed = new AtomicBoolean();
            CountDownLatch go = new CountDownLatch(1);
            Cancellation.Registration registration = cancellation.onCancel(() -> {
                Thread.onSpinWait();
                touchedFreed.set(freed.get());
            });
            Thread other = Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                cancellation.request();
            });
            go.countDown();
            registration.close();
            freed.set(true);
            other.join();
            assertThat(touchedFreed).isFalse();
        }
    }
}
