package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.doctorglm.training.RecipeText;
import org.doctorglm.ui.training.OutcomeViewModel.Blind;
import org.doctorglm.ui.training.TrainingViewModel;
import org.doctorglm.ui.training.TrainingViewModel.Step;
import org.junit.jupiter.api.Test;

/// The training place over runs that were written before.
class TrainingWindowTest extends DrivenWindow {
    @Override
    void prepare() {
        world.training.fill();
        world.settings.put("training.data", "儿科门诊问答");
        world.settings.put("training.model", "chatglm-6b-fp16");
        world.settings.put("training.recipe", "recipe=paper-lora\n");
    }

    private TrainingViewModel training() {
        return window.training();
    }

    private void choose(String run) {
        until("the run", () -> training().runs().stream().anyMatch(row -> row.name().equals(run)));
        interact(() -> training().choose(training().runs().stream().filter(row -> row.name().equals(run)).findFirst().orElseThrow()));
        until("its figures", () -> training().watched().figures().get() != null && training().watched().figures().get().step() > 0);
    }

    @Test
    void what_was_chosen_before_is_still_chosen_and_the_keyboard_leads_through_the_steps() {
        key(stage.getScene(), KeyCode.DIGIT5, KeyCode.CONTROL);
        until("the sets", () -> all(".training-set").count() == 2);
        assertThat(training().draft().draft().get().data()).isEqualTo("儿科门诊问答");
        fire(".training-next");
        until("the check", () -> words(".training-problem").isEmpty() && all(".training-widen").count() == 1);
        fire(".training-next");
        assertThat(training().step().get()).isEqualTo(Step.RECIPE);
        fire(".training-next");
        assertThat(training().step().get()).isEqualTo(Step.ESTIMATE);
        fire(".training-back");
        assertThat(training().step().get()).isEqualTo(Step.RECIPE);
    }

    @Test
    void answers_that_lose_their_end_are_said_with_the_way_out() {
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-check");
        until("the warning", () -> all(".training-widen").count() == 1);
        assertThat(labels()).anyMatch(text -> text.contains("60.8 %") && text.contains("100"));
        fire(".training-widen");
        until("no warning", () -> all(".training-widen").findAny().isEmpty() && training().draft().check().get() != null);
        assertThat(training().draft().draft().get().recipe()).containsEntry("answer-tokens", "240");
        assertThat(world.settings.get("training.recipe").orElse("")).contains("answer-tokens=240");
    }

    @Test
    void a_value_that_no_recipe_can_have_is_not_taken_and_the_page_says_which() {
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-recipe");
        until("the fields", () -> all(".recipe-learning-rate").findAny().isPresent());
        interact(() -> {
            TextField field = (TextField) find(".recipe-learning-rate");
            field.setText("schnell");
            field.getOnAction().handle(null);
        });
        until("the sentence", () -> words(".training-problem").contains("learning-rate"));
        assertThat(training().draft().draft().get().recipe()).containsEntry("learning-rate", "2.0E-5");
        fire(".preset-small-safe");
        assertThat(training().draft().draft().get().recipe()).isEqualTo(RecipeText.of(org.doctorglm.training.Recipe.SMALL_SAFE));
    }

    @Test
    @SuppressWarnings("unchecked")
    void choosing_another_method_brings_the_values_that_go_with_it() {
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-recipe");
        until("the fields", () -> all(".recipe-rank").findAny().isPresent());
        interact(() -> ((ComboBox<String>) find(".recipe-method")).setValue("full"));
        until("no rank", () -> all(".recipe-rank").findAny().isEmpty());
        assertThat(training().draft().draft().get().recipe()).isEqualTo(RecipeText.of(org.doctorglm.training.Recipe.SMALL_FULL));
        interact(() -> ((ComboBox<String>) find(".recipe-method")).setValue("p-tuning"));
        until("a prefix", () -> all(".recipe-prefix").findAny().isPresent());
        assertThat(training().draft().problem().get()).isNull();
    }

    @Test
    void a_network_that_was_trained_as_a_whole_is_published_as_a_checkpoint_and_asks_for_no_base() {
        world.training.fillWhole();
        fire(".place-training");
        choose("小模型-全参数");
        fire(".step-publish");
        until("its words", () -> labels().stream().anyMatch(text -> text.startsWith("检查点只量化一次")));
        assertThat(((javafx.scene.control.Button) find(".publish-export")).getText()).isEqualTo("只导出检查点");
        assertThat(all(".publish-base").filter(node -> node.getParent().isVisible())).isEmpty();
    }

    @Test
    void what_does_not_fit_into_memory_is_red_and_one_click_makes_it_fit() {
        world.training.memory = 9L << 30;
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-estimate");
        until("the advice", () -> all(".estimate-apply").findAny().isPresent());
        fire(".estimate-apply");
        until("it fits", () -> all(".estimate-apply").findAny().isEmpty());
        assertThat(training().draft().draft().get().recipe()).containsEntry("base", "int4").containsEntry("recompute", "true");
        fire(".estimate-measure");
        until("time and cost", () -> labels().stream().anyMatch(text -> text.endsWith("USD")));
    }

    @Test
    void a_run_that_the_guard_ended_says_why_and_can_be_begun_again_as_it_was() {
        fire(".place-training");
        choose("儿科-学习率过高");
        until("the note", () -> words(".train-note").contains("训练损失在上升"));
        assertThat(all(".train-resume")).isEmpty();
        fire(".train-again");
        until("the recipe", () -> training().step().get() == Step.RECIPE);
        assertThat(training().draft().draft().get().recipe()).containsEntry("recipe", "paper-lora");
    }

    @Test
    void a_trainer_is_asked_to_pause_through_the_folder_of_its_run() {
        fire(".place-training");
        choose("儿科-稳妥");
        until("the button", () -> all(".train-pause").findAny().isPresent());
        fire(".train-pause");
        until("it was heard", () -> labels().stream().anyMatch(text -> text.contains("这一步之后暂停")));
        assertThat(training().run().get().run().path().resolve("command")).hasContent("PAUSE");
    }

    @Test
    void whose_answer_it_is_stays_hidden_until_one_was_chosen() {
        fire(".place-training");
        choose("儿科-基线");
        fire(".step-compare");
        interact(() -> ((CheckBox) find(".compare-blind")).setSelected(true));
        fire(".compare-probes");
        until("the answers", () -> training().outcome().answers().size() == 5);
        assertThat(labels()).doesNotContain("训练后").contains("回答一", "回答二");
        Blind first = training().outcome().answers().getFirst();
        fire(".blind-left");
        until("it is told", () -> labels().contains("训练后"));
        assertThat(words(".blind-tally")).contains(first.tuned(1) ? "训练后更好 1" : "底座更好 1");
    }

    @Test
    void a_pack_that_fails_the_gate_is_not_kept_and_the_page_says_what_to_do(@org.junit.jupiter.api.io.TempDir java.nio.file.Path stick) {
        fire(".place-training");
        choose("儿科-基线");
        fire(".step-publish");
        fire(".publish-do");
        until("the verdict", () -> words(".publish-verdict").contains("没有通过"));
        assertThat(all(".publish-use")).isEmpty();
        fire(".publish-int8");
        assertThat(((TextField) find(".publish-name")).getText()).isEqualTo("儿科-基线-int8");
        fire(".publish-do");
        until("another verdict", () -> words(".publish-verdict").contains("通过检测"));
        assertThat(all(".publish-use")).isNotEmpty();
        world.files.answer = stick;
        fire(".publish-copy");
        until("the copy", () -> java.nio.file.Files.isDirectory(stick.resolve("儿科-基线-int8")));
        until("the toast", () -> labels().stream().anyMatch(text -> text.contains("已复制到")));
        fire(".publish-copy");
        until("it is there already", () -> words(".training-problem").contains("儿科-基线-int8"));
    }

    @Test
    void a_published_pack_can_be_kept_as_a_profile_of_its_department() {
        fire(".place-training");
        choose("儿科-基线");
        fire(".step-publish");
        fire(".publish-int8");
        fire(".publish-do");
        until("the department of the set", () -> all(".profile-departments").anyMatch(node -> ((TextField) node).getText().equals("儿科")));
        assertThat(((TextField) find(".profile-name")).getText()).isEqualTo("儿科");
        interact(() -> ((TextField) find(".profile-name")).setText("儿科 2026"));
        fire(".profile-save");
        until("it is said", () -> words(".profile-saved").contains("儿科 2026"));
        long step = training().run().get().best().orElseThrow().step();
        assertThat(world.training.profiles).containsExactly("儿科 2026 [儿科] 儿科-基线 " + step + " 儿科-基线-int8");
        fire(".profile-save");
        until("the name is taken", () -> words(".training-problem").contains("已有名为"));
        assertThat(world.training.profiles).hasSize(1);
    }

    @Test
    void base_and_checkpoints_stand_in_one_table_that_says_what_it_does_not_mean() {
        fire(".place-training");
        choose("儿科-基线");
        fire(".step-compare");
        fire(".metrics-count");
        until("the table", () -> all(".metrics-table").findAny().isPresent());
        assertThat(labels()).contains("BLEU-4", "ROUGE-1", "ROUGE-2", "ROUGE-L", "chrF2").anyMatch(text -> text.startsWith("▲ +")).anyMatch(text -> text.startsWith("▼ -"))
                .anyMatch(text -> text.startsWith("≈ "));
        assertThat(words(".metrics-caution")).contains("不代表临床质量");
    }

    @Test
    void up_to_four_runs_are_laid_side_by_side_in_one_chart() {
        fire(".place-training");
        until("the runs", () -> training().runs().size() == 3);
        interact(() -> training().runs().forEach(row -> training().comparison().tick(row.name(), true)));
        until("the ticks", () -> all(".run-tick").filter(node -> ((CheckBox) node).isSelected()).count() == 3);
        fire(".runs-compare");
        until("the curves", () -> all(".run-3").findAny().isPresent() && all(".run-2").count() >= 3);
        assertThat(labels()).contains("儿科-基线", "儿科-稳妥", "儿科-学习率过高").anyMatch(text -> text.contains("学习率") && text.contains("2.0E-5"));
        interact(() -> training().comparison().tick(training().runs().getFirst().name(), false));
        until("one less", () -> all(".run-3").findAny().isEmpty());
        fire(".compared-back");
        until("the steps", () -> all(".step-data").findAny().isPresent());
    }

    @Test
    void no_more_runs_can_be_ticked_than_can_be_told_apart() {
        var comparison = training().comparison();
        until("the runs", () -> training().runs().size() == 3);
        interact(() -> {
            for (int i = 0; i < 2; i++) {
                comparison.tick(training().runs().get(i).name(), true);
            }
            comparison.tick("gone", true);
            comparison.tick("也没有", true);
        });
        until("what is gone leaves", () -> comparison.ticked().size() == 2);
        assertThat(org.doctorglm.ui.training.ComparisonViewModel.MOST).isEqualTo(4);
    }

    @Test
    void a_run_is_put_in_the_queue_and_can_leave_it() {
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-estimate");
        until("the button", () -> all(".training-queue").anyMatch(node -> node.isVisible() && !node.isDisabled()));
        interact(() -> ((TextField) find(".run-name")).setText("排着"));
        fire(".training-queue");
        until("it waits", () -> words(".train-note").contains("儿科-稳妥"));
        assertThat(training().run().get().state()).isEqualTo(org.doctorglm.training.RunState.QUEUED);
        fire(".train-dequeue");
        until("it does not", () -> training().run().get().state() == org.doctorglm.training.RunState.INTERRUPTED);
    }

    @Test
    void the_sweep_of_the_paper_is_kept_by_one_click_and_its_steps_are_said() {
        fire(".place-training");
        until("the sets", () -> all(".training-set").count() == 2);
        fire(".step-estimate");
        until("the choice", () -> all(".keep-scaled").findAny().isPresent());
        fire(".keep-scaled");
        until("its steps", () -> words(".kept-steps").contains("3,195"));
        assertThat(training().draft().draft().get().recipe()).containsEntry("keep", "scaled");
        fire(".keep-paper");
        until("others", () -> words(".kept-steps").contains("500"));
        fire(".keep-none");
        until("none", () -> all(".kept-steps").findAny().isEmpty());
    }

    @Test
    void a_department_profile_chooses_set_base_and_recipe_and_says_what_is_missing() {
        world.training.fillProfiles();
        world.settings.put("training.data", "CMD");
        fire(".place-training");
        until("the choice", () -> all(".training-profile").anyMatch(javafx.scene.Node::isVisible) && !training().draft().profiles().isEmpty());
        interact(() -> training().draft().begin("儿科"));
        assertThat(training().draft().draft().get().data()).isEqualTo("儿科门诊问答");
        assertThat(training().draft().draft().get().recipe()).containsEntry("method", "p-tuning");
        until("the button", () -> all(".training-set").map(javafx.scene.control.RadioButton.class::cast)
                .anyMatch(button -> button.isSelected() && button.getText().equals("儿科门诊问答")));
        until("what it takes", () -> words(".profile-facts").contains("chatglm-6b-fp16"));
        interact(() -> training().draft().begin("皮肤科"));
        until("what is missing", () -> all(".profile-lacks").count() == 2);
        assertThat(training().draft().draft().get().data()).as("stays").isEqualTo("儿科门诊问答");
        interact(() -> training().draft().begin(""));
        until("nothing is said", () -> all(".profile-lacks").findAny().isEmpty());
    }
}
