package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engines.class)
class SessionTest {
    @Parameter
    Engines engines;

    private static Engine engine;
    private static Session session;
    private static int gmask;
    private static int sop;

    @BeforeParameterizedClassInvocation
    static void load(Engines engines) throws Exception {
        engine = engines.load(DemoModel.pack(Precision.INT4), 2);
        session = engine.session();
        gmask = engine.config().gmask();
        sop = engine.config().bos();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void theIdenticalPromptIsReusedWithEqualScores() throws Exception {
        int[] prompt = prompt(700, 1);
        List<Long> read = new ArrayList<>();
        float[] first = session.prefill(prompt, 20, (done, total) -> read.add(done), new Cancellation()).values();
        assertThat(read).endsWith((long) prompt.length);
        read.clear();
        session.step(100);
        session.step(101);
        float[] second = session.prefill(prompt.clone(), 20, (done, total) -> read.add(done), new Cancellation()).values();
        assertThat(second).containsExactly(first);
        assertThat(read).as("nothing is read twice").isEmpty();
        session.prefill(prompt(20, 2), 5, new Cancellation());
        assertThat(session.prefill(prompt, 20, new Cancellation()).values()).as("read anew").containsExactly(first);
    }

    @Test
    void aPromptThatDiffersInItsLastTokenIsReadAnew() throws Exception {
        int[] prompt = prompt(60, 3);
        float[] first = session.prefill(prompt, 5, new Cancellation()).values();
        prompt[57]++;
        assertThat(session.prefill(prompt, 5, new Cancellation()).values()).isNotEqualTo(first);
    }

    @Test
    @Timeout(20)
    void readingALongPromptStopsAtOnceAndTheSessionWorksAfterwards() throws Exception {
        int[] small = prompt(40, 4);
        float[] wanted = session.prefill(small, 5, new Cancellation()).values();
        int[] prompt = prompt(session.capacity() - 1, 5);
        long begin = System.nanoTime();
        session.prefill(prompt, 1, new Cancellation());
        long whole = System.nanoTime() - begin;
        prompt[0]++;
        Cancellation cancellation = new Cancellation();
        CountDownLatch started = new CountDownLatch(1);
        long[] requested = {0};
        // The hook of the session comes behind this one, so the pass is running or about to.
        Thread doctor = Thread.ofPlatform().start(() -> {
            try {
                started.await();
                requested[0] = System.nanoTime();
                cancellation.request();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        started.countDown();
        assertThatThrownBy(() -> session.prefill(prompt, 1, cancellation)).isInstanceOf(CancellationException.class);
        long end = System.nanoTime();
        doctor.join();
        assertThat(end - requested[0]).as("stopped within the pass").isLessThan(Math.max(whole / 2, 200_000_000L));
        assertThatThrownBy(() -> session.step(100)).as("half a prompt answers nothing").isInstanceOf(IllegalStateException.class);
        assertThat(session.prefill(small, 5, new Cancellation()).values()).containsExactly(wanted);
    }

    @Test
    void aJobCancelledBeforeItsBeginningReadsNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatThrownBy(() -> session.prefill(prompt(50, 6), 1, cancellation)).isInstanceOf(CancellationException.class);
        assertThat(session.prefill(prompt(50, 6), 1, new Cancellation()).values()).hasSize(engine.config().vocabulary());
    }

    @Test
    void theContextIsFullAtItsLastTokenAndNotBefore() throws Exception {
        int capacity = session.capacity();
        assertReason(() -> session.prefill(prompt(capacity + 1, 7), 1, new Cancellation()), Reason.CONTEXT);
        session.prefill(prompt(capacity - 2, 7), 2, new Cancellation());
        session.step(100);
        session.step(100);
        assertThat(session.length()).isEqualTo(capacity);
        assertReason(() -> session.step(100), Reason.CONTEXT);
        assertReason(() -> session.steps(new int[] {100, 100}), Reason.CONTEXT);
    }

    @Test
    void rewindingForgetsTheTokensBehindAndNothingElse() throws Exception {
        int[] prompt = prompt(40, 20);
        session.prefill(prompt, 20, new Cancellation());
        session.step(101);
        float[] wanted = session.step(102).values();
        int length = session.length();
        session.steps(new int[] {103, 104, 105});
        session.rewind(length - 1);
        assertThat(session.step(102).values()).as("the same token at the same place").containsExactly(wanted);
        session.steps(new int[] {110, 111, 112, 113});
        session.rewind(prompt.length);
        session.step(101);
        assertThat(session.step(102).values()).containsExactly(wanted);
        for (int bad : new int[] {-1, 0, session.length() + 1}) {
            assertThatThrownBy(() -> session.rewind(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void moreRoomForTheSamePromptDoesNotReadItAgain() throws Exception {
        int[] prompt = prompt(60, 21);
        session.prefill(prompt(1000, 20), 1, new Cancellation());
        List<Long> read = new ArrayList<>();
        try (Engine own = engines.load(DemoModel.pack(Precision.INT4), 2)) {
            Session small = own.session();
            float[] first = small.prefill(prompt, 5, (done, total) -> read.add(done), new Cancellation()).values();
            float[] second = small.step(100).values();
            assertThat(read).as("reported at start and end").startsWith(0L).endsWith((long) prompt.length).isSorted();
            int reports = read.size();
            assertThat(small.holds(prompt)).isTrue();
            assertThat(small.prefill(prompt, 900, (done, total) -> read.add(done), new Cancellation()).values()).containsExactly(first);
            assertThat(small.step(100).values()).containsExactly(second);
            assertThat(read).as("nothing is read again").hasSize(reports);
            assertThat(small.holds(prompt(60, 22))).isFalse();
        }
    }

    @Test
    void moreRoomThanThereIsIsNoMistake() throws Exception {
        assertThat(session.prefill(prompt(30, 8), Integer.MAX_VALUE, new Cancellation()).values()).isNotEmpty();
        assertThat(session.prefill(prompt(30, 9), -5, new Cancellation()).values()).isNotEmpty();
    }

    @Test
    void anIdOutsideTheVocabularyIsRefusedAndChangesNothing() throws Exception {
        int[] prompt = prompt(30, 10);
        session.prefill(prompt, 5, new Cancellation());
        Logits wanted = session.step(100);
        session.prefill(prompt, 5, new Cancellation());
        assertReason(() -> session.step(-1), Reason.BAD_ID);
        assertReason(() -> session.step(engine.config().vocabulary()), Reason.BAD_ID);
        assertReason(() -> session.steps(new int[] {100, Integer.MAX_VALUE}), Reason.BAD_ID);
        assertReason(() -> session.prefill(new int[] {99999, gmask, sop}, 5, new Cancellation()), Reason.BAD_ID);
        assertThat(session.step(100).values()).containsExactly(wanted.values());
    }

    @Test
    void threeIdenticalRunsGiveIdenticalBits() throws Exception {
        int[] prompt = prompt(80, 11);
        float[] first = null;
        for (int run = 0; run < 3; run++) {
            session.prefill(prompt(20, 12 + run), 5, new Cancellation());
            session.prefill(prompt, 5, new Cancellation());
            float[] values = session.step(123).values();
            assertThat(first == null ? values : first).containsExactly(values);
            first = values;
        }
    }

    private static int[] prompt(int length, int seed) {
        int[] ids = new Random(seed).ints(length, 100, 7000).toArray();
        ids[length - 2] = gmask;
        ids[length - 1] = sop;
        return ids;
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
