package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.consultation.PackComparison.Event;
import org.doctorglm.consultation.PackComparison.Side;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two packs of the demo model on the real engine.
class PackComparisonTest {
    private static final String QUESTION = "宝宝发烧三天了，嗓子疼，扁桃体肿大，怎么办？";
    private static final SamplingSettings SETTINGS = new SamplingSettings(0.7, 0.9, 50, 0, 1, 0, 24, 7);
    @TempDir
    private static Path home;
    private static DoctorGlm services;
    private static PackComparison comparison;
    private static List<ModelPack> packs;

    @BeforeAll
    static void open() throws Exception {
        services = TemporaryHome.open(home.resolve("home"));
        comparison = new PackComparison(new PromptDesigner(services.library()), services.generator());
        packs = List.of(DemoModel.pack(Precision.INT4), DemoModel.pack(Precision.INT8));
    }

    @AfterAll
    static void close() {
        services.close();
    }

    @Test
    void both_packs_answer_the_same_prompt_one_after_the_other_and_the_same_again() throws Exception {
        List<Event> events = new ArrayList<>();
        List<Side> sides = comparison.run(packs, QUESTION, SETTINGS, events::add, new Cancellation());
        assertThat(sides).extracting(Side::precision).containsExactly("int4", "int8");
        assertThat(sides).allSatisfy(side -> {
            assertThat(side.text()).isNotBlank();
            assertThat(side.timings().answerTokens()).isPositive();
            assertThat(side.repetition()).isBetween(0.0, 1.0);
            assertThat(side.promptTokens()).isEqualTo(sides.getFirst().promptTokens());
        });
        assertThat(events.stream().map(Event::side)).as("first the one, then the other").isSorted();
        for (int side = 0; side < sides.size(); side++) {
            int mine = side;
            String streamed = String.join("", events.stream().filter(e -> e.side() == mine && e instanceof Event.Text).map(e -> ((Event.Text) e).delta())
                    .toList());
            assertThat(streamed).isEqualTo(sides.get(side).text());
        }
        assertThat(comparison.run(packs, QUESTION, SETTINGS, event -> { }, new Cancellation())).extracting(Side::text)
                .isEqualTo(sides.stream().map(Side::text).toList());
        assertThat(services.dialogues().list()).as("nothing is stored").isEmpty();
    }

    @Test
    void a_stop_within_the_first_answer_leaves_that_one() throws Exception {
        Cancellation cancellation = new Cancellation();
        List<Side> sides = comparison.run(packs, QUESTION, SETTINGS, event -> {
            if (event instanceof Event.Text) {
                cancellation.request();
            }
        }, cancellation);
        assertThat(sides).extracting(Side::reason).containsExactly(FinishReason.STOPPED);
    }

    @Test
    void an_empty_question_is_refused() {
        assertThatThrownBy(() -> comparison.run(packs, "  ", SETTINGS, event -> { }, new Cancellation())).isInstanceOf(ConsultationException.class)
                .hasMessageContaining("EMPTY_QUESTION");
    }

    @Test
    void repetition_is_the_share_of_text_that_was_said_before() {
        assertThat(Repetition.of(List.of("多喝水，注意休息。"))).isZero();
        assertThat(Repetition.of(List.of("注意休息注意休息"))).isCloseTo(0.2, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(Repetition.of(List.of("嗯"))).isZero();
    }
}
