package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.ui.library.importing.ImportViewModel;
import org.doctorglm.ui.library.importing.ImportViewModel.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Importing on the library page, as somebody with a table of their own does it. Files are real, the library is the shipped one.
class LibraryImportWindowTest extends DrivenWindow {
    private static final String TABLE = """
            本院叫法,见到什么,怎么办,备注,治疗
            磨牙症甲,夜间磨牙声、牙酸,咬合垫,内部,不用这一列
            ,没有名称,,,
            磨牙症乙,牙面磨平,"观察
            随访",,
            高血压,头晕,,,
            "磨牙症丙,引号没有结束,,,
            """;
    @TempDir
    Path temp;

    @Test
    void a_table_with_titles_of_its_own_is_mapped_by_hand_previewed_imported_and_taken_back() throws Exception {
        Path file = Files.write(temp.resolve("本院口腔科.csv"), TABLE.getBytes(Charset.forName("GB18030")));
        choose(file);
        assertThat(words(".recognised-format")).isEqualTo("表格（CSV 或 TSV）");
        key(find(".import-choose"), KeyCode.ENTER);
        fire(".import-next");
        until("the columns", () -> all(".column-field").count() == 5);
        assertThat(labels()).contains("磨牙症甲 ｜ 磨牙症乙").contains("还没有一列用作疾病名称。请选择一列。");
        assertThat(find(".import-next").isDisabled()).as("without a name").isTrue();
        assertThat(field("治疗").getValue()).as("guessed").contains(TableColumn.TREATMENT);
        feed("本院叫法", TableColumn.NAME);
        feed("见到什么", TableColumn.SYMPTOMS);
        feed("怎么办", TableColumn.TREATMENT);
        assertThat(field("治疗").getValue()).as("one column a field").isEmpty();
        interact(() -> input(".import-provenance").setText("口腔科诊疗常规"));
        fire(".import-next");
        until("the preview", () -> all(".import-count").findAny().isPresent());
        assertThat(counts()).containsExactly("新增 2", "改动已有词条 0", "已有，不变 1", "不能采用的行 2");
        assertThat(all(".import-entry").map(node -> ((Labeled) node).getText())).containsExactly("磨牙症甲", "磨牙症乙");
        assertThat(reasons()).containsExactly("缺少字段：名称", "名称已有：高血压", "引号没有结束");
        assertThat(labels()).contains("本院口腔科.csv 第 3 行", "本院口腔科.csv 第 6 行", "本院口腔科.csv 第 7 行");
        fire(".import-next");
        until("the end", () -> words(".import-done").equals("已导入 2 个词条，3 行没有采用。"));
        fire(".import-see");
        until("the list", () -> window.library().rows().stream().map(entry -> entry.disease().name()).toList().equals(List.of("磨牙症甲", "磨牙症乙")));
        interact(() -> window.library().open(window.library().rows().getFirst().id()));
        until("the entry", () -> words(".library-name").equals("磨牙症甲"));
        assertThat(labels()).contains("夜间磨牙声", "咬合垫").anyMatch(text -> text.contains("口腔科诊疗常规")).doesNotContain("不用这一列");
        int with = window.library().total();
        fire(".library-import");
        until("the earlier import", () -> words(".past-file").equals("本院口腔科.csv"));
        assertThat(words(".past-counts")).endsWith("2 个词条，其中 0 个代替已有词条；3 行没有采用");
        fire(".past-undo");
        until("the question", () -> all(".danger-button").findAny().isPresent());
        fire(".danger-button");
        until("taken back", () -> words(".import-undone").equals("已撤销“本院口腔科.csv”的导入（2 个词条）。") && all(".past-undo").findAny().isEmpty());
        fire(".library-back");
        until("the list without it", () -> window.library().rows().isEmpty() && window.library().total() == with - 2);
    }

    @Test
    void what_was_chosen_is_there_again_for_the_next_edition_of_the_table() throws Exception {
        Path file = Files.writeString(temp.resolve("own.csv"), TABLE);
        map(file);
        interact(() -> ((RadioButton) find(".merge-replace")).fire());
        interact(() -> input(".import-edition").setText("第二版"));
        interact(() -> input(".import-licence").setText("仅限本院"));
        fire(".import-next");
        until("the preview", () -> all(".import-count").findAny().isPresent());
        assertThat(counts()).startsWith("新增 2", "改动已有词条 1");
        fire(".import-next");
        until("the end", () -> all(".import-undo-this").findAny().isPresent());
        fire(".import-again");
        choose(file);
        fire(".import-next");
        until("the columns", () -> all(".column-field").findAny().isPresent());
        assertThat(field("本院叫法").getValue()).contains(TableColumn.NAME);
        assertThat(field("治疗").getValue()).isEmpty();
        assertThat(imports().choices().merge().get()).isEqualTo(MergeRule.REPLACE);
        assertThat(input(".import-edition").getText() + input(".import-licence").getText()).isEqualTo("第二版仅限本院");
        fire(".import-next");
        until("the preview", () -> all(".import-count").findAny().isPresent());
        assertThat(counts()).as("the same again").startsWith("新增 0", "改动已有词条 0", "已有，不变 3");
    }

    @Test
    void the_lines_that_were_not_taken_can_be_copied_and_saved_and_run_no_formula() throws Exception {
        map(Files.writeString(temp.resolve("own.csv"), "本院叫法,见到什么,怎么办\n高血压,甲,乙\n=cmd|x,甲," + "长".repeat(9000) + "\n磨牙症,甲,乙\n"));
        fire(".import-next");
        until("the preview", () -> all(".rejects-save").findAny().isPresent());
        fire(".rejects-copy");
        until("the clipboard", () -> String.valueOf(Clipboard.getSystemClipboard().getString()).contains("\"own.csv\",2,\"名称已有：高血压\""));
        world.files.answer = temp;
        fire(".rejects-save");
        Path saved = temp.resolve("没有采用的行.csv");
        until("the file", () -> Files.exists(saved) && Files.size(saved) > 20);
        assertThat(Files.readString(saved)).startsWith("\uFEFF文件,行,原因\r\n\"own.csv\",2,").doesNotContain("\"=");
    }

    @Test
    void reading_and_importing_can_be_cancelled_and_leave_nothing() throws Exception {
        StringBuilder table = new StringBuilder("name,overview\n");
        for (int i = 0; i < 400; i++) {
            table.append("磨牙症").append(i).append(",夜里磨牙\n");
        }
        choose(Files.writeString(temp.resolve("large.csv"), table));
        fire(".import-next");
        world.library.hold();
        fire(".import-next");
        until("the reading", () -> imports().step().get() == Step.READING && all(".import-cancel").findAny().isPresent());
        assertThat(labels()).contains("正在读取 large.csv");
        fire(".library-coverage");
        until("the window goes on", () -> all(".coverage").findAny().isPresent());
        fire(".library-import");
        until("the reading is still there", () -> all(".import-cancel").findAny().isPresent());
        fire(".import-cancel");
        until("back at the choices", () -> imports().step().get() == Step.HOW && window.work().items().isEmpty());
        world.library.let();
        fire(".import-next");
        until("the preview", () -> imports().step().get() == Step.PREVIEW);
        world.library.hold();
        fire(".import-next");
        until("the import", () -> imports().step().get() == Step.RUNNING && all(".import-cancel").findAny().isPresent());
        fire(".import-cancel");
        until("the end", () -> words(".import-ended").equals("导入已取消"));
        assertThat(labels()).contains("疾病库和导入之前一样。");
        try (var files = Files.list(world.library.imported)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void bad_input_is_one_plain_sentence_and_the_next_choice_is_welcome() throws Exception {
        openPage();
        attempt(temp.resolve("gone.csv"));
        until("the sentence", () -> words(".import-problem").equals("无法读取“gone.csv”。它可能已被移走，或没有读取权限。"));
        attempt(Files.write(temp.resolve("broken.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0}));
        until("the sentence", () -> words(".import-problem").startsWith("“broken.xlsx”不是可以读取的 XLSX 工作簿"));
        attempt(Files.createDirectories(temp.resolve("empty")));
        until("the sentence", () -> words(".import-problem").equals("文件夹“empty”里没有可以导入的文件。"));
        assertThat(find(".import-next").isDisabled()).isTrue();
        attempt(Files.writeString(temp.resolve("query_MSD.json"), "[1]"));
        until("recognised by its beginning", () -> words(".recognised-format").equals("MSD 手册页面或其索引"));
        assertThat(all(".import-problem")).isEmpty();
        fire(".import-next");
        fire(".import-next");
        until("the sentence", () -> words(".import-problem").equals("“query_MSD.json”不是 MSD 页面的索引。"));
        assertThat(imports().step().get()).isEqualTo(Step.HOW);
    }

    @Test
    void manual_pages_are_counted_beside_the_index_and_the_paper() throws IOException {
        Path pages = Files.createDirectories(temp.resolve("MSD"));
        Files.writeString(pages.resolve("a.html"), "<h1>磨牙症甲</h1><h2>症状</h2><p>夜间磨牙声。</p>");
        Files.writeString(pages.resolve("c.html"), "<h1>磨牙症丙</h1><h2>治疗</h2><p>咬合垫。</p>");
        Files.writeString(temp.resolve("query_MSD.json"), "[[\"../MSD/a.html\", \"磨牙症甲\"], [\"../MSD/b.html\", \"磨牙症乙\"]]");
        choose(pages);
        fire(".import-next");
        fire(".import-next");
        until("the counts", () -> words(".import-pages").equals("MSD 手册页面：论文 3231 篇，索引 2 篇，找到 1 篇，缺少 1 篇，索引之外 1 篇。"));
    }

    private ImportViewModel imports() {
        return window.library().imports();
    }

    private void openPage() {
        fire(".place-library");
        until("the list", () -> window.library().rows().size() > 100);
        fire(".library-import");
        until("the page", () -> all(".drop-zone").findAny().isPresent());
    }

    private void choose(Path file) {
        if (all(".drop-zone").findAny().isEmpty()) {
            openPage();
        }
        attempt(file);
        until("recognised", () -> all(".recognised").findAny().isPresent());
    }

    private void attempt(Path file) {
        world.files.answer = file;
        fire(Files.isDirectory(file) ? ".import-folder" : ".import-choose");
    }

    /// Chooses a table of [#TABLE]'s titles and maps its columns.
    private void map(Path file) {
        choose(file);
        fire(".import-next");
        until("the columns", () -> all(".column-field").findAny().isPresent());
        feed("本院叫法", TableColumn.NAME);
        feed("见到什么", TableColumn.SYMPTOMS);
        feed("怎么办", TableColumn.TREATMENT);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Optional<TableColumn>> field(String column) {
        return (ComboBox<Optional<TableColumn>>) all(".column-field").filter(node -> ("column-" + column).equals(node.getId())).findFirst().orElseThrow();
    }

    private void feed(String column, TableColumn field) {
        interact(() -> field(column).setValue(Optional.of(field)));
    }

    private List<String> counts() {
        return all(".import-count").map(Node::getAccessibleText).toList();
    }

    private List<String> reasons() {
        return all(".reject-reason").map(node -> ((Labeled) node).getText()).filter(text -> !text.isEmpty()).toList();
    }
}
