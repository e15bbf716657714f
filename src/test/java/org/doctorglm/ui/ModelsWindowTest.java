package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.text.Text;
import org.doctorglm.engine.Fallback;
import org.doctorglm.fake.Samples;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.junit.jupiter.api.Test;

/// The models page with fakes behind it, driven as a doctor drives it.
class ModelsWindowTest extends DrivenWindow {
    @Test
    void a_folder_is_imported_step_by_step_with_its_bytes_and_can_be_cancelled_and_resumed() {
        world.models.hold();
        chooseFolder("chatglm-6b");
        until("what it is", () -> words(".is-network").contains("ChatGLM"));
        assertThat(labels()).contains("chatglm-6b", "FP16 · torch");
        fire(".wizard-next");
        until("the adapter step", () -> words(".wizard-next").equals("不用适配器"));
        fire(".wizard-next");
        until("the cards", () -> all(".precision-card").count() == 4);
        assertThat(find(".precision-fp32").isDisabled()).isTrue();
        assertThat(find(".precision-fp32").getAccessibleText()).contains("差");
        assertThat(find(".precision-int4").getAccessibleText()).contains("词元/秒");
        interact(() -> input(".import-name").setText("新模型"));
        fire(".wizard-next");
        until("bytes", () -> words(".wizard-bytes").contains("GB / 24 GB"));
        fire(".place-consult");
        fire(".place-models");
        until("still there after another page", () -> words(".wizard-bytes").contains("24 GB"));
        fire(".wizard-cancel");
        until("the sentence", () -> labels().contains("导入已取消"));
        assertThat(world.models.list()).hasSize(2);
        fire(".wizard-back");
        until("what was chosen", () -> input(".import-name").getText().equals("新模型"));
        fire(".wizard-next");
        world.models.let();
        until("the pack", () -> words(".wizard-done").contains("新模型"));
        assertThat(words(".gate-words")).isEqualTo("量化损失未测量");
        fire(".wizard-use");
        until("it answers", () -> active().equals("新模型") && !find(".wizard-ask").isDisabled());
        fire(".wizard-ask");
        assertThat(all(".composer-text")).hasSize(1);
    }

    @Test
    void an_adapter_of_another_release_is_refused_in_one_sentence() {
        chooseFolder("chatglm-6b");
        until("the network", () -> !find(".wizard-next").isDisabled());
        fire(".wizard-next");
        world.files.answer = Path.of("/data/other");
        fire(".wizard-adapter");
        until("the sentence", () -> words(".wizard-problem").contains("不是为这个模型训练的"));
        assertThat(words(".wizard-next")).as("the way on").isEqualTo("不用适配器");
        world.files.answer = Path.of("/data/lora");
        fire(".wizard-adapter");
        until("one that fits", () -> words(".adapter-found").contains("相符") && words(".wizard-next").equals("下一步"));
        fire(".wizard-forget");
        until("without", () -> words(".wizard-next").equals("不用适配器"));
    }

    @Test
    void an_adapter_without_a_configuration_asks_for_alpha_and_rows() {
        chooseFolder("chatglm-6b");
        until("the network", () -> !find(".wizard-next").isDisabled());
        fire(".wizard-next");
        world.files.answer = Path.of("/data/bare");
        fire(".wizard-adapter");
        until("the questions", () -> all(".adapter-alpha").findAny().isPresent());
        fire(".rows-thirds");
        until("the choice is kept", () -> all(".adapter-alpha").findAny().isPresent() && find(".wizard-next").isDisabled());
        interact(() -> {
            input(".adapter-alpha").setText("32");
            ((javafx.scene.control.TextField) find(".adapter-alpha")).getOnAction().handle(null);
        });
        until("complete", () -> words(".adapter-found").contains("相符") && !find(".wizard-next").isDisabled());
    }

    @Test
    void an_adapters_folder_first_asks_for_the_model_it_belongs_to() {
        chooseFolder("lora");
        until("the request", () -> words(".adapter-first").contains("原模型"));
        assertThat(find(".wizard-next").isDisabled()).isTrue();
        world.files.answer = Path.of("/data/chatglm-6b");
        fire(".wizard-choose");
        until("both", () -> words(".with-adapter").contains("lora"));
    }

    @Test
    void a_pack_that_failed_its_check_is_marked_and_asked_about_before_it_answers() {
        world.models.addFailed();
        fire(".place-models");
        until("the mark", () -> all(".gate-words").map(n -> ((Labeled) n).getText()).anyMatch(t -> t.contains("未通过")));
        interact(() -> all(".use-button").filter(Node::isVisible).map(ButtonBase.class::cast).reduce((a, b) -> b).orElseThrow().fire());
        until("the question", () -> all(".danger-button").findAny().isPresent());
        assertThat(active()).isEqualTo("chatglm-mini");
        assertThat(labels()).anyMatch(text -> text.contains("38.4 %") && text.contains("61.2 %"));
        fire(".danger-button");
        until("its own choice", () -> active().equals("chatglm-mini-int4-alt"));
    }

    @Test
    void a_graphics_card_is_chosen_and_what_it_lacks_is_said_and_added() {
        world.models.giveCard();
        fire(".place-models");
        until("the choice", () -> all(".device-button").findAny().isPresent());
        fire(".device-button");
        until("the reason", () -> words(".fallback-words").contains("cuda:0"));
        world.files.answer = Path.of("/data/nothing");
        fire(".graphics-button");
        until("the refusal", () -> labels().stream().anyMatch(text -> text.contains("graphics.json")));
        world.models.giveGraphics();
        interact(() -> all(".device-button").map(ButtonBase.class::cast).findFirst().orElseThrow().fire());
        until("back on the processor", () -> !find(".fallback-words").getParent().isVisible());
        fire(".device-button");
        until("on the card", () -> all(".device").count() == 2 && !find(".fallback-words").getParent().isVisible()
                && all(".graphics-button").findAny().isEmpty());
    }

    @Test
    void what_runs_elsewhere_than_it_should_is_said_with_its_reason() {
        world.models.fallBack(new Fallback(Fallback.Reason.PROCESSOR, "Pentium"));
        fire(".place-models");
        until("the page", () -> words(".fallback-words").contains("AVX2") && words(".fallback-words").contains("Pentium"));
        until("the status bar", () -> find(".status-fallback").isVisible() && find(".status-fallback").getAccessibleText().contains("AVX2"));
    }

    @Test
    void two_packs_answer_one_question_side_by_side_and_what_differs_is_marked() {
        fire(".place-models");
        until("packs", () -> all(".compare-button").count() == 2);
        fire(".compare-button");
        assertThat(find(".compare-start").isDisabled()).isTrue();
        interact(() -> input(".compare-question").setText(Samples.TONSILLITIS_QUESTION));
        fire(".compare-start");
        until("both", () -> all(".compare-figures").count() == 2);
        assertThat(words(".compare-summary")).contains("%");
        assertThat(all(".different").map(n -> (Text) n)).isNotEmpty().allMatch(Text::isUnderline);
        fire(".compare-close");
        until("the list", () -> all(".import-button").findAny().isPresent());
    }

    @Test
    void a_comparison_can_be_stopped_and_keeps_what_was_written() {
        world.models.hold();
        fire(".place-models");
        until("packs", () -> all(".compare-button").count() == 2);
        fire(".compare-button");
        interact(() -> input(".compare-question").setText("咳嗽"));
        fire(".compare-start");
        until("the first words", () -> words(".compare-progress").contains("第一个模型"));
        fire(".compare-stop");
        until("one side", () -> all(".compare-figures").count() == 1 && find(".compare-start").isVisible());
    }

    @Test
    void under_each_answer_stands_the_pack_that_wrote_it() {
        world.stored(Samples.TONSILLITIS_QUESTION);
        interact(() -> window.consult().open(world.dialogues.list().getFirst().id()));
        until("the badge", () -> all(".pack-badge").findAny().isPresent());
        Labeled badge = (Labeled) find(".pack-badge");
        assertThat(badge.getAccessibleText()).contains("精度");
        assertThat(badge.getTooltip().getText()).contains("SHA-256");
    }

    @Test
    void verifying_and_removing_are_in_the_menu_of_each_pack() {
        fire(".place-models");
        until("packs", () -> all(".more-menu").count() == 2);
        MenuButton own = (MenuButton) all(".more-menu").toList().get(1);
        assertThat(((MenuButton) find(".more-menu")).getItems()).as("what came with the program stays").hasSize(3);
        assertThat(own.getItems()).hasSize(4);
        interact(() -> own.getItems().getFirst().fire());
        until("the outcome", () -> all(".outcome").findAny().isPresent());
    }

    private void chooseFolder(String name) {
        fire(".place-models");
        until("the page", () -> all(".import-button").findAny().isPresent());
        fire(".import-button");
        world.files.answer = Path.of("/data/" + name);
        fire(".wizard-choose");
    }

    private String active() {
        return world.models.list().stream().filter(PackRow::active).map(PackRow::name).findFirst().orElse("");
    }
}
