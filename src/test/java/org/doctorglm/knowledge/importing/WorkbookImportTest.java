package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookImportTest {
    private static final String HEADER = ImportWorld.row(1, "疾病名称", "症状", "备注");
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @TempDir
    Path temp;
    private ImportWorld world;

    @BeforeEach
    void prepare() {
        world = new ImportWorld(temp);
    }

    private void refused(Path file) {
        assertThatThrownBy(() -> world.plan(file)).isInstanceOfSatisfying(KnowledgeException.class, e ->
                assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.BAD_WORKBOOK));
    }

    @Test
    void theFirstSheetIsReadByItsHeader() throws IOException {
        ImportPlan plan = world.plan(world.workbook("own.xlsx", HEADER + ImportWorld.row(2, "磨牙症甲", "夜间磨牙声、牙酸", "x") + ImportWorld.row(4, "", "牙酸", "")));
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症甲");
        assertThat(plan.entries().getFirst().symptoms().items()).containsExactly("夜间磨牙声", "牙酸");
        assertThat(plan.columns().getFirst().unknown()).containsExactly("备注");
        assertThat(plan.rejected()).extracting(line -> line.rejected().line()).containsExactly(4);
    }

    @Test
    void sharedStringsAndNumbersAreTexts() throws IOException {
        Path file = world.workbook("own.xlsx", Map.of(SHEET, ImportWorld.sheet(HEADER
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>39.5</v></c></row>").getBytes(StandardCharsets.UTF_8),
                ImportWorld.STRINGS, ("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><r><t>磨牙</t></r><r><t>症甲</t></r></si></sst>")
                        .getBytes(StandardCharsets.UTF_8)));
        Disease disease = world.plan(file).entries().getFirst();
        assertThat(disease.name()).isEqualTo("磨牙症甲");
        assertThat(disease.symptoms().items()).containsExactly("39.5");
    }

    @Test
    void aFormulaIsTakenAsTheTextLastShownAndNeverComputed() throws IOException {
        Path file = world.workbook("own.xlsx", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>HYPERLINK(\"http://example.org\",\"x\")</f><v>磨牙症甲</v></c>"
                + "<c r=\"B2\" t=\"str\"><f>1+1</f></c></row>");
        Disease disease = world.plan(file).entries().getFirst();
        assertThat(disease.name()).isEqualTo("磨牙症甲");
        assertThat(disease.toString()).doesNotContain("HYPERLINK", "1+1", "example.org");
    }

    @Test
    void entitiesAreRefusedWhereverTheyAreDeclared() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.txt"), "磨牙症秘密");
        String sheet = ImportWorld.sheet(HEADER + ImportWorld.row(2, "&x;", "牙酸"));
        String doctype = "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        for (String before : new String[] {"", "<!--" + " ".repeat(100_000) + "-->"}) {
            refused(world.workbook("own.xlsx", Map.of(SHEET, sheet.replace("?><worksheet", "?>" + before + doctype + "<worksheet").getBytes(StandardCharsets.UTF_8))));
        }
        refused(world.workbook("own.xlsx", Map.of(SHEET, sheet.replace("UTF-8", "UTF-16").replace("?><worksheet", "?>" + doctype + "<worksheet").getBytes(StandardCharsets.UTF_16))));
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] zeros = new byte[40 << 20];
        refused(world.workbook("own.xlsx", Map.of(SHEET, zeros)));
    }

    @Test
    void aDamagedWorkbookAndAnOtherArchiveAreRefused() throws IOException {
        Path whole = world.workbook("own.xlsx", HEADER + ImportWorld.row(2, "磨牙症甲", "牙酸"));
        byte[] bytes = Files.readAllBytes(whole);
        refused(Files.write(temp.resolve("cut.xlsx"), java.util.Arrays.copyOf(bytes, bytes.length / 2)));
        refused(world.workbook("no end.xlsx", Map.of(SHEET, ImportWorld.sheet(HEADER).replace("</sheetData>", "<row").getBytes(StandardCharsets.UTF_8))));
        refused(world.workbook("no sheet.xlsx", Map.of("other.xml", "<a/>".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aCellOfTenMegabytesIsRefusedByItsRow() throws IOException {
        String letters = new java.util.Random(1).ints(4 << 20, 0x4E00, 0x9000).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        ImportPlan plan = world.plan(world.workbook("own.xlsx", HEADER + ImportWorld.row(2, "磨牙症甲", letters) + ImportWorld.row(3, "磨牙症乙", "牙酸")));
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症乙");
        assertThat(plan.rejected()).extracting(line -> line.rejected().reason()).containsExactly(Rejected.Reason.LINE_TOO_LONG);
    }
}
