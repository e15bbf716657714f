package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.fake.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// A long answer in a long conversation must not make the window stutter: however fast the words come, the screen changes once a frame.
/// How long a frame takes is measured by `WindowBenchmark`, on the real model.
class StreamingPulseTest extends ApplicationTest {
    private static final int ROUNDS = 20;
    private static final int CHARACTERS = 3000;
    private final FakeWorld world = new FakeWorld();
    private int frames;
    private int changes;
    private MainWindow window;

    @Override
    public void start(Stage stage) {
        window = new MainWindow(world.services());
        window.show(stage);
    }

    @AfterEach
    void end() throws Exception {
        interact(window::close);
        FxToolkit.cleanupStages();
    }

    @Test
    void the_text_on_screen_changes_at_most_once_a_frame_while_a_long_answer_streams() throws Exception {
        Answer last = world.stored(Samples.TONSILLITIS_QUESTION);
        String dialogue = world.dialogues.list().getFirst().id();
        for (int i = 1; i < ROUNDS; i++) {
            last = world.asked(new Ask(dialogue, last.id(), Samples.TONSILLITIS_QUESTION, new Designer.Automatic(),
                    SamplingPreset.BALANCED.settings()));
        }
        interact(() -> window.consult().open(dialogue));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> window.consult().rounds().size() == ROUNDS);
        world.consultation.answerWith("若体温持续不退，请复查血常规并观察精神状态。".repeat(CHARACTERS / 22));
        AnimationTimer clock = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames++;
            }
        };
        interact(() -> window.consult().run().text().addListener((property, old, now) -> changes++));
        interact(() -> window.consult().sampling().settings().set(window.consult().sampling().settings().get().withMaxTokens(CHARACTERS)));
        world.consultation.hold();
        interact(clock::start);
        interact(() -> {
            window.consult().composer().draft().set(Samples.TONSILLITIS_QUESTION);
            window.consult().send();
        });
        // As fast as a real model at full speed: a few tokens for every frame.
        AnimationTimer model = new AnimationTimer() {
            @Override
            public void handle(long now) {
                world.consultation.let(5);
            }
        };
        interact(model::start);
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> changes > 0 && !window.consult().run().busy());
        interact(clock::stop);
        interact(model::stop);
        // One more for the end of the answer, which may come between two frames.
        assertThat(changes).isBetween(2, frames + 1);
    }
}
