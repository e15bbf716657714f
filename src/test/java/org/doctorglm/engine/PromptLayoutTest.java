package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;

class PromptLayoutTest {
    private static final int MASK = TinyModel.MASK;
    private static final int GMASK = TinyModel.GMASK;
    private static final int SOP = TinyModel.SOP;
    private final GlmConfig config = TinyModel.random(1, 1, 4, 4, 30, true, 1).config();

    @Test
    void positionsCountUpToSopAndFreezeAtTheMask() throws Exception {
        PromptLayout layout = PromptLayout.of(new int[] {20, 21, GMASK, SOP, 22, 23}, config);
        assertThat(layout).isEqualTo(new PromptLayout(3, 2));
        assertThat(new int[] {layout.position(0), layout.position(1), layout.position(2), layout.position(3), layout.position(9)})
                .containsExactly(0, 1, 2, 2, 2);
        assertThat(new int[] {layout.block(0), layout.block(2), layout.block(3), layout.block(4), layout.block(9)}).containsExactly(0, 0, 1, 2, 7);
    }

    @Test
    void maskStandsInForGmaskWhereThereIsNone() throws Exception {
        assertThat(PromptLayout.of(new int[] {20, MASK, 21, 22, SOP}, config)).isEqualTo(new PromptLayout(4, 1));
        assertThat(PromptLayout.of(new int[] {20, MASK, 21, GMASK, SOP}, config)).isEqualTo(new PromptLayout(4, 3));
    }

    @Test
    void onlyTheFirstSopEndsTheContext() throws Exception {
        assertThat(PromptLayout.of(new int[] {GMASK, SOP, 20, SOP, 21}, config)).isEqualTo(new PromptLayout(1, 0));
    }

    @Test
    void aPromptWithoutItsControlTokensIsRefused() {
        for (int[] ids : new int[][] {{}, {20}, {20, SOP}, {GMASK, 20}, {SOP, GMASK}, {SOP}}) {
            assertReason(ids, Reason.PROMPT);
        }
    }

    @Test
    void anIdOutsideTheVocabularyIsRefused() {
        assertReason(new int[] {-1, GMASK, SOP}, Reason.BAD_ID);
        assertReason(new int[] {20, GMASK, SOP, 30}, Reason.BAD_ID);
        assertReason(new int[] {Integer.MAX_VALUE, GMASK, SOP}, Reason.BAD_ID);
    }

    private void assertReason(int[] ids, Reason reason) {
        assertThatThrownBy(() -> PromptLayout.of(ids, config)).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
