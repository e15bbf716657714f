package org.doctorglm.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.knowledge.EntryText;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneTextIndexTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;
    private final List<EntryText> diseases = entries();

    private static List<EntryText> entries() {
        try {
            return EntryText.of(new LibraryReader().diseases(Path.of("knowledge", "diseases.jsonl"), new Cancellation()).diseases(), List.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// How many times progress was told: once for a reused index, once an entry for a new one.
    private int build(LuceneTextIndex index, String sha) throws IOException {
        List<Long> told = new ArrayList<>();
        index.build(diseases, sha, (done, total) -> told.add(done), new Cancellation());
        return told.size();
    }

    private static String best(LuceneTextIndex index, String words) throws IOException {
        return index.search(words, 5).entrySet().stream().max(Comparator.comparingDouble(hit -> hit.getValue().body())).orElseThrow().getKey();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void itFindsAnEntryByWordsOfItsText() throws IOException {
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThat(index.search("蚕豆", 5)).isEmpty();
            build(index, SHA);
            assertThat(best(index, "樟脑丸和蚕豆")).isEqualTo("g6pd-deficiency");
            assertThat(index.search("", 5)).isEmpty();
            assertThat(index.isOnDisk()).isTrue();
        }
    }

    @Test
    void anIndexOfTheSameSourcesIsReusedAndAnotherOneReplacesIt() throws IOException {
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThat(build(index, SHA)).isEqualTo(diseases.size());
        }
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThat(build(index, SHA)).isEqualTo(1);
            assertThat(best(index, "樟脑丸")).isEqualTo("g6pd-deficiency");
            assertThat(build(index, "f" + SHA)).isEqualTo(diseases.size());
        }
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders).hasSize(1);
        }
    }

    @Test
    void aDamagedIndexIsBuiltAnew() throws IOException {
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            build(index, SHA);
        }
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 40) {
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(file, bytes);
            }
        }
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThat(build(index, SHA)).isEqualTo(diseases.size());
            assertThat(best(index, "樟脑丸")).isEqualTo("g6pd-deficiency");
        }
    }

    @Test
    void anIndexWithoutItsFilesIsBuiltAnew() throws IOException {
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            build(index, SHA);
        }
        for (Path file : files()) {
            Files.write(file, new byte[0]);
        }
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThat(build(index, SHA)).isEqualTo(diseases.size());
        }
    }

    @Test
    void whereNothingCanBeWrittenTheIndexLivesInMemory() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        try (LuceneTextIndex index = new LuceneTextIndex(file.resolve("index"))) {
            build(index, SHA);
            assertThat(index.isOnDisk()).isFalse();
            assertThat(best(index, "樟脑丸")).isEqualTo("g6pd-deficiency");
        }
    }

    @Test
    void twoReadersShareOneFolder() throws IOException {
        try (LuceneTextIndex one = new LuceneTextIndex(folder); LuceneTextIndex two = new LuceneTextIndex(folder)) {
            build(one, SHA);
            assertThat(build(two, SHA)).isEqualTo(1);
            assertThat(one.search("樟脑丸", 1)).isEqualTo(two.search("樟脑丸", 1));
        }
    }

    @Test
    void aStoppedBuildLeavesNothing() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (LuceneTextIndex index = new LuceneTextIndex(folder)) {
            assertThatThrownBy(() -> index.build(diseases, SHA, (done, total) -> cancellation.request(), cancellation))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aClosedIndexFindsNothing() throws IOException {
        LuceneTextIndex index = new LuceneTextIndex(folder);
        index.build(diseases, SHA, Progress.NONE, new Cancellation());
        index.close();
        assertThat(index.search("樟脑丸", 1)).isEmpty();
    }
}
