package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.doctorglm.fake.Samples;
import org.junit.jupiter.api.Test;

/// What the rules and the designer show of a question and its answer, driven as a doctor drives it. The rules are the real ones.
class SafetyWindowTest extends DrivenWindow {
    private void type(String question) {
        interact(() -> window.consult().composer().draft().set(question));
    }

    private void send() {
        interact(() -> window.consult().send());
        until("the answer", () -> !window.consult().run().busy() && !window.consult().rounds().isEmpty()
                && window.consult().rounds().getLast().answer() != null);
    }

    @Test
    void a_chip_is_struck_another_is_added_and_all_come_back() {
        type(Samples.TONSILLITIS_QUESTION);
        until("chips", () -> all(".understood").count() > 2);
        String first = ((Labeled) all(".understood").filter(node -> node.getStyleClass().contains("soft")).findFirst().orElseThrow()).getText();
        interact(() -> ((ButtonBase) all(".understood").filter(node -> node.getStyleClass().contains("soft")).findFirst().orElseThrow()).fire());
        until("the word is gone", () -> chips().stream().noneMatch(first::equals));
        interact(() -> window.consult().composer().add("-皮疹样红斑"));
        until("the added word, denied", () -> chips().stream().anyMatch(text -> text.contains("皮疹样红斑")));
        interact(() -> ((ButtonBase) all(".fact").findFirst().orElseThrow()).fire());
        until("a fact is struck", () -> !window.consult().composer().corrections().get().facts().isEmpty());
        fire(".restore-chips");
        until("everything is as it was", () -> chips().contains(first) && chips().stream().noneMatch(text -> text.contains("皮疹样红斑")));
    }

    @Test
    void danger_signs_are_shown_while_typing_and_stay_until_somebody_takes_note() {
        type("爸爸胸口压着疼，出了一身大汗");
        until("the warning", () -> all(".flag-title").findAny().isPresent());
        send();
        until("the banner", () -> all(".acknowledge-button").findAny().isPresent());
        assertThat(labels()).anyMatch(text -> text.contains("急性心肌梗死")).anyMatch(text -> text.contains("急救电话"));
        fire(".acknowledge-button");
        until("one quiet line", () -> all(".acknowledge-button").findAny().isEmpty() && labels().stream().anyMatch(text -> text.startsWith("警示已知悉")));
    }

    @Test
    void an_ordinary_question_raises_no_alarm() {
        type(Samples.URINE_QUESTION);
        send();
        until("the marks", () -> all(".cited").findAny().isPresent() || all(".uncited").findAny().isPresent());
        assertThat(all(".acknowledge-button")).isEmpty();
    }

    @Test
    void a_mark_leads_to_its_statement_and_a_statement_back_to_the_answer() {
        type(Samples.TONSILLITIS_QUESTION);
        send();
        until("the marks", () -> marks(".answer").findAny().isPresent());
        Text mark = marks(".answer").findFirst().orElseThrow();
        interact(() -> mark.getOnMouseClicked().handle(click()));
        until("the statement", () -> all(".told").anyMatch(node -> node.getStyleClass().contains("evidence-text")));
        assertThat(all(".told").anyMatch(node -> node.getStyleClass().contains("reading-text"))).isTrue();
        Text back = all(".evidence-text").map(Text.class::cast).filter(text -> text.getStyleClass().contains("cited")).findFirst().orElseThrow();
        String number = back.getText().replaceAll("\\D", "");
        interact(() -> back.getOnMouseClicked().handle(click()));
        until("that number", () -> Integer.toString(java.util.Objects.requireNonNull(window.consult().judgements().told().get()).number()).equals(number));
    }

    @Test
    void the_template_is_edited_with_its_prompt_and_its_tokens_beside() {
        type(Samples.TONSILLITIS_QUESTION);
        send();
        until("the reference", () -> all(".prompt-button").findAny().isPresent());
        fire(".prompt-button");
        fire(".template-button");
        until("the preview", () -> words(".template-tokens").contains("88"));
        interact(() -> ((javafx.scene.control.TextArea) all(".template-text").findFirst().orElseThrow()).setText("{disease}"));
        until("the problem", () -> all(".template-problem").findFirst().orElseThrow().isVisible());
        assertThat(all(".template-save").findFirst().orElseThrow().isDisabled()).isTrue();
        interact(() -> ((javafx.scene.control.TextArea) all(".template-text").findFirst().orElseThrow()).setText("病：{disease}\n{question}"));
        until("it can be saved", () -> !all(".template-save").findFirst().orElseThrow().isDisabled());
        fire(".template-save");
        until("it is kept", () -> world.consultation.template().text().startsWith("病："));
    }

    @Test
    void the_designer_is_compared_with_and_without_and_the_answers_can_be_looked_at() {
        fire(".place-experiments");
        fire(".experiments-designer");
        until("the page", () -> all(".experiment-start").findAny().isPresent());
        world.experiments.hold();
        fire(".experiment-start");
        until("it runs", () -> all(".experiment-cancel").findFirst().orElseThrow().isVisible());
        fire(".experiment-cancel");
        until("it is cancelled", () -> words(".experiment-outcome").startsWith("已取消"));
        world.experiments.let();
        fire(".experiment-start");
        until("the figures", () -> labels().contains("开启更好") && labels().stream().anyMatch(text -> text.contains("-0.477")));
        assertThat(labels()).contains("参考答案").anyMatch(text -> text.contains("一般采用休息"));
    }

    private static javafx.scene.input.MouseEvent click() {
        return new javafx.scene.input.MouseEvent(javafx.scene.input.MouseEvent.MOUSE_CLICKED, 0, 0, 0, 0, javafx.scene.input.MouseButton.PRIMARY, 1,
                false, false, false, false, true, false, false, true, false, true, null);
    }

    private Stream<Text> marks(String within) {
        return all(within).flatMap(node -> all(node, ".cited")).map(Text.class::cast);
    }

    private List<String> chips() {
        return all(".understood").map(node -> ((Labeled) node).getText()).toList();
    }
}
