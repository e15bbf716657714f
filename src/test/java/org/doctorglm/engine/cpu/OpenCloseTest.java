package org.doctorglm.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.Session;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Machine;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OpenCloseTest {
    private static final int TIMES = Integer.getInteger("open.close.times", 300);

    @Test
    void openingAndClosingANetworkManyTimesLeavesNothingBehind() throws Exception {
        Assumptions.assumeTrue(CpuEngine.available(), "this processor has no AVX2");
        Assumptions.assumeTrue(Machine.residentBytes() > 0, "this system does not say how much memory is in use");
        ModelPack pack = DemoModel.pack(Precision.INT4);
        answer(pack, TIMES / 3);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        System.gc();
        long early = Machine.residentBytes();
        answer(pack, TIMES);
        System.gc();
        long late = Machine.residentBytes();
        System.out.printf("%d times: %d MB, then %d MB%n", TIMES, early >> 20, late >> 20);
        assertThat(late - early).as("bytes more after %d times", TIMES).isLessThan(20L << 20);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 2);
    }

    private static void answer(ModelPack pack, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (Engine engine = CpuEngine.load(pack, 2)) {
                Session session = engine.session();
                session.prefill(new int[] {100, 200, 300, engine.config().gmask(), engine.config().bos()}, 4, new Cancellation());
                session.step(100);
            }
        }
    }
}
