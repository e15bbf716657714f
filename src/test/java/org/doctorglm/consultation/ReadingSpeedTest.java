package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.dialogue.StorageException;
import org.junit.jupiter.api.Test;

class ReadingSpeedTest {
    private static final String PACK = "9f2c4e6a1b7d3f5089ab12cd34ef5678";
    private final Map<String, String> kept = new HashMap<>();
    private final ReadingSpeed speed = new ReadingSpeed(key -> Optional.ofNullable(kept.get(key)), kept::put);

    @Test
    void beforeTheFirstMeasurementNothingIsForetoldAndNothingIsCut() {
        assertThat(speed.expectedMs(PACK, "cpu", 300)).isZero();
        assertThat(speed.evidence(PACK, "cpu", 300)).isZero();
    }

    @Test
    void theMedianOfTheLastMeasurementsCountsAndOneBusyMinuteDoesNot() {
        for (double measured : new double[] {10, 10, 10, 10, 10, 20, 21, 19, 2, 20, 400, 20, 20, 19}) {
            speed.measured(PACK, "cpu", 200, measured);
        }
        assertThat(speed.tokensPerSecond(PACK, "cpu")).hasValue(20);
        assertThat(speed.expectedMs(PACK, "cpu", 300)).isCloseTo(15_000, within(1e-9));
        assertThat(kept).hasSize(1);
        assertThat(new ReadingSpeed(key -> Optional.ofNullable(kept.get(key)), kept::put).tokensPerSecond(PACK, "cpu")).as("another start").hasValue(20);
        assertThat(speed.tokensPerSecond(PACK, "another device")).isEmpty();
        assertThat(speed.tokensPerSecond("another pack", "cpu")).isEmpty();
    }

    @Test
    void shortPromptsAndThoseThatWereNotReadMeasureNothing() {
        speed.measured(PACK, "cpu", 8, 30);
        speed.measured(PACK, "cpu", 300, 0);
        speed.measured(PACK, "cpu", 300, Double.NaN);
        assertThat(kept).isEmpty();
    }

    @Test
    void theEvidenceFollowsTheSpeedAndTheUsersLimitAndNeverFallsBelowTheLeast() {
        speed.measured(PACK, "cpu", 200, 12);
        assertThat(speed.evidence(PACK, "cpu", 60)).as("20 s of 12 tokens, less the question").isEqualTo(180);
        assertThat(speed.evidence(PACK, "cpu", 1500)).isEqualTo(120);
        kept.put(ReadingSpeed.LIMIT, "40");
        assertThat(speed.evidence(PACK, "cpu", 60)).isEqualTo(420);
        kept.put(ReadingSpeed.LIMIT, "soon");
        assertThat(speed.evidence(PACK, "cpu", 60)).as("a damaged setting is none").isEqualTo(180);
    }

    @Test
    void aDiskThatRefusesDoesNotCostTheAnswer() {
        ReadingSpeed refused = new ReadingSpeed(key -> Optional.of("1 x"), (key, value) -> {
            throw new StorageException(StorageException.Reason.FULL, "");
        });
        refused.measured(PACK, "cpu", 200, 12);
        assertThat(refused.expectedMs(PACK, "cpu", 300)).isZero();
    }
}
