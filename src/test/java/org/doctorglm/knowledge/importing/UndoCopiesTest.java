package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.Shipped;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoCopiesTest {
    @TempDir
    Path temp;
    private Path imported;
    private LibraryImporter importer;

    @BeforeEach
    void prepare() {
        imported = temp.resolve("knowledge");
        importer = at(Instant.now());
    }

    private LibraryImporter at(Instant now) {
        return new LibraryImporter(Shipped.FOLDER, imported, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void take(String file, String overview) throws IOException {
        Path table = Files.writeString(temp.resolve(file), "name,overview\n磨牙症" + file.charAt(0) + "," + overview + "\n");
        importer.write(importer.plan(ImportRequest.of(List.of(table)).merging(MergeRule.REPLACE), new Cancellation()), Progress.NONE, new Cancellation());
    }

    private List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(imported)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".jsonl")).sorted().toList();
        }
    }

    private String overview() throws IOException {
        return Files.readAllLines(imported.resolve("a.jsonl")).getLast().replaceFirst(".*\"overview\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void theCopiesOfTheLastFiveImportsAndOfTheLastNinetyDaysAreKept() throws IOException {
        for (int i = 1; i <= 8; i++) {
            take("a.csv", "第" + i + "版");
        }
        assertThat(copies()).as("all are young").containsExactly("a.2.before", "a.3.before", "a.4.before", "a.5.before", "a.6.before", "a.7.before", "a.8.before");
        for (int old : new int[] {2, 3, 4, 5, 6}) {
            Files.setLastModifiedTime(imported.resolve("a." + old + ".before"), FileTime.from(Instant.now().minus(Duration.ofDays(old == 3 ? 80 : 100))));
        }
        take("a.csv", "第9版");
        assertThat(copies()).as("2 is old; of the old ones 4, 5 and 6 are among the last five").containsExactly("a.3.before", "a.4.before", "a.5.before",
                "a.6.before", "a.7.before", "a.8.before", "a.9.before");
        importer = at(Instant.now().plus(UndoCopies.KEPT_FOR).plusSeconds(60));
        take("a.csv", "第10版");
        assertThat(copies()).as("five, and the one that this import made").containsExactly("a.10.before", "a.5.before", "a.6.before", "a.7.before", "a.8.before", "a.9.before");
        for (int i = 9; i >= 4; i--) {
            importer.undo();
            assertThat(overview()).isEqualTo("第" + i + "版");
        }
        assertThat(importer.imports()).singleElement().extracting(PastImport::back).isEqualTo(PastImport.Back.FORMER_GONE);
        importer.undo();
        assertThat(importer.imports()).isEmpty();
    }

    @Test
    void aCopyThatNothingRefersToGoesAndOneThatIsStillWrittenStays() throws IOException {
        take("a.csv", "一");
        Files.writeString(imported.resolve("b.7.before"), "left by a kill");
        Files.setLastModifiedTime(imported.resolve("b.7.before"), FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        Files.writeString(imported.resolve("c.8.before"), "another process is at work");
        Files.writeString(imported.resolve("copy1.part"), "half a copy");
        Files.setLastModifiedTime(imported.resolve("copy1.part"), FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        take("a.csv", "二");
        assertThat(copies()).containsExactly("a.2.before", "c.8.before");
    }

    @Test
    void anImportThatOthersCameAfterCanBeTakenBackAlone() throws IOException {
        take("a.csv", "一");
        take("a.csv", "二");
        take("b.csv", "三");
        assertThat(importer.imports()).extracting(past -> past.origin().number() + " " + past.origin().file() + " " + past.back())
                .containsExactly("3 b.csv NOTHING", "2 a.csv FORMER");
        importer.undo(2);
        assertThat(overview()).isEqualTo("一");
        assertThat(importer.imports()).extracting(past -> past.origin().number()).containsExactly(3, 1);
        assertThatThrownBy(() -> importer.undo(2)).isInstanceOfSatisfying(KnowledgeException.class, e ->
                assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.NO_SUCH_IMPORT));
        importer.undo(1);
        assertThat(importer.imports()).extracting(past -> past.origin().file()).containsExactly("b.csv");
    }
}
