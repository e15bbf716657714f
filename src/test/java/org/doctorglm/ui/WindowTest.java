package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.event.Event;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.fake.Samples;
import org.doctorglm.ui.consult.AnswerRun;
import org.doctorglm.ui.consult.Dial;
import org.doctorglm.ui.control.SelectableText;
import org.doctorglm.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The window with fakes behind it, driven as a doctor drives it.
class WindowTest extends DrivenWindow {
    @TempDir
    private Path folder;

    @Override
    void prepare() {
        world.fillHistory();
    }

    @Test
    void a_question_is_answered_word_by_word_with_its_evidence_beside_it() {
        world.consultation.hold();
        ask(Samples.TONSILLITIS_QUESTION);
        world.consultation.let(10);
        until("some text", () -> answerText().length() >= 16);
        assertThat(run().phase().get()).isEqualTo(AnswerRun.Phase.WRITING);
        assertThat(words(".phase")).contains("Esc");
        world.consultation.let(10_000);
        until("the whole answer", () -> answerText().equals(Samples.answer("acute-tonsillitis")));
        until("the end", () -> !run().busy());
        assertThat(words(".disease-name")).isEqualTo("急性扁桃体炎");
        assertThat(composer().getText()).isEmpty();
        assertThat(words(".notice")).contains("仅供研究");
    }

    @Test
    void escape_stops_an_answer_keeps_its_text_and_it_can_be_continued() {
        world.consultation.hold();
        ask(Samples.TONSILLITIS_QUESTION);
        world.consultation.let(10);
        until("some text", () -> answerText().length() >= 10);
        key(composer(), KeyCode.ESCAPE);
        until("the stop", () -> !run().busy());
        until("the reason", () -> all(".finish").anyMatch(n -> ((Labeled) n).getText().contains("已停止")));
        assertThat(last().finishReason()).isEqualTo(FinishReason.STOPPED);
        world.consultation.let(10_000);
        press("继续");
        until("the rest", () -> !run().busy() && last().version() == 2 && last().finishReason() == FinishReason.END);
    }

    @Test
    void escape_stops_even_when_the_button_that_had_the_focus_is_gone() {
        world.consultation.hold();
        ask(Samples.TONSILLITIS_QUESTION);
        world.consultation.let(10);
        until("some text", () -> answerText().length() >= 10);
        key(stage.getScene(), KeyCode.ESCAPE);
        until("the stop", () -> !run().busy());
    }

    @Test
    void while_another_consultation_is_answered_the_composer_says_so_and_leads_there() {
        world.consultation.hold();
        ask(Samples.TONSILLITIS_QUESTION);
        world.consultation.let(10);
        until("some text", () -> answerText().length() >= 10);
        assertThat(find(".busy-elsewhere").isVisible()).isFalse();
        interact(() -> window.consult().startNew());
        until("the sentence", () -> find(".busy-elsewhere").isVisible());
        press("去看");
        until("the running answer", () -> !find(".busy-elsewhere").isVisible() && answerText().length() >= 10);
        world.consultation.let(10_000);
        until("the end", () -> !run().busy() && answerText().equals(Samples.answer("acute-tonsillitis")));
    }

    @Test
    void an_answer_that_the_program_could_not_end_is_shown_as_unfinished() {
        Answer whole = world.stored(Samples.TONSILLITIS_QUESTION);
        world.dialogues.finish(new Answer(whole.id(), whole.questionId(), whole.version(), "首先考虑", FinishReason.INTERRUPTED, whole.provenance(),
                whole.timings(), whole.createdAt(), whole.sha256()));
        interact(() -> window.consult().open(world.dialogues.list().getFirst().id()));
        until("what there is", () -> answerText().equals("首先考虑"));
        assertThat(words(".finish")).contains("未完成");
    }

    @Test
    void regenerating_keeps_the_old_version_which_is_one_click_away() {
        answered(Samples.TONSILLITIS_QUESTION);
        press("重新生成");
        until("a second version", () -> words(".version-place").equals("2 / 2"));
        until("the end", () -> !run().busy());
        fire(".version-older");
        until("the first version", () -> words(".version-place").equals("1 / 2"));
        key(composer(), KeyCode.RIGHT, KeyCode.ALT);
        until("by keyboard", () -> words(".version-place").equals("2 / 2"));
    }

    @Test
    void several_versions_come_in_one_go_and_each_can_be_looked_at() {
        answered(Samples.TONSILLITIS_QUESTION);
        MenuButton several = (MenuButton) find(".versions-menu");
        interact(() -> several.getItems().get(1).fire());
        until("three more versions", () -> !run().busy() && last().version() == 4 && last().finished());
        until("the text of the last", () -> answerText().equals(Samples.answer("acute-tonsillitis")));
    }

    @Test
    void the_likeliest_beginnings_are_drawn_beside_the_sliders_with_words_for_a_screen_reader() {
        answered(Samples.TONSILLITIS_QUESTION);
        until("ten rows", () -> all(".next-token-row").count() == 10);
        assertThat(find(".next-token-row").getAccessibleText()).contains("发热", "31 %");
        interact(() -> window.consult().sampling().set(Dial.TOP_K, 2));
        until("only two remain", () -> all(".next-token-row").filter(row -> row.getAccessibleText().endsWith("按设置 0 %")).count() == 8);
    }

    @Test
    void a_long_wait_is_foretold_before_and_while_the_prompt_is_read() {
        world.consultation.hold();
        world.consultation.readSlowly(12_000, 0.4);
        interact(() -> composer().setText(Samples.TONSILLITIS_QUESTION));
        until("the wait beside the button", () -> find(".expected-wait").isVisible() && words(".expected-wait").contains("12 s"));
        interact(() -> window.consult().send());
        until("the share that is read and the time left", () -> words(".phase").contains("40 %") && words(".phase").contains("7 s"));
        key(composer(), KeyCode.ESCAPE);
        until("the stop", () -> !run().busy());
        // An engine that is silent while it reads.
        world.consultation.readSlowly(12_000, 0);
        ask(Samples.TONSILLITIS_QUESTION);
        until("the time left", () -> words(".phase").contains("12 s"));
        until("less time left", () -> words(".phase").contains("10 s"));
        key(composer(), KeyCode.ESCAPE);
        until("the stop", () -> !run().busy());
    }

    @Test
    void rounds_that_the_model_is_not_given_are_said_above_the_answer_and_before_sending() {
        world.consultation.drop(3);
        answered(Samples.TONSILLITIS_QUESTION);
        until("the note", () -> find(".dropped-rounds").isVisible() && words(".dropped-rounds").contains("3"));
        interact(() -> composer().setText("还要紧吗"));
        until("the warning", () -> find(".dropped-preview").isVisible() && words(".dropped-preview").contains("3"));
    }

    @Test
    void an_edited_question_becomes_a_branch() {
        answered(Samples.TONSILLITIS_QUESTION);
        fire(".edit-question");
        until("the text to edit", () -> composer().getText().equals(Samples.TONSILLITIS_QUESTION));
        ask(Samples.URINE_QUESTION);
        until("the branch", () -> words(".branch-place").equals("2 / 2"));
        until("its answer", () -> !run().busy());
        fire(".branch-older");
        until("the original", () -> words(".branch-place").equals("1 / 2") && answerText().equals(Samples.answer("acute-tonsillitis")));
    }

    @Test
    void searching_finds_two_characters_and_opens_the_consultation() {
        key(composer(), KeyCode.K, KeyCode.CONTROL);
        interact(() -> input(".history-search").setText("尿频"));
        until("one hit", () -> window.consult().history().rows().size() == 1);
        interact(() -> ((ListView<?>) find(".history-list")).getSelectionModel().select(0));
        until("the consultation", () -> words(".disease-name").equals("下尿路感染"));
        assertThat(all(".choose-note")).isNotEmpty();
    }

    @Test
    void another_disease_is_one_click_and_the_panel_follows_the_version() {
        answered(Samples.TONSILLITIS_QUESTION);
        until("alternatives", () -> all(".alternative").findAny().isPresent());
        fire(".alternative");
        until("the swap", () -> words(".disease-name").equals("川崎病") && !run().busy());
        assertThat(answerText()).isEqualTo(Samples.answer("kawasaki"));
        fire(".version-older");
        until("the panel follows", () -> words(".disease-name").equals("急性扁桃体炎"));
    }

    @Test
    void an_abstention_offers_to_choose_a_disease_by_hand() {
        answered(Samples.UNKNOWN_QUESTION);
        until("the way out", () -> all(".abstain-choose").findAny().isPresent());
        fire(".abstain-choose");
        until("the list", () -> all(".disease-search").findAny().isPresent());
        interact(() -> input(".disease-search").setText("流行"));
        until("one left", () -> ((ListView<?>) find(".disease-list")).getItems().size() == 1);
        key(find(".disease-search"), KeyCode.ENTER);
        until("the answer", () -> words(".disease-name").equals("流行性感冒") && !run().busy());
    }

    @Test
    void language_and_theme_change_at_once_and_are_remembered() {
        interact(() -> composer().setText("没写完"));
        fire(".place-settings");
        fire(".language-english");
        until("English", () -> ((Labeled) find(".place-settings")).getText().equals("Settings"));
        fire(".theme-dark");
        assertThat(window.appearance().theme().get()).isEqualTo(Theme.DARK);
        assertThat(world.settings.get("language")).contains("en");
        assertThat(world.settings.get("theme")).contains("DARK");
        fire(".place-consult");
        assertThat(composer().getText()).as("nothing typed is lost").isEqualTo("没写完");
    }

    @Test
    void replay_says_whether_the_answer_is_identical() {
        answered(Samples.TONSILLITIS_QUESTION);
        until("the button", () -> all(".provenance-button").findAny().isPresent());
        fire(".provenance-button");
        until("the card", () -> all(".replay-button").findAny().isPresent());
        fire(".replay-button");
        until("the result", () -> words(".replay-result").contains("逐字相同"));
        world.consultation.replayDiffers(true);
        fire(".replay-button");
        until("the other result", () -> words(".replay-result").contains("不相同"));
    }

    @Test
    void a_consultation_is_exported_to_the_place_chosen() {
        answered(Samples.URINE_QUESTION);
        world.files.answer = folder;
        for (ExportFormat format : ExportFormat.values()) {
            interact(() -> ((MenuButton) find(".export-menu")).getItems().get(format.ordinal()).fire());
            until(format.name(), () -> {
                try (Stream<Path> files = Files.list(folder)) {
                    return files.anyMatch(f -> f.toString().endsWith("." + format.extension()));
                }
            });
        }
    }

    @Test
    void enter_never_sends_while_an_input_method_is_composing() {
        interact(() -> {
            composer().setText("niaopin");
            Event.fireEvent(composer(), inputMethod("尿频", ""));
        });
        key(composer(), KeyCode.ENTER);
        assertThat(run().busy()).isFalse();
        assertThat(window.consult().rounds()).isEmpty();
        interact(() -> Event.fireEvent(composer(), inputMethod("", "")));
        interact(() -> composer().setText(Samples.URINE_QUESTION));
        key(composer(), KeyCode.ENTER, KeyCode.SHIFT);
        assertThat(composer().getText()).as("Shift breaks the line").contains("\n");
        assertThat(window.consult().rounds()).isEmpty();
        key(composer(), KeyCode.ENTER);
        until("sent", () -> window.consult().rounds().size() == 1 && !run().busy());
    }

    @Test
    void deleting_asks_first_and_the_safe_choice_changes_nothing() {
        answered(Samples.TONSILLITIS_QUESTION);
        int before = world.dialogues.list().size();
        interact(() -> ((ButtonBase) find(".page-head").lookupAll(".icon-button").toArray(Node[]::new)[1]).fire());
        press("取消");
        assertThat(world.dialogues.list()).hasSize(before);
        interact(() -> ((ButtonBase) find(".page-head").lookupAll(".icon-button").toArray(Node[]::new)[1]).fire());
        press("删除");
        until("gone", () -> world.dialogues.list().size() == before - 1 && window.consult().rounds().isEmpty());
    }

    @Test
    void every_control_that_can_be_reached_has_words_for_a_screen_reader() {
        answered(Samples.TONSILLITIS_QUESTION);
        for (String place : List.of(".place-consult", ".place-models", ".place-settings")) {
            fire(place);
            WaitForAsyncUtils.waitForFxEvents();
            List<Node> silent = all("*").filter(Node::isFocusTraversable).filter(Node::isVisible)
                    .filter(n -> n.getAccessibleRole() != AccessibleRole.SCROLL_PANE && n.getAccessibleRole() != AccessibleRole.PARENT)
                    .filter(n -> !(n instanceof Labeled l && l.getText() != null && !l.getText().isBlank()))
                    .filter(n -> n.getAccessibleText() == null || n.getAccessibleText().isBlank()).toList();
            assertThat(silent).as(place).isEmpty();
        }
    }

    @Test
    void the_first_start_says_what_the_program_cannot_do_and_goes_on_with_one_button() {
        world.settings.forget("welcomed");
        interact(() -> {
            window.close();
            window = new MainWindow(world.services());
            window.show(stage);
        });
        assertThat(all(".rail")).isEmpty();
        fire(".start-button");
        assertThat(all(".rail")).hasSize(1);
        assertThat(all(".example")).hasSize(3);
        fire(".example");
        assertThat(composer().getText()).as("an example is shown before it is sent").isNotBlank();
        assertThat(window.consult().rounds()).isEmpty();
    }

    @Test
    void a_problem_is_said_in_place_with_a_way_out_and_keeps_what_was_typed() {
        world.consultation.failWith(Reason.NO_MODEL);
        ask(Samples.TONSILLITIS_QUESTION);
        until("the sentence", () -> all(".way-out").findAny().isPresent());
        assertThat(composer().getText()).isEqualTo(Samples.TONSILLITIS_QUESTION);
        fire(".way-out");
        assertThat(all(".import-button")).hasSize(1);
    }

    // ---- hands

    private void answered(String question) {
        ask(question);
        until("an answer", () -> !window.consult().rounds().isEmpty() && last() != null && last().finished() && !run().busy());
    }

    private void ask(String question) {
        interact(() -> composer().setText(question));
        key(composer(), KeyCode.ENTER);
    }

    private AnswerRun run() {
        return window.consult().run();
    }

    private Answer last() {
        return window.consult().rounds().getLast().answer();
    }

    private TextArea composer() {
        return (TextArea) find(".composer-text");
    }

    private String answerText() {
        return all(".answer").reduce((a, b) -> b).map(answer -> all(answer, "*").filter(SelectableText.class::isInstance)
                .map(text -> ((SelectableText) text).getText()).findFirst().orElse("")).orElse("");
    }

    private void press(String words) {
        until(words, () -> all(".button").anyMatch(n -> words.equals(((Labeled) n).getText())));
        interact(() -> all(".button").filter(n -> words.equals(((Labeled) n).getText())).reduce((a, b) -> b).map(ButtonBase.class::cast)
                .orElseThrow().fire());
    }

    private static InputMethodEvent inputMethod(String composed, String committed) {
        return new InputMethodEvent(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composed.isEmpty() ? List.of()
                : FXCollections.observableArrayList(new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW)), committed, 0);
    }
}
