package org.doctorglm.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPieceIsDoneOnceAndBeforeTheNextPhaseBegins(int size) {
        int phases = 200;
        int pieces = 37;
        try (Team team = new Team(size)) {
            for (int program = 0; program < 30; program++) {
                AtomicIntegerArray done = new AtomicIntegerArray(phases);
                AtomicInteger early = new AtomicInteger();
                team.run(crew -> {
                    for (int p = 0; p < phases; p++) {
                        int phase = p;
                        crew.share(pieces, 1 + phase % 5, (from, to) -> {
                            if (phase > 0 && done.get(phase - 1) != pieces) {
                                early.incrementAndGet();
                            }
                            done.addAndGet(phase, to - from);
                        });
                    }
                });
                for (int p = 0; p < phases; p++) {
                    assertThat(done.get(p)).isEqualTo(pieces);
                }
                assertThat(early).hasValue(0);
            }
        }
    }

    @Test
    void aMemberThatIsSetAsideDelaysNobodyUnlessItHoldsAPiece() {
        try (Team team = new Team(2)) {
            AtomicInteger byCaller = new AtomicInteger();
            team.run(crew -> {
                if (crew.member() == 1) {
                    // As if another program had this member's processor: it comes when all is over.
                    while (byCaller.get() < 100) {
                        Thread.onSpinWait();
                    }
                }
                for (int i = 0; i < 10; i++) {
                    crew.share(10, 1, (from, to) -> {
                        assertThat(crew.member()).isZero();
                        byCaller.incrementAndGet();
                    });
                }
            });
            assertThat(byCaller).hasValue(100);
        }
    }

    @Test
    void aMemberThatFailsEndsTheTeamWithItsReasonInsteadOfAWaitForEver() {
        try (Team team = new Team(3)) {
            assertThatThrownBy(() -> team.run(crew -> {
                crew.share(50, 1, (from, to) -> {
                    if (from == 20) {
                        throw new IllegalArgumentException("piece 20");
                    }
                });
                crew.share(50, 1, (from, to) -> { });
            })).hasRootCauseMessage("piece 20");
        }
    }
}
