package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.doctorglm.dataset.proposal.Decision.Choice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The data page over real sets, driven as a doctor drives it.
class DataWindowTest extends DrivenWindow {
    private static final String NAME = "院内问诊 2026";

    @Override
    void prepare() {
        world.data.fill();
    }

    @BeforeEach
    void open() {
        interact(() -> window.showData());
        until("the sets", () -> window.data().sets().size() == 2);
        interact(() -> window.data().choose(window.data().sets().stream().filter(set -> set.name().equals(NAME)).findFirst().orElseThrow()));
        until("the set", () -> words(".data-name").equals(NAME));
    }

    @Test
    void a_set_is_counted_checked_filtered_and_the_step_is_taken_back() {
        fire(".data-count");
        until("the table", () -> all(".data-table").findAny().isPresent());
        assertThat(labels()).contains("内科", "儿科", "来源声称 64；实际 60（-4）。");
        assertThat(all(".length-bar").count()).isEqualTo(60);
        fire(".data-part-findings");
        fire(".data-lint");
        until("the findings", () -> all(".finding-pane").count() > 2);
        interact(() -> ((javafx.scene.control.TitledPane) find(".finding-pane")).setExpanded(true));
        until("the first dialogues", () -> all(".let-leave").findAny().isPresent());
        fire(".let-leave");
        until("the filter", () -> all(".filter-look").findAny().isPresent());
        fire(".filter-look");
        until("what would leave", () -> words(".filter-result").contains("离开"));
        long kept = window.data().filter().preview().get().kept();
        assertThat(kept).isBetween(1L, 59L);
        interact(() -> input(".filter-set-name").setText("干净的"));
        fire(".filter-write");
        until("the new set", () -> words(".data-name").equals("干净的"));
        assertThat(window.data().chosen().get().conversations()).isEqualTo(kept);
        assertThat(words(".data-outcome")).contains("干净的").contains(NAME);
        fire(".outcome-undo");
        until("the parent again", () -> words(".data-name").equals(NAME) && window.data().sets().size() == 2);
    }

    @Test
    void the_filter_of_a_department_profile_is_taken_over_as_far_as_the_set_has_its_departments() {
        fire(".data-part-filter");
        until("the choice", () -> find(".filter-take").getParent().isVisible());
        javafx.scene.control.MenuButton choice = (javafx.scene.control.MenuButton) find(".filter-take");
        assertThat(choice.getItems().getFirst().getText()).isEqualTo("科室档案：儿科");
        interact(choice.getItems().getFirst()::fire);
        until("its limit", () -> input(".filter-limit-0").getText().equals("20"));
        assertThat(window.data().filter().departments()).containsExactly("儿科");
        assertThat(((javafx.scene.control.CheckBox) find(".filter-exact-duplicate")).isSelected()).isTrue();
        fire(".filter-look");
        until("what would leave", () -> words(".filter-result").contains("离开"));
        assertThat(window.data().filter().preview().get().grounds()).containsKey(org.doctorglm.dataset.filter.Ground.DEPARTMENT);
    }

    @Test
    void a_limit_that_is_no_number_is_said_and_a_name_that_is_taken_too() {
        fire(".data-part-filter");
        until("the filter", () -> all(".filter-look").findAny().isPresent());
        interact(() -> input(".filter-limit-0").setText("viele"));
        until("the sentence", () -> find(".filter-wrong").isVisible() && find(".filter-look").isDisabled());
        interact(() -> input(".filter-limit-0").setText("5"));
        until("no sentence", () -> !find(".filter-wrong").isVisible());
        fire(".filter-look");
        until("the preview", () -> all(".filter-write").findAny().isPresent());
        interact(() -> input(".filter-set-name").setText("通用对话"));
        fire(".filter-write");
        until("it is taken", () -> words(".data-problem").contains("已有名为“通用对话”"));
        interact(() -> input(".filter-set-name").setText("../x"));
        fire(".filter-write");
        until("it is no name", () -> words(".data-problem").contains("不能作数据集的名称"));
        assertThat(window.data().sets()).hasSize(2);
    }

    @Test
    void a_set_is_split_and_mixed() {
        fire(".data-part-parts");
        fire(".split-count");
        until("the counts", () -> words(".split-counts").contains("留出"));
        interact(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<org.doctorglm.dataset.Dataset> other = (ComboBox<org.doctorglm.dataset.Dataset>) find(".mix-other");
            other.setValue(other.getItems().getFirst());
            other.getOnAction().handle(null);
        });
        until("how many of each", () -> words(".mix-counts").contains("60") && words(".mix-counts").contains("15"));
        interact(() -> input(".mix-name").setText("混合"));
        fire(".mix-write");
        until("the mixture", () -> words(".data-name").equals("混合"));
        assertThat(window.data().chosen().get().conversations()).isEqualTo(75);
    }

    @Test
    void tokens_are_shown_as_the_trainer_sees_them() {
        fire(".data-part-tokens");
        until("the sample", () -> words(".tokens-sample").contains("样本"));
        long cells = all(".token-piece").count();
        assertThat(cells).isEqualTo(window.data().tokens().shown().get().samples().getFirst().tokens().size());
        fire(".tokens-next");
        until("the next dialogue", () -> window.data().tokens().shown().get().place() == 1 && words(".tokens-sample").contains("样本"));
        assertThat(window.data().tokens().shown().get().samples()).hasSize(2);
    }

    @Test
    void a_table_with_columns_nobody_knows_is_mapped_and_refused_lines_have_reasons() throws IOException {
        Path table = Files.writeString(world.data.folder().resolve("t.csv"), "nr,病人说,医生说\n1,我头痛三天了怎么办,多休息。\n1,要吃药吗,先不用。\n2,没有回答,\n");
        fire(".data-import");
        world.files.answer = table;
        fire(".set-import-choose");
        until("the mapping", () -> all(".column-question").findAny().isPresent());
        assertThat(words(".set-file")).contains("看不出问题和回答");
        assertThat(find(".set-import-run").isDisabled()).isTrue();
        for (String[] pair : new String[][] {{".column-question", "病人说"}, {".column-answer", "医生说"}, {".column-dialogue", "nr"}}) {
            interact(() -> {
                @SuppressWarnings("unchecked")
                ComboBox<String> box = (ComboBox<String>) find(pair[0]);
                box.setValue(pair[1]);
                box.getOnAction().handle(null);
            });
        }
        until("ready", () -> !find(".set-import-run").isDisabled());
        fire(".set-import-run");
        until("the set", () -> words(".set-import-done").contains("1 个对话，2 轮"));
        assertThat(words(".set-rejected")).contains("t.csv").contains("没有回答");
        Path picture = Files.write(world.data.folder().resolve("x.csv"), new byte[] {0, 1, 2, 3});
        fire(".data-import");
        world.files.answer = picture;
        fire(".set-import-choose");
        until("the sentence", () -> words(".set-file").contains("UTF-8"));
        assertThat(find(".set-import-run").isDisabled()).isTrue();
    }

    @Test
    void questions_are_decided_with_the_keyboard_and_keep_their_source() throws IOException {
        fire(".data-questions");
        until("the sheets", () -> ((ListView<?>) find(".questions-sheets")).getItems().size() == 4);
        interact(() -> ((ListView<?>) find(".questions-sheets")).getSelectionModel().selectFirst());
        until("a question", () -> input(".question-text").getText().contains("痛风"));
        key(find(".questions-list"), KeyCode.A);
        until("accepted", () -> window.data().questions().accepted() == 1);
        key(find(".questions-list"), KeyCode.R);
        until("rejected", () -> window.data().questions().decisions().values().stream().anyMatch(one -> one.choice() == Choice.REJECTED));
        key(find(".questions-list"), KeyCode.E);
        until("the field", () -> find(".question-text").isFocused());
        interact(() -> input(".question-text").setText("痛风发作了怎么办？"));
        key(find(".question-text"), KeyCode.ENTER, KeyCode.CONTROL);
        until("edited", () -> window.data().questions().accepted() == 2);
        assertThat(words(".question-source")).contains("2026-01");
        fire(".questions-reword");
        until("other wordings", () -> window.data().questions().proposals().stream().anyMatch(one -> one.source().maker().equals("model:chatglm-mini")));
        interact(() -> input(".questions-name").setText("痛风问答"));
        fire(".questions-write");
        until("the set", () -> words(".data-name").equals("痛风问答"));
        assertThat(world.data.sets().sources("痛风问答")).hasSize(2);
        assertThat(world.data.sets().sources("痛风问答").values()).anyMatch(source -> source.edited() && source.sheet().equals("gout"));
        assertThat(world.data.decisions().decisions().values()).hasSize(3);
    }
}
