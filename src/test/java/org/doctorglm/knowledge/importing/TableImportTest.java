package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableImportTest {
    @TempDir
    Path temp;
    private ImportWorld world;

    @BeforeEach
    void prepare() {
        world = new ImportWorld(temp);
    }

    @Test
    void aChineseHeaderIsUnderstoodAndOtherColumnsAreSaid() throws IOException {
        Path file = world.file("table.csv", """
                序号,疾病名称,别名,症状,检查,治疗,预后,主任意见
                1,磨牙症甲,"夜磨牙甲,磨牙病甲",夜间磨牙声、牙酸,口腔检查,先保护牙齿。再找原因。,多数良好。,看过
                """);
        ImportPlan plan = world.plan(file);
        assertThat(plan.columns().getFirst().unknown()).containsExactly("序号", "主任意见");
        Disease disease = plan.entries().getFirst();
        assertThat(disease.aliases()).containsExactly("夜磨牙甲", "磨牙病甲");
        assertThat(disease.symptoms().items()).containsExactly("夜间磨牙声", "牙酸");
        assertThat(disease.treatment().text()).isEqualTo("先保护牙齿。再找原因。");
        assertThat(disease.background().prognosis()).isEqualTo("多数良好。");
    }

    @Test
    void anEnglishHeaderWithTabsOrSemicolonsIsUnderstood() throws IOException {
        Path tabs = world.file("a.tsv", "Disease\tSigns and symptoms\tICD-10\nBruxism of test\tgrinding at night, sore jaw\tF45.8\n");
        Disease disease = world.plan(tabs).entries().getFirst();
        assertThat(disease.symptoms().items()).containsExactly("grinding at night", "sore jaw");
        assertThat(disease.icd10()).isEqualTo("F45.8");
        Path semicolons = world.file("b.csv", "Name;Description\n磨牙症乙;夜里磨牙\n");
        assertThat(world.plan(semicolons).entries().getFirst().overview()).isEqualTo("夜里磨牙");
    }

    @Test
    void aWantedColumnGoesBeforeTheGuess() throws IOException {
        Path file = world.file("table.csv", "名称,本院叫法,说明\n编码一,磨牙症丙,夜里磨牙\n");
        ImportRequest request = ImportRequest.of(List.of(file)).mapping(Map.of(TableColumn.NAME, "本院叫法", TableColumn.OVERVIEW, "说明"));
        ImportPlan plan = world.plan(request);
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症丙");
        assertThat(plan.entries().getFirst().overview()).isEqualTo("夜里磨牙");
        assertThat(plan.columns().getFirst().unknown()).containsExactly("名称");
    }

    @Test
    void aTableWithoutANameAndAColumnThatIsNotThereAreRefusedByName() throws IOException {
        Path file = world.file("table.csv", "甲,乙\n1,2\n");
        assertThatThrownBy(() -> world.plan(file)).isInstanceOfSatisfying(KnowledgeException.class, e -> {
            assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.NO_NAME_COLUMN);
            assertThat(e.detail()).isEqualTo("甲, 乙");
        });
        ImportRequest request = ImportRequest.of(List.of(file)).mapping(Map.of(TableColumn.NAME, "丙"));
        assertThatThrownBy(() -> world.plan(request)).isInstanceOfSatisfying(KnowledgeException.class, e ->
                assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.NO_SUCH_COLUMN));
    }

    @Test
    void aCellMayGoOverLinesAndAnOpenQuoteSpoilsItsLineOnly() throws IOException {
        Path file = world.file("table.csv", "name,overview\n磨牙症甲,\"一\n二\"\n磨牙症乙,\"没有结束\n磨牙症丙,三\n,无名\n");
        ImportPlan plan = world.plan(file);
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症甲", "磨牙症丙");
        assertThat(plan.entries().getFirst().overview()).isEqualTo("一 二");
        assertThat(plan.rejected()).extracting(line -> line.rejected().line()).containsExactly(4, 6);
        assertThat(plan.rejected()).extracting(line -> line.rejected().reason()).containsExactly(Rejected.Reason.OPEN_QUOTE, Rejected.Reason.MISSING_FIELD);
    }

    @Test
    void theEncodingIsToldByTheText() throws IOException {
        String text = "疾病名称,症状\n磨牙症甲,夜间磨牙声\n";
        for (Charset charset : List.of(org.doctorglm.platform.TextEncoding.GB18030, java.nio.charset.StandardCharsets.UTF_8)) {
            Path file = Files.write(temp.resolve("table.csv"), text.getBytes(charset));
            assertThat(world.plan(file).entries()).extracting(Disease::name).containsExactly("磨牙症甲");
        }
        Path marked = Files.writeString(temp.resolve("table.csv"), "\uFEFF" + text);
        assertThat(world.plan(marked).entries()).extracting(Disease::name).containsExactly("磨牙症甲");
        Path entries = Files.write(temp.resolve("records.jsonl"), "{\"name\":\"磨牙症甲\",\"symptoms\":[\"夜间磨牙声\"]}\n".getBytes(org.doctorglm.platform.TextEncoding.GB18030));
        assertThat(world.plan(entries).entries()).extracting(Disease::name).containsExactly("磨牙症甲");
    }

    @Test
    void aPreviewWritesNothing() throws IOException {
        world.plan(world.file("table.csv", "name\n磨牙症甲\n"));
        assertThat(world.imported).doesNotExist();
    }
}
