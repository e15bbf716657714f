package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.doctorglm.engine.DeviceMemory.Kind;
import org.doctorglm.engine.MemoryPlan.Verdict;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.model.Precision;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private static final long GIB = 1L << 30;
    private static final GlmConfig RELEASED = new GlmConfig(28, 4096, 32, 16384, 130528, 1e-5, 2048, 130004, 130005, 130000, 130001, 0);

    @Test
    void each_card_takes_the_precisions_that_its_memory_allows() {
        assertThat(fitting(card(6))).containsExactly(Precision.INT4);
        assertThat(fitting(card(8))).containsExactly(Precision.INT8, Precision.INT4);
        assertThat(fitting(card(12))).containsExactly(Precision.INT8, Precision.INT4);
        assertThat(fitting(card(24))).containsExactly(Precision.FP16, Precision.INT8, Precision.INT4);
    }

    @Test
    void what_does_not_fit_says_how_much_is_lacking() {
        MemoryPlan plan = MemoryPlan.of(PackEstimate.of(RELEASED, Precision.FP16, true, 0), card(12));
        assertThat(plan.verdict()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(plan.lacking()).isEqualTo(plan.needed() - 12 * GIB).isPositive();
        assertThat(plan.share()).isEqualTo(1);
    }

    @Test
    void main_memory_that_others_use_is_crowded_and_not_too_small() {
        PackEstimate pack = PackEstimate.of(RELEASED, Precision.INT4, true, 0);
        MemoryPlan crowded = MemoryPlan.of(pack, new DeviceMemory(Kind.PROCESSOR, "x", 16 * GIB, 3 * GIB));
        assertThat(crowded.verdict()).isEqualTo(Verdict.CROWDED);
        assertThat(crowded.lacking()).isEqualTo(crowded.needed() - 3 * GIB);
        assertThat(MemoryPlan.of(pack, new DeviceMemory(Kind.PROCESSOR, "x", 16 * GIB, 8 * GIB)).verdict()).isEqualTo(Verdict.FITS);
        assertThat(MemoryPlan.of(pack, new DeviceMemory(Kind.PROCESSOR, "x", 4 * GIB, 4 * GIB)).verdict()).isEqualTo(Verdict.TOO_LARGE);
    }

    @Test
    void this_machine_has_memory_and_not_more_of_it_free_than_there_is() {
        DeviceMemory here = DeviceMemory.ofThisMachine();
        assertThat(here.free()).isPositive().isLessThanOrEqualTo(here.total());
        assertThat(here.name()).isNotBlank();
    }

    @Test
    void a_prefix_and_a_head_of_its_own_are_counted() {
        PackEstimate plain = PackEstimate.of(RELEASED, Precision.INT8, true, 0);
        PackEstimate more = PackEstimate.of(RELEASED, Precision.INT8, false, 128);
        assertThat(more.cacheBytes() - plain.cacheBytes()).isEqualTo(2L * 28 * 4096 * 128 * 2);
        assertThat(more.bytesPerToken() - plain.bytesPerToken()).as("keys and values in 32 bits").isEqualTo(8L * 28 * 4096 * 128);
        assertThat(more.weightBytes()).isGreaterThan(plain.weightBytes() + 128L * 28 * 8 * 4096 + 130528L * 4096);
    }

    private static DeviceMemory card(int gigabytes) {
        return new DeviceMemory(Kind.GRAPHICS, gigabytes + " GB", gigabytes * GIB, gigabytes * GIB);
    }

    private static List<Precision> fitting(DeviceMemory device) {
        return Arrays.stream(Precision.values())
                .filter(p -> MemoryPlan.of(PackEstimate.of(RELEASED, p, true, 0), device).verdict() == Verdict.FITS).toList();
    }
}
