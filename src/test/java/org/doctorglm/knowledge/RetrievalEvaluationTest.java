package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalEvaluationTest {
    private static final Path FILE = Shipped.FOLDER.resolve("evaluation.jsonl");

    @TempDir
    Path temp;

    @Test
    void theShippedFileHasEnoughOfEverything() throws IOException {
        LabelledQuery.Reading reading = LabelledQuery.read(FILE);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.queries()).hasSizeGreaterThanOrEqualTo(800);
        assertThat(reading.queries()).filteredOn(query -> query.diseases().isEmpty()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(reading.queries()).extracting(LabelledQuery::kind)
                .contains("named", "lay", "symptom", "several", "negated", "typo", "english", "none");
        DiseaseLibrary library = Shipped.withoutFullText();
        assertThat(reading.queries()).allSatisfy(query ->
                assertThat(query.diseases()).allMatch(name -> library.find(name).isPresent()));
    }

    @Test
    void theHalfThatWasNotTunedOnReachesTheGoals() throws IOException {
        List<LabelledQuery> measured = QueryHalf.MEASURED.of(LabelledQuery.read(FILE).queries());
        try (DiseaseLibrary library = Shipped.library(temp)) {
            RetrievalEvaluation.Report report = RetrievalEvaluation.run(library, measured, Progress.NONE, new Cancellation());
            assertThat(report.byKind().get("named").recallAt1()).isGreaterThanOrEqualTo(0.95);
            assertThat(report.byKind().get("lay").recallAt1()).isGreaterThanOrEqualTo(0.75);
            assertThat(report.byKind().get("lay").recallAt5()).isGreaterThanOrEqualTo(0.92);
            assertThat(report.byKind().get("symptom").recallAt5()).isGreaterThanOrEqualTo(0.60);
            assertThat(report.abstainPrecision()).isGreaterThanOrEqualTo(0.95);
            assertThat(report.abstainRecall()).isGreaterThanOrEqualTo(0.60);
            assertThat(report.calibrationError()).isLessThanOrEqualTo(0.08);
        }
    }

    @Test
    void trainingAgainGivesTheWeightsThatAreShipped() throws IOException {
        try (DiseaseLibrary library = Shipped.library(temp)) {
            String weights = library.train(QueryHalf.TUNED.of(LabelledQuery.read(FILE).queries()), Progress.NONE, new Cancellation());
            assertThat(weights).isEqualTo(Files.readString(Shipped.FOLDER.resolve("ranker.json")));
        }
    }

    @Test
    void theFiguresFollowTheirDefinitions() throws IOException {
        Path file = temp.resolve("queries.jsonl");
        Files.writeString(file, """
                {"query":"蚕豆病怎么办","diseases":["G6PD缺乏症"],"kind":"name"}
                {"query":"你好","diseases":[]}
                {"query":"高血压吃什么","diseases":["不在库里的病"],"kind":"name"}
                {"query":"没有","diseases":["高血压"],"kind":"other","more":1}
                {"diseases":[]}
                """);
        LabelledQuery.Reading reading = LabelledQuery.read(file);
        assertThat(reading.rejected()).extracting(Rejected::line).containsExactly(5);
        try (DiseaseLibrary library = Shipped.withoutFullText()) {
            RetrievalEvaluation.Report report =
                    RetrievalEvaluation.run(library, reading.queries(), Progress.NONE, new Cancellation());
            assertThat(report.recallAt1()).isEqualTo(1.0 / 3);
            assertThat(report.mrr()).isEqualTo(1.0 / 3);
            assertThat(report.abstainPrecision()).isEqualTo(0.5);
            assertThat(report.abstainRecall()).isEqualTo(1.0);
            assertThat(report.byKind().get("name").queries()).isEqualTo(2);
            assertThat(report.perQuery()).hasSize(4);
            assertThat(report.calibrationError()).isBetween(0.0, 1.0);
        }
    }
}
