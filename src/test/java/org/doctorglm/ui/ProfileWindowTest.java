package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import org.doctorglm.profile.DepartmentProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The department profiles of the consultation page.
class ProfileWindowTest extends DrivenWindow {
    @TempDir
    Path folder;

    @Override
    void prepare() {
        world.fillHistory();
        world.profiles.fill();
    }

    private MenuButton picker() {
        return (MenuButton) find(".profile-picker");
    }

    private MenuItem item(String beginning) {
        return picker().getItems().stream().filter(item -> item.getText() != null && item.getText().startsWith(beginning)).findFirst().orElseThrow();
    }

    private void choose(String beginning) {
        until("the profiles", () -> picker().getItems().size() >= 6);
        interact(() -> item(beginning).fire());
    }

    private String marked() {
        return picker().getItems().stream().filter(item -> item instanceof RadioMenuItem radio && radio.isSelected()).map(MenuItem::getText).findFirst().orElse("");
    }

    @Test
    void a_profile_is_chosen_remembered_and_left_again() {
        assertThat(picker().getAccessibleText()).contains("未选");
        choose("儿科门诊");
        until("the profile", () -> picker().getText().contains("儿科门诊"));
        assertThat(marked()).startsWith("儿科门诊 · 儿科");
        assertThat(world.settings.get("profile.active")).contains("儿科门诊");
        assertThat(picker().getTooltip().getText()).contains("paediatrics-int4");
        choose("不用科室档案");
        until("none", () -> picker().getText().equals("科室档案"));
        assertThat(world.settings.get("profile.active")).isEmpty();
    }

    @Test
    void a_profile_whose_pack_cannot_answer_changes_nothing_and_the_page_says_why() {
        choose("儿科门诊");
        until("the profile", () -> picker().getText().contains("儿科门诊"));
        choose("内科会诊");
        until("the sentence", () -> labels().stream().anyMatch(text -> text.contains("internal-int4") && text.contains("不在本机")));
        assertThat(picker().getText()).isEqualTo("儿科门诊");
        assertThat(marked()).startsWith("儿科门诊");
        choose("皮肤科试用");
        until("another sentence", () -> labels().stream().anyMatch(text -> text.contains("skin-int4") && text.contains("没有通过质量检查")));
        assertThat(world.settings.get("profile.active")).contains("儿科门诊");
        choose("不用科室档案");
        until("nothing is wrong any more", () -> window.consult().problem().get() == null);
    }

    @Test
    void a_profile_travels_as_a_file_and_what_is_missing_is_said() throws IOException {
        choose("儿科门诊");
        until("the profile", () -> picker().getText().contains("儿科门诊"));
        world.files.answer = folder;
        interact(() -> item("导出").fire());
        Path file = folder.resolve("儿科门诊.json");
        until("the file", () -> Files.exists(file));
        world.files.answer = file;
        interact(() -> item("导入").fire());
        until("the sentence", () -> words(".profile-fault").contains("已有名为“儿科门诊”"));
        interact(() -> find(".dialog-card").fireEvent(new javafx.scene.input.KeyEvent(javafx.scene.input.KeyEvent.KEY_PRESSED, "", "", javafx.scene.input.KeyCode.ESCAPE,
                false, false, false, false)));
        world.profiles.repository.remove("儿科门诊");
        interact(() -> item("导入").fire());
        until("what is missing", () -> words(".profile-missing").contains("paediatrics-int4"));
    }

    @Test
    void a_file_that_is_no_profile_is_refused_with_a_sentence() throws IOException {
        world.files.answer = Files.writeString(folder.resolve("x.json"), "{\"format\":1,\"name\":\"x\",\"version\":1,\"run\":\"rm\"}");
        choose("导入");
        until("the sentence", () -> words(".profile-fault").contains("不认识的内容：run"));
        assertThat(world.profiles.repository.list()).extracting(DepartmentProfile::name).doesNotContain("x");
    }

    @Test
    void while_an_answer_is_written_the_profile_stays() {
        world.consultation.hold();
        interact(() -> {
            window.consult().composer().draft().set("孩子发烧两天");
            window.consult().send();
        });
        until("the answer begins", () -> window.consult().run().busy() && picker().isDisabled());
        world.consultation.let(100_000);
        until("the end", () -> !picker().isDisabled());
    }
}
