package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.doctorglm.pipeline.PipelineStage;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.junit.jupiter.api.Test;

class OverviewWindowTest extends DrivenWindow {
    @Override
    void prepare() {
        world.stored("孩子发烧两天，咽痛，吃不下饭");
    }

    private void open() {
        key(stage.getScene(), KeyCode.DIGIT0, KeyCode.CONTROL);
        until("the numbers", () -> window.overview().counts().get() != null);
    }

    private Button box(PipelineStage stage) {
        return (Button) find(".stage-" + stage.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void one_key_shows_the_whole_way_with_what_is_at_each_place() {
        open();
        assertThat(all(".stage-open")).hasSize(PipelineStage.values().length);
        assertThat(box(PipelineStage.CHAT).getAccessibleText()).contains("问诊 1 个回答");
        assertThat(box(PipelineStage.DESIGNER).getAccessibleText()).contains("疾病条目");
        assertThat(box(PipelineStage.REVIEW).getAccessibleText()).as("what to do first").contains("0 处标注", "Ctrl M");
        assertThat(all(".loop-line").filter(javafx.scene.shape.Line.class::isInstance)).as("arrows, the last one back to the first").hasSize(PipelineStage.values().length);
    }

    @Test
    void each_box_leads_to_its_place() {
        for (PipelineStage each : PipelineStage.values()) {
            open();
            fire(".stage-" + each.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(all(".stage-open")).as(each.toString()).isEmpty();
            String rail = switch (each) {
                case DATA, TRANSLATION, TRAINING -> ".place-training";
                case GATE, PACKS -> ".place-models";
                case DESIGNER -> ".place-library";
                case CHAT -> ".place-consult";
                case REVIEW -> ".place-review";
            };
            assertThat(((javafx.scene.control.ToggleButton) find(rail)).isSelected()).as(each.toString()).isTrue();
        }
    }

    @Test
    void the_boxes_are_reached_with_the_tab_key_in_the_order_of_the_loop() {
        open();
        for (PipelineStage each : PipelineStage.values()) {
            assertThat(box(each).isFocusTraversable()).isTrue();
        }
        assertThat(all(".stage-open").map(Node::getStyleClass).map(styles -> styles.getLast()).toList())
                .containsExactlyElementsOf(Arrays.stream(PipelineStage.values()).map(each -> "stage-" + each.name().toLowerCase(java.util.Locale.ROOT)).toList());
    }

    @Test
    void the_next_step_is_said_and_one_button_away() {
        open();
        until("the step", () -> !all(".overview-go").toList().isEmpty());
        fire(".overview-go");
        assertThat(((javafx.scene.control.ToggleButton) find(".place-review")).isSelected()).as("there is an answer, and no mark").isTrue();
    }

    @Test
    void numbers_are_read_again_when_work_in_the_background_ends() {
        open();
        assertThat(box(PipelineStage.CHAT).getAccessibleText()).contains("1 个回答");
        Work.Item work = window.work().begin(WorkKind.INDEX, "", new Cancellation());
        world.stored("蚕豆病溶血有什么症状");
        work.close();
        until("the new number", () -> box(PipelineStage.CHAT).getAccessibleText().contains("2 个回答"));
    }
}
