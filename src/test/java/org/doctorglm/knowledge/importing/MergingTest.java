package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.Shipped;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.platform.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    private static final String TABLE = "name,aliases,overview,causes,english\n%s\n";
    @TempDir
    Path temp;
    private ImportWorld world;
    private Disease shipped;

    @BeforeEach
    void prepare() throws IOException {
        world = new ImportWorld(temp);
        shipped = world.find("高血压");
    }

    private ImportRequest request(String name, MergeRule rule, String row) throws IOException {
        return ImportRequest.of(List.of(world.file(name, TABLE.formatted(row)))).merging(rule);
    }

    @Test
    void keepingListsTheNewOneAsRejected() throws IOException {
        LibraryImporter.Report report = world.take(request("a.csv", MergeRule.KEEP, "高血压,,本院概述,,"));
        assertThat(report.imported()).isZero();
        assertThat(report.rejected()).extracting(Rejected::reason).containsExactly(Rejected.Reason.DUPLICATE_NAME);
        assertThat(world.find("高血压")).isEqualTo(shipped);
    }

    @Test
    void replacingTakesPlaceAndIdAndUndoGivesTheOldOneBack() throws IOException {
        String alias = shipped.aliases().getFirst();
        world.take(request("a.csv", MergeRule.REPLACE, alias + ",,本院概述,,"));
        Disease now = world.find("高血压");
        assertThat(now.id()).isEqualTo(shipped.id());
        assertThat(now.name()).isEqualTo(alias);
        assertThat(now.overview()).isEqualTo("本院概述");
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, world.imported, TextIndex.NONE)) {
            assertThat(library.all()).extracting(Disease::id).doesNotHaveDuplicates().contains(shipped.id());
            assertThat(library.skipped()).isEmpty();
        }
        assertThat(world.importer.undo()).hasValueSatisfying(origin -> assertThat(origin.file()).isEqualTo("a.csv"));
        assertThat(world.find("高血压")).isEqualTo(shipped);
        assertThat(world.importer.undo()).isEmpty();
    }

    @Test
    void fillingTouchesEmptyFieldsOnlyAndNamesBothSources() throws IOException {
        world.take(request("a.csv", MergeRule.KEEP, "磨牙症甲,,旧的概述,,"));
        world.take(request("b.csv", MergeRule.FILL, "磨牙症甲,夜磨牙甲,新的概述,新的病因,Bruxism of test"));
        Disease now = world.find("磨牙症甲");
        assertThat(now.overview()).isEqualTo("旧的概述");
        assertThat(now.background().causes()).isEqualTo("新的病因");
        assertThat(now.aliases()).containsExactly("夜磨牙甲");
        assertThat(now.source()).contains("a.csv, SHA-256 ", "b.csv, SHA-256 ");
        LibraryImporter.Report again = world.take(request("c.csv", MergeRule.FILL, "磨牙症甲,,另一概述,,"));
        assertThat(again.rejected()).extracting(Rejected::reason).containsExactly(Rejected.Reason.NOTHING_NEW);
        world.importer.undo();
        assertThat(world.find("磨牙症甲").background().causes()).isEmpty();
    }

    @Test
    void ofTwoImportsThatReplaceTheSameEntryTheLaterOneCounts() throws IOException {
        world.take(request("z.csv", MergeRule.REPLACE, "高血压,,第一,,"));
        world.take(request("a.csv", MergeRule.REPLACE, "高血压,,第二,,"));
        assertThat(world.find("高血压").overview()).isEqualTo("第二");
        world.take(request("z.csv", MergeRule.REPLACE, "高血压,,第三,,"));
        assertThat(world.find("高血压").overview()).isEqualTo("第三");
        world.importer.undo();
        assertThat(world.find("高血压").overview()).isEqualTo("第二");
        world.importer.undo();
        assertThat(world.find("高血压").overview()).isEqualTo("第一");
    }

    @Test
    void twiceTheSameNameInOneFileIsADuplicateUnderEveryRule() throws IOException {
        for (MergeRule rule : MergeRule.values()) {
            ImportPlan plan = world.plan(request("a.csv", rule, "磨牙症甲,,一,,\n磨牙症甲,,二,病因,"));
            assertThat(plan.entries()).as(rule.name()).hasSize(1);
            assertThat(plan.rejected()).extracting(line -> line.rejected().reason()).containsExactly(Rejected.Reason.DUPLICATE_NAME);
        }
    }

    @Test
    void whereAnEntryComesFromIsKept() throws IOException {
        Path file = world.file("a.csv", TABLE.formatted("磨牙症甲,,旧的概述,,"));
        world.take(ImportRequest.of(List.of(file)).stating("第三版", "仅供本院", ""));
        Disease disease = world.find("磨牙症甲");
        ImportOrigin origin = world.importer.origin(disease).orElseThrow();
        assertThat(origin.file()).isEqualTo("a.csv");
        assertThat(origin.sha256()).isEqualTo(Sha256.of(file, bytes -> { }, new org.doctorglm.platform.Cancellation()));
        assertThat(origin.date()).isEqualTo(LocalDate.now().toString());
        assertThat(origin.licence()).isEqualTo("仅供本院");
        assertThat(disease.source()).isEqualTo(origin.line()).contains("第三版", "仅供本院");
        assertThat(disease.edition()).isEqualTo("第三版");
        assertThat(world.importer.origin(shipped)).isEmpty();
    }
}
