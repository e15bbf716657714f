package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.doctorglm.fake.MemoryEntries;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editing beside a large import. Entries: property `library.entries` (4000); 100000 for the figure in the notes.
class LargeLibraryTest {
    private static final int ENTRIES = Integer.getInteger("library.entries", 4000);
    private static final int EDITS = 60;
    private static final String CHARACTERS = "心肝脾肺肾胃肠脑骨皮眼耳鼻喉舌牙血脉筋肌痛胀痒麻热寒湿燥肿结炎瘤斑疹";

    @TempDir
    Path temp;

    @Test
    void an_edit_takes_less_than_a_fifth_of_a_second_and_searches_see_it_whole() throws Exception {
        Path imported = Files.createDirectories(temp.resolve("imported"));
        write(imported.resolve("large.jsonl"));
        MemoryEntries changes = new MemoryEntries();
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, new LuceneTextIndex(temp.resolve("index")), changes)) {
            assertThat(library.all()).hasSizeGreaterThan(ENTRIES);
            library.build(Progress.NONE, new Cancellation());
            library.rehearseEdit();
            LibraryEditor editor = new LibraryEditor(library, changes, Clock.systemUTC());
            Disease start = library.entry("large-7").orElseThrow().disease();
            AtomicBoolean done = new AtomicBoolean();
            // Name and finding of the entry always carry the same number: a search that saw half an edit would find one without the other.
            CompletableFuture<Integer> searching = CompletableFuture.supplyAsync(() -> searchUntil(done, library));
            List<Double> milliseconds = new ArrayList<>();
            for (int i = 0; i < EDITS; i++) {
                long from = System.nanoTime();
                editor.save(EntryDraft.of(start).with(EntryField.ALIASES, "龙须草综合征" + i).with(EntryField.KEY_SYMPTOMS, "龙须样脱屑" + i).disease(), "王医生");
                milliseconds.add((System.nanoTime() - from) / 1e6);
                assertThat(library.search("龙须草综合征" + i, 1).ranked().getFirst().disease().id()).isEqualTo("large-7");
            }
            done.set(true);
            int searches = searching.get();
            List<Double> sorted = milliseconds.stream().sorted().toList();
            System.err.printf("%d entries: an edit takes %.1f ms (median), %.1f ms (p95), the first %.1f ms; %d searches meanwhile%n", library.all().size(),
                    sorted.get(EDITS / 2), sorted.get(EDITS * 95 / 100), milliseconds.getFirst(), searches);
            assertThat(sorted.get(EDITS * 95 / 100)).isLessThan(200);
            assertThat(searches).isPositive();
        }
    }

    private static int searchUntil(AtomicBoolean done, DiseaseLibrary library) {
        int searches = 0;
        while (!done.get()) {
            Retrieval retrieval = library.search("龙须草 心肝脾痛", 3);
            for (Evidence evidence : retrieval.ranked()) {
                Disease seen = evidence.disease();
                if (seen.id().equals("large-7") && !seen.aliases().isEmpty() && !seen.keySymptoms().isEmpty()) {
                    assertThat(seen.keySymptoms().getFirst().replaceAll("\\D", "")).isEqualTo(seen.aliases().getFirst().replaceAll("\\D", ""));
                }
            }
            searches++;
        }
        return searches;
    }

    private static void write(Path file) throws IOException {
        Random random = new Random(3);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ENTRIES; i++) {
                EntryDraft draft = EntryDraft.empty().with(EntryField.NAME, word(random, 4) + "症" + i).with(EntryField.OVERVIEW, word(random, 40))
                        .with(EntryField.SYMPTOMS, words(random, 8, 400)).with(EntryField.KEY_SYMPTOMS, words(random, 3, 400))
                        .with(EntryField.SYMPTOMS_TEXT, word(random, 60)).with(EntryField.DIAGNOSIS, words(random, 5, 200))
                        .with(EntryField.TREATMENT_TEXT, word(random, 60)).with(EntryField.DEPARTMENTS, "内科").with(EntryField.SOURCE, "测试");
                out.write(DiseaseJson.write(draft.disease().withId("large-" + i)));
                out.newLine();
            }
        }
    }

    private static String words(Random random, int count, int kinds) {
        return String.join("\n", IntStream.range(0, count).mapToObj(i -> word(new Random(random.nextInt(kinds)), 3)).toList());
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return word.toString();
    }
}
