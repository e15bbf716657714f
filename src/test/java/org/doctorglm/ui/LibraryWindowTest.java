package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.doctorglm.fake.Samples;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.library.LibraryFilter;
import org.doctorglm.ui.library.LibraryViewModel.Mode;
import org.junit.jupiter.api.Test;

/// The library page on the shipped entries, driven as a reviewer drives it.
class LibraryWindowTest extends DrivenWindow {
    @Test
    void an_entry_is_found_by_pinyin_initials_and_opened_with_the_keyboard() {
        key(stage.getScene().getRoot(), KeyCode.DIGIT2, KeyCode.CONTROL);
        until("the list", () -> window.library().rows().size() > 100);
        type("gxy");
        until("the filtered list", () -> rows().getFirst().equals("高血压"));
        key(find(".library-search"), KeyCode.ENTER);
        until("the entry", () -> words(".library-name").equals("高血压"));
        assertThat(labels()).contains("症状与体征", "治疗原则", "预后", "病因", "患者常这样说");
        assertThat(words(".review-words")).isEqualTo("尚未经医生审核");
        type("没有这种病");
        until("nothing", () -> labels().stream().anyMatch(text -> text.startsWith("没有符合的词条")));
        type("gaoxueya");
        until("the whole syllables", () -> rows().contains("高血压"));
    }

    @Test
    void the_list_is_narrowed_by_department_review_and_origin() throws Exception {
        world.library.editor().review("gout", true, "李医生");
        world.library.editor().hide("hepatitis-b", true, "李医生");
        openPage();
        int all = window.library().rows().size();
        choose(".library-department", "皮肤科");
        until("one department", () -> window.library().rows().size() < all && window.library().rows().stream()
                .allMatch(entry -> entry.disease().departments().contains("皮肤科")));
        choose(".library-department", "");
        choose(".library-reviewed", LibraryFilter.Reviewed.YES);
        until("the reviewed one", () -> rows().equals(List.of("痛风")));
        choose(".library-reviewed", LibraryFilter.Reviewed.ANY);
        choose(".library-from", LibraryFilter.From.HIDDEN);
        until("the hidden one", () -> window.library().rows().stream().map(LibraryEntry::id).toList().equals(List.of("hepatitis-b")));
        choose(".library-from", LibraryFilter.From.IMPORTED);
        until("nothing imported", () -> rows().isEmpty());
    }

    @Test
    void an_edit_asks_for_the_name_once_and_can_be_traced_and_taken_back() throws Exception {
        open("acute-tonsillitis");
        String overview = world.library.editor().library().entry("acute-tonsillitis").orElseThrow().disease().overview();
        fire(".edit-button");
        until("the form", () -> all(".field-overview").findAny().isPresent());
        assertThat(find(".entry-list-pane").isDisabled()).as("the list while somebody types").isTrue();
        interact(() -> input(".field-overview").setText("本院的说法。"));
        interact(() -> input(".field-aliases").setText(input(".field-aliases").getText() + "\n嗓子眼发炎症"));
        fire(".entry-save");
        until("the question for the name", () -> all(".dialog-card").findAny().isPresent());
        interact(() -> {
            TextInputControl name = (TextInputControl) all(find(".dialog-card"), ".text-field").findFirst().orElseThrow();
            name.setText("王医生");
        });
        interact(() -> all(find(".dialog-card"), ".primary").map(ButtonBase.class::cast).findFirst().orElseThrow().fire());
        until("the entry", () -> labels().stream().anyMatch(text -> text.contains("嗓子眼发炎症")) && labels().contains("已修改"));
        type("szyfyz");
        until("found by its new alias", () -> rows().equals(List.of("急性扁桃体炎")));
        fire(".history-button");
        until("the history", () -> all(".version-card").count() == 1);
        assertThat(labels()).contains("第 1 版", "修改").anyMatch(text -> text.startsWith("王医生，2026-11-21"));
        assertThat(texts()).anyMatch(text -> text.strip().equals("本院的说法。")).contains(overview);
        fire(".restore-button");
        until("the second step", () -> all(".version-card").count() == 2);
        fire(".library-back");
        until("the old words", () -> texts().contains(overview) && !labels().contains("已修改"));
        assertThat(world.settings.get("reviewer")).contains("王医生");
    }

    @Test
    void what_cannot_be_stored_is_said_under_its_field_and_nothing_is_lost() {
        world.settings.put("reviewer", "王医生");
        open("acute-tonsillitis");
        fire(".edit-button");
        until("the form", () -> all(".field-name").findAny().isPresent());
        interact(() -> input(".field-name").setText("痛风"));
        interact(() -> input(".field-icd10").setText("咽"));
        interact(() -> input(".field-related").setText("没有的病"));
        fire(".entry-save");
        until("the sentences", () -> problems().size() == 3);
        assertThat(problems()).containsExactly("另一个词条已使用名称“痛风”。", "“咽”不是 ICD-10 编码，例如 J45 或 J45.9。", "相关疾病：疾病库里没有“没有的病”。");
        assertThat(input(".field-name").getText()).isEqualTo("痛风");
        key(find(".field-name"), KeyCode.ESCAPE);
        until("the entry", () -> words(".library-name").equals("急性扁桃体炎"));
        assertThat(world.library.changes.newest()).isEmpty();
    }

    @Test
    void a_disk_that_refuses_is_said_and_the_form_stays() {
        world.settings.put("reviewer", "王医生");
        open("gout");
        fire(".edit-button");
        until("the form", () -> all(".field-overview").findAny().isPresent());
        interact(() -> input(".field-overview").setText("新的。"));
        world.library.changes.fill();
        fire(".entry-save");
        until("the sentence", () -> labels().stream().anyMatch(text -> text.startsWith("没有保存")));
        assertThat(input(".field-overview").getText()).isEqualTo("新的。");
    }

    @Test
    void a_reviewer_stands_for_an_entry_until_it_is_edited() {
        world.settings.put("reviewer", "王医生");
        open("gout");
        fire(".review-button");
        until("who and when", () -> words(".review-words").startsWith("王医生 已审核，2026-11-21"));
        fire(".edit-button");
        until("the form", () -> all(".field-overview").findAny().isPresent());
        interact(() -> input(".field-overview").setText("新的。"));
        fire(".entry-save");
        until("not reviewed again", () -> words(".review-words").equals("尚未经医生审核"));
    }

    @Test
    void two_diseases_stand_side_by_side_and_what_both_have_is_marked() {
        open("acute-tonsillitis");
        fire(".compare-entries");
        until("the choice", () -> all(".compare-suggestion").findAny().isPresent());
        interact(() -> window.library().open("acute-pharyngitis"));
        until("both", () -> all(".compared-name").map(node -> ((Labeled) node).getText()).toList().equals(List.of("急性扁桃体炎", "急性咽炎")));
        assertThat(all(".shared").map(Node::getAccessibleText)).contains("咽痛，两者都有");
        fire(".library-back");
        until("the entry", () -> words(".library-name").equals("急性扁桃体炎"));
    }

    @Test
    void links_lead_to_other_entries() {
        open("acute-tonsillitis");
        ButtonBase link = (ButtonBase) find(".entry-link");
        String name = link.getText();
        interact(link::fire);
        until("the other entry", () -> words(".library-name").equals(name));
    }

    @Test
    void a_note_is_kept_with_its_author_and_can_be_emptied() throws Exception {
        world.settings.put("reviewer", "王医生");
        open("gout");
        assertThat(find(".note-save").isDisabled()).isTrue();
        interact(() -> input(".entry-note").setText("本院秋水仙碱缺货"));
        fire(".note-save");
        until("the author", () -> words(".note-by").startsWith("王医生，"));
        assertThat(world.library.editor().note("gout").orElseThrow().text()).isEqualTo("本院秋水仙碱缺货");
        interact(() -> input(".entry-note").setText(""));
        fire(".note-save");
        until("no note", () -> words(".note-by").isEmpty());
        assertThat(world.library.editor().note("gout")).isEmpty();
    }

    @Test
    void an_entry_can_be_left_out_and_an_own_one_written_and_deleted() {
        world.settings.put("reviewer", "王医生");
        open("gout");
        int all = window.library().total();
        interact(() -> ((MenuButton) find(".entry-more")).getItems().getFirst().fire());
        until("left out", () -> labels().contains("已停用") && window.library().total() == all - 1);
        interact(() -> ((MenuButton) find(".entry-more")).getItems().getFirst().fire());
        until("used again", () -> window.library().total() == all);
        assertThat(((MenuButton) find(".entry-more")).getItems()).as("an entry of a file cannot be deleted").hasSize(1);
        fire(".library-create");
        until("the empty form", () -> all(".field-name").findAny().isPresent());
        fire(".entry-save");
        until("a name is needed", () -> problems().contains("名称不能为空。"));
        interact(() -> input(".field-name").setText("本院痛风路径"));
        fire(".entry-save");
        until("the own entry", () -> words(".library-name").equals("本院痛风路径") && labels().contains("本院自建"));
        interact(() -> ((MenuButton) find(".entry-more")).getItems().get(1).fire());
        until("the question", () -> all(".danger-button").findAny().isPresent());
        fire(".danger-button");
        until("gone", () -> window.library().total() == all && labels().contains("选择一个词条"));
    }

    @Test
    void coverage_shows_what_found_nothing_and_leads_to_the_consultation() {
        world.fillHistory();
        world.stored(Samples.UNKNOWN_QUESTION);
        openPage();
        fire(".library-coverage");
        until("the figures", () -> words(".coverage-words").startsWith("最近 6 个问题中，4 个没有找到依据"));
        assertThat(all(".missed-question").map(node -> ((Labeled) node).getText())).as("the newest first").hasSize(4).startsWith(Samples.UNKNOWN_QUESTION);
        assertThat(all(".used-entry").toList()).isNotEmpty();
        fire(".missed-question");
        until("the consultation", () -> all(".composer-text").findAny().isPresent() && window.consult().tree().get() != null);
    }

    private void openPage() {
        fire(".place-library");
        until("the list", () -> window.library().rows().size() > 100);
    }

    private void open(String id) {
        openPage();
        interact(() -> window.library().open(id));
        until("the entry", () -> window.library().mode().get() == Mode.READING && all(".library-name").findAny().isPresent());
    }

    private void type(String words) {
        interact(() -> input(".library-search").setText(words));
    }

    private List<String> rows() {
        return window.library().rows().stream().map(entry -> entry.disease().name()).toList();
    }

    private List<String> problems() {
        return all(".field-problem").filter(Node::isVisible).map(node -> ((Labeled) node).getText()).toList();
    }

    private List<String> texts() {
        return all("*").filter(Text.class::isInstance).map(node -> ((Text) node).getText()).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(String selector, T value) {
        interact(() -> ((ComboBox<T>) find(selector)).setValue(value));
    }
}
