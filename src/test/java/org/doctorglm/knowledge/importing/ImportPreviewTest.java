package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.platform.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody is shown before an import.
class ImportPreviewTest {
    @TempDir
    Path temp;
    private ImportWorld world;

    @BeforeEach
    void prepare() {
        world = new ImportWorld(temp);
    }

    @Test
    void aTableShowsItsColumnsWithTheFirstValuesAndAGuess() throws IOException {
        TableSample sample = TableSample.of(world.file("own.csv", "病名,说明,说明,,\n磨牙症甲,一,二,三,\n磨牙症乙,四\n"), EntryFormat.TABLE);
        assertThat(sample.columns()).extracting(TableSample.Column::key).containsExactly("病名", "#2", "#3", "#4");
        assertThat(sample.columns().get(1).values()).containsExactly("一", "四");
        assertThat(sample.guessed()).containsExactly(Map.entry("病名", TableColumn.NAME));
        Path book = world.workbook("own.xlsx", ImportWorld.row(1, "name", "症状") + ImportWorld.row(2, "磨牙症甲", "牙酸"));
        assertThat(TableSample.of(book, EntryFormat.XLSX).guessed()).containsOnly(Map.entry("name", TableColumn.NAME), Map.entry("症状", TableColumn.SYMPTOMS));
        assertThatThrownBy(() -> TableSample.of(world.file("empty.csv", ""), EntryFormat.TABLE)).isInstanceOf(KnowledgeException.class);
    }

    @Test
    void columnsCanBeSaidByNumberAndAGuessBeTurnedDown() throws IOException {
        ImportRequest request = ImportRequest.of(List.of(world.file("own.csv", "病名,概述,,治疗\n磨牙症甲,一,二,三\n")));
        Disease guessed = world.plan(request).entries().getFirst();
        assertThat(guessed.overview()).isEqualTo("一");
        Disease told = world.plan(request.only(Map.of(TableColumn.NAME, "病名", TableColumn.OVERVIEW, "#3"))).entries().getFirst();
        assertThat(told.overview()).isEqualTo("二");
        assertThat(told.treatment().items()).isEmpty();
        assertThatThrownBy(() -> world.plan(request.only(Map.of(TableColumn.NAME, "#9")))).isInstanceOfSatisfying(KnowledgeException.class, e ->
                assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.NO_SUCH_COLUMN));
    }

    @Test
    void newMergedUnchangedAndBrokenAreCounted() throws IOException {
        String table = "name,overview\n磨牙症甲,一\n磨牙症乙,二\n高血压,三\n磨牙症甲,又\n\"磨牙症丙\n";
        Path file = world.file("own.csv", table);
        assertThat(world.plan(file).counts()).isEqualTo(new ImportPlan.Counts(2, 0, 1, 2));
        ImportRequest replacing = ImportRequest.of(List.of(file)).merging(MergeRule.REPLACE).stating("第三版", "仅供本院", "本院口腔科");
        assertThat(world.plan(replacing).counts()).isEqualTo(new ImportPlan.Counts(2, 1, 0, 2));
        world.take(replacing);
        assertThat(world.importer.imports().getFirst().origin()).satisfies(origin -> {
            assertThat(List.of(origin.entries(), origin.merged(), origin.rejected())).containsExactly(3, 1, 2);
            assertThat(origin.provenance()).isEqualTo("本院口腔科");
        });
        assertThat(world.find("磨牙症甲").source()).endsWith("第三版, 仅供本院, 本院口腔科");
        Files.writeString(file, table.replace("二", "改过"));
        assertThat(world.plan(replacing).counts()).as("against the former import of the same file").isEqualTo(new ImportPlan.Counts(0, 1, 2, 2));
    }

    @Test
    void aFolderIsTakenForItsPagesOrForTheFilesInIt() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("relations"));
        Files.writeString(folder.resolve("a.txt"), "疾病 磨牙症 症状 疾病症状 夜间磨牙声\n");
        Files.writeString(folder.resolve("b.txt"), "疾病 磨牙症 治疗方法 治疗方法 咬合垫\n");
        Files.writeString(folder.resolve("notes.md"), "x");
        assertThat(Recognised.of(List.of(folder))).extracting(Recognised::format).containsExactly(EntryFormat.RELATIONS, EntryFormat.RELATIONS);
        assertThat(world.plan(folder).entries()).singleElement().extracting(disease -> disease.treatment().items()).isEqualTo(List.of("咬合垫"));
        Path empty = Files.createDirectories(temp.resolve("empty"));
        assertThatThrownBy(() -> Recognised.of(List.of(empty))).isInstanceOfSatisfying(KnowledgeException.class, e ->
                assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.NOTHING_TO_READ));
    }

    @Test
    void readingSaysHowFarItIs() throws IOException {
        Path file = world.file("own.csv", "name,overview\n" + "磨牙症,很长的说明\n".repeat(3000));
        List<Long> done = new ArrayList<>();
        world.importer.plan(ImportRequest.of(List.of(file)), (at, total) -> {
            assertThat(total).isEqualTo(file.toFile().length());
            done.add(at);
        }, new Cancellation());
        assertThat(done).isSorted().last().isEqualTo(file.toFile().length());
    }
}
