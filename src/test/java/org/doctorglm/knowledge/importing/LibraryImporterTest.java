package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.JsonFields;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.Shipped;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryImporterTest {
    @TempDir
    Path temp;
    private Path imported;
    private LibraryImporter importer;

    @BeforeEach
    void prepare() {
        imported = temp.resolve("home").resolve("knowledge");
        importer = new LibraryImporter(Shipped.FOLDER, imported);
    }

    private static String line(String id, String name) {
        return """
                {"schema":1,"id":"%s","name":"%s","aliases":[],"english":"","icd10":null,"departments":[],"overview":"",\
                "symptoms":{"items":["夜间磨牙声"],"text":""},"diagnosis":{"items":[],"text":""},"treatment":{"items":[],"text":""},\
                "prevention":{"items":[],"text":""},"urgent":[],"keySymptoms":["夜间磨牙声"],"confusedWith":[],"sex":null,"ages":null,\
                "source":"a test","review":"none","edition":"2026-12"}""".formatted(id, name);
    }

    private LibraryImporter.Report add(byte[] bytes) throws IOException {
        Path file = temp.resolve("own entries.jsonl");
        Files.write(file, bytes);
        return importer.add(file, Progress.NONE, new Cancellation());
    }

    private LibraryImporter.Report add(String... lines) throws IOException {
        return add(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private long filesLeft() throws IOException {
        if (!Files.exists(imported)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(imported)) {
            return files.count();
        }
    }

    private long visible() throws IOException {
        try (Stream<Path> files = Files.list(imported)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jsonl")).count();
        }
    }

    @Test
    void brokenLinesAreReportedByNumberAndGoodOnesAreKept() throws IOException {
        LibraryImporter.Report report = add(line("one", "磨牙症甲"), "{not json", "", line("two", "磨牙症乙"),
                line("one", "磨牙症丙"), line("four", "高血压"), "[1]", line("five", "磨牙症丁").replace("\"sex\":null,", ""));
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.rejected()).extracting(Rejected::line).containsExactly(2, 5, 6, 7, 8);
        assertThat(report.rejected()).extracting(Rejected::reason).containsExactly(Rejected.Reason.BAD_JSON,
                Rejected.Reason.DUPLICATE_ID, Rejected.Reason.DUPLICATE_NAME, Rejected.Reason.BAD_JSON, Rejected.Reason.MISSING_FIELD);
        assertThat(report.rejectedLines()).isEqualTo(5);
        assertThat(filesLeft()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "\"schema\":1;\"schema\":9;WRONG_SCHEMA",
        "\"schema\":1;\"schema\":\"1\";WRONG_TYPE",
        "\"aliases\":[];\"aliases\":\"x\";WRONG_TYPE",
        "\"aliases\":[];\"aliases\":[1];WRONG_TYPE",
        "\"aliases\":[];\"aliases\":[\"\"];BAD_VALUE",
        "\"sex\":null;\"sex\":\"both\";BAD_VALUE",
        "\"sex\":null;\"sex\":null,\"more\":1;UNKNOWN_FIELD",
        "\"id\":\"x\";\"id\":\"../x\";BAD_VALUE",
        "\"review\":\"none\";\"review\":null;WRONG_TYPE",
        "\"edition\":\"2026-12\"};\"edition\":\"2026-12\"} {};BAD_JSON",
        "\"id\":\"x\";\"id\":\"x\",\"id\":\"y\";BAD_JSON"})
    void aWrongFieldIsNamed(String from, String to, Rejected.Reason reason) throws IOException {
        LibraryImporter.Report report = add(line("x", "磨牙症甲").replace(from, to));
        assertThat(report.rejected()).extracting(Rejected::reason).containsExactly(reason);
        assertThat(filesLeft()).isZero();
    }

    @Test
    void aLineThatIsTooLongOrNotUtf8IsSkipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bytes.writeBytes((line("one", "磨牙症甲") + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("a".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {'\n', (byte) 0xFF, (byte) 0xFE, '\n'});
        bytes.writeBytes("[".repeat(60_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(("\n" + line("two", "磨牙症乙")).getBytes(StandardCharsets.UTF_8));
        LibraryImporter.Report report = add(bytes.toByteArray());
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.rejected()).extracting(Rejected::reason).containsExactly(Rejected.Reason.LINE_TOO_LONG,
                Rejected.Reason.BAD_ENCODING, Rejected.Reason.BAD_JSON);
    }

    @Test
    void theImportedEntryIsFoundAfterAReloadAndTheShippedFolderIsUntouched() throws IOException {
        byte[] before = Files.readAllBytes(Shipped.FOLDER.resolve("diseases.jsonl"));
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
            String edition = library.edition().sha256();
            add(line("bruxism", "磨牙症"));
            library.reload();
            assertThat(library.find("磨牙症")).isPresent();
            assertThat(library.search("他有夜间磨牙声", 3).ranked().getFirst().disease().id()).isEqualTo("bruxism");
            assertThat(library.edition().sha256()).isNotEqualTo(edition);
            assertThat(library.edition().name()).isEqualTo("shipped+1");
        }
        assertThat(Files.readAllBytes(Shipped.FOLDER.resolve("diseases.jsonl"))).isEqualTo(before);
    }

    @Test
    void theSameFileReplacesItsFormerImport() throws IOException {
        add(line("bruxism", "磨牙症"));
        assertThat(add(line("bruxism", "磨牙症")).imported()).isEqualTo(1);
        assertThat(visible()).isEqualTo(1);
    }

    @Test
    void aStoppedImportLeavesNothing() throws IOException {
        Path file = temp.resolve("own.jsonl");
        Files.writeString(file, line("one", "磨牙症甲") + "\n" + line("two", "磨牙症乙"));
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> importer.add(file, (done, total) -> cancellation.request(), cancellation))
                .isInstanceOf(CancellationException.class);
        assertThat(filesLeft()).isZero();
    }

    @Test
    void recordsOfOtherLibrariesAreTaken() throws IOException {
        LibraryImporter.Report report = add("""
                {"name":"磨牙症","aliases":["夜磨牙"],"symptoms":["夜间磨牙声"],"diagnosis":["口腔检查"],"treatment":[],"source":"a graph","licence":"MIT"}
                {"_id":{"$oid":"1"},"name":"磨牙症戊","desc":"睡觉打鼾","symptom":["鼾声"],"check":["睡眠监测"],"cure_way":["手术"],"prevent":"侧睡"}
                {"name":"","symptoms":[]}
                {"name":"高血压","symptoms":[]}
                """.split("\n"));
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.rejected()).extracting(Rejected::line).containsExactly(3, 4);
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
            assertThat(library.find("夜磨牙").orElseThrow().source()).startsWith("a graph, MIT · own entries.jsonl, SHA-256 ");
            assertThat(library.find("磨牙症戊").orElseThrow().prevention().text()).isEqualTo("侧睡");
        }
    }

    @Test
    void relationsOfSeveralFilesMakeOneEntry() throws IOException {
        Path one = Files.writeString(temp.resolve("relation_a.txt"), "\uFEFF疾病 磨牙症 症状 疾病症状 夜间磨牙声\n疾病 缺\n");
        Path two = Files.writeString(temp.resolve("relation_b.txt"), "疾病 磨牙症 治疗方法 治疗方法 咬合垫 夜间用\n");
        assertThat(EntryFormat.of(one)).isEqualTo(EntryFormat.RELATIONS);
        LibraryImporter.Report report =
                importer.write(importer.plan(ImportRequest.of(List.of(one, two)), new Cancellation()), Progress.NONE, new Cancellation());
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.rejected()).extracting(Rejected::line).containsExactly(2);
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
            assertThat(library.find("磨牙症").orElseThrow().treatment().items()).containsExactly("咬合垫 夜间用");
        }
    }

    @Test
    void aTableInAnOldChineseEncodingIsTaken() throws IOException {
        LibraryImporter.Report report = add("name,alias,department,checklist,symptom,treatment\n磨牙症,\"夜磨牙,磨牙病\",口腔科,口腔检查 [详细],夜间磨牙声 牙酸 [详细],咬合垫、理疗 [详细]\n"
                .getBytes(Charset.forName("GB18030")));
        assertThat(report.imported()).isEqualTo(1);
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
            Disease disease = library.find("磨牙病").orElseThrow();
            assertThat(disease.symptoms().items()).containsExactly("夜间磨牙声", "牙酸");
            assertThat(disease.treatment().items()).containsExactly("咬合垫", "理疗");
        }
    }

    @Test
    void aMissingFileIsAKnowledgeException() {
        assertThatThrownBy(() -> importer.add(temp.resolve("none.jsonl"), Progress.NONE, new Cancellation()))
                .isInstanceOfSatisfying(KnowledgeException.class, e ->
                        assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.UNREADABLE));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException, JsonFields.Refusal {
        try (DiseaseLibrary library = Shipped.withoutFullText()) {
            for (Disease disease : library.all()) {
                assertThat(DiseaseJson.read(DiseaseJson.write(disease))).isEqualTo(disease);
            }
        }
    }
}
