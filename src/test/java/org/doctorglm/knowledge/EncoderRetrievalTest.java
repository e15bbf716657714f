package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.embedding.EncoderInstaller;
import org.doctorglm.embedding.SentenceEncoder;
import org.doctorglm.embedding.SentenceRole;
import org.doctorglm.embedding.onnx.OnnxEncoder;
import org.doctorglm.fake.MemoryEntries;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TinyEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a model of a few characters: 犇 stands in one entry, 骉 in none, and both mean the same; so do 淼 and 焱.
class EncoderRetrievalTest {
    private static final String STRANGE = "骉骉不休怎么办";
    private static final String UNSURE = "发烧咳嗽头疼";
    private static final List<String> QUESTIONS = List.of(STRANGE, "孩子高烧，扁桃体化脓", "没有发热，咳嗽三天", "蚕豆病怎么办", "今天天气怎么样", "胃炎和胃溃疡有什么区别", "我妈妈70岁胸痛出汗");

    @TempDir
    Path temp;
    private Path imported;
    private Path index;
    private EncoderInstaller installer;
    private final MemoryEntries changes = new MemoryEntries();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int encoded;
    private boolean failing;

    @BeforeEach
    void install() throws IOException {
        imported = Files.createDirectories(temp.resolve("imported"));
        index = temp.resolve("index");
        EntryDraft own = EntryDraft.empty().with(EntryField.NAME, "蓬莱综合征").with(EntryField.OVERVIEW, "犇犇不休。").with(EntryField.SOURCE, "测试");
        Files.writeString(imported.resolve("own.jsonl"), DiseaseJson.write(own.disease().withId("penglai")) + "\n");
        installer = new EncoderInstaller(temp.resolve("encoder"), OnnxEncoder::open);
        installer.install(new TinyEncoder(8).means("犇骉", 0).means("淼焱", 1).piece("诗", 0.6f, 0, 0, 0, 0, 0, 0, 0.8f).write(temp.resolve("brought")), Progress.NONE, new Cancellation());
    }

    private DiseaseLibrary library(MeaningIndex meaning) throws IOException {
        DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, new LuceneTextIndex(index), changes, meaning);
        library.build(Progress.NONE, new Cancellation());
        return library;
    }

    private DiseaseLibrary withEncoder() throws IOException {
        return library(meaning(waiting::add));
    }

    private MeaningIndex meaning(Executor later) throws IOException {
        return new MeaningIndex(new Counting(installer.open().orElseThrow()), index, installer.folder(), later);
    }

    /// Counts what is read of entries, and fails when told so.
    private final class Counting implements SentenceEncoder {
        private final SentenceEncoder encoder;

        private Counting(SentenceEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public int width() {
            return encoder.width();
        }

        @Override
        public String sha256() {
            return encoder.sha256();
        }

        @Override
        public float[] encode(String text, SentenceRole role, Cancellation cancellation) throws EncoderException {
            if (failing) {
                throw new EncoderException(EncoderException.Reason.RUN, "as told");
            }
            encoded += role == SentenceRole.ENTRY ? 1 : 0;
            return encoder.encode(text, role, cancellation);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    private static List<String> bits(DiseaseLibrary library) {
        return QUESTIONS.stream().map(question -> {
            Retrieval found = library.search(question, 50);
            return question + found.state() + found.keywords() + found.edition() + found.ranked().stream()
                    .map(e -> e.disease().id() + Double.doubleToLongBits(e.score()) + e.matched()).toList();
        }).toList();
    }

    private static String first(DiseaseLibrary library, String question) {
        return library.search(question, 5).ranked().stream().findFirst().map(evidence -> evidence.disease().id()).orElse("");
    }

    @Test
    void a_word_that_stands_in_no_entry_finds_the_entry_that_means_it_and_only_with_the_encoder() throws IOException {
        try (DiseaseLibrary without = library(MeaningIndex.NONE)) {
            assertThat(without.search(STRANGE, 50).state()).isEqualTo(RetrievalState.ABSTAIN);
            assertThat(first(without, STRANGE)).isNotEqualTo("penglai");
        }
        try (DiseaseLibrary with = withEncoder()) {
            Retrieval found = with.search(STRANGE, 5);
            assertThat(found.ranked().getFirst().disease().id()).isEqualTo("penglai");
            assertThat(found.state()).as("meaning alone is a choice, never sure").isEqualTo(RetrievalState.CHOOSE);
            assertThat(found.edition().name()).contains("@" + with.meaning().encoder().substring(0, 12));
            // As near as small talk comes (诗 has a cosine of 0.6 with the entry) nothing fits.
            assertThat(with.search("帮我写一首诗吧", 5).state()).isEqualTo(RetrievalState.ABSTAIN);
            assertThat(with.search("骉骉，发热，咳嗽", 5).state()).isNotEqualTo(RetrievalState.CONFIDENT);
        }
    }

    @Test
    void without_the_encoder_everything_is_to_the_bit_as_if_there_had_never_been_one() throws IOException {
        List<String> before;
        try (DiseaseLibrary library = library(MeaningIndex.NONE)) {
            before = bits(library);
        }
        try (DiseaseLibrary library = withEncoder()) {
            assertThat(bits(library)).isNotEqualTo(before);
            List<String> ablated = QUESTIONS.stream().map(question -> scores(library.search(question, 50, Ablation.ENCODER))).toList();
            try (DiseaseLibrary plain = library(MeaningIndex.NONE)) {
                assertThat(ablated).isEqualTo(QUESTIONS.stream().map(question -> scores(plain.search(question, 50))).toList());
            }
        }
        installer.remove();
        MeaningIndex.forget(index);
        assertThat(Files.exists(vectors())).isFalse();
        assertThat(installer.open()).isEmpty();
        try (DiseaseLibrary library = library(MeaningIndex.NONE)) {
            assertThat(bits(library)).isEqualTo(before);
        }
    }

    private static String scores(Retrieval found) {
        return found.state() + " " + found.edition() + found.ranked().stream().map(e -> e.disease().id() + Double.doubleToLongBits(e.score())).toList();
    }

    private Path vectors() throws IOException {
        try (SentenceEncoder encoder = installer.open().orElse(null)) {
            return encoder == null ? index.resolve("vectors-none.bin") : index.resolve("vectors-" + encoder.sha256().substring(0, 24) + ".bin");
        }
    }

    @Test
    void an_edit_takes_the_vector_away_at_once_and_the_new_one_follows_without_anybody_waiting() throws Exception {
        try (DiseaseLibrary library = withEncoder()) {
            LibraryEditor editor = new LibraryEditor(library, changes, Clock.systemUTC());
            int all = library.meaning().vectors();
            Disease entry = library.entry("penglai").orElseThrow().disease();
            editor.save(EntryDraft.of(entry).with(EntryField.OVERVIEW, "淼淼不止。").disease(), "王医生");
            assertThat(library.meaning().vectors()).isEqualTo(all - 1);
            assertThat(first(library, STRANGE)).as("what it said before").isNotEqualTo("penglai");
            assertThat(first(library, "焱焱")).as("what it says now, but nobody has read it").isNotEqualTo("penglai");
            waiting.remove().run();
            assertThat(first(library, "焱焱")).isEqualTo("penglai");
            assertThat(first(library, STRANGE)).isNotEqualTo("penglai");
            editor.save(EntryDraft.of(entry).with(EntryField.OVERVIEW, "好。").disease(), "王医生");
            editor.restore("penglai", 0, "王医生");
            waiting.remove().run();
            assertThat(library.meaning().vectors()).as("read too late: the entry has changed again").isEqualTo(all - 1);
            waiting.remove().run();
            assertThat(first(library, STRANGE)).isEqualTo("penglai");
            editor.hide("penglai", true, "王医生");
            assertThat(library.meaning().vectors()).isEqualTo(all - 1);
            assertThat(waiting).isEmpty();
        }
    }

    @Test
    void only_entries_that_changed_are_read_again() throws Exception {
        int all;
        try (DiseaseLibrary library = withEncoder()) {
            all = library.all().size();
            assertThat(encoded).isEqualTo(all);
            LibraryEditor editor = new LibraryEditor(library, changes, Clock.systemUTC());
            editor.save(EntryDraft.of(library.entry("penglai").orElseThrow().disease()).with(EntryField.OVERVIEW, "淼淼不止。").disease(), "王医生");
        }
        encoded = 0;
        try (DiseaseLibrary library = withEncoder()) {
            assertThat(encoded).as("the edited one, whose vector nobody stored").isEqualTo(1);
            assertThat(first(library, "焱焱")).isEqualTo("penglai");
            assertThat(library.meaning().vectors()).isEqualTo(all);
        }
        encoded = 0;
        withEncoder().close();
        assertThat(encoded).isZero();
    }

    @Test
    void vectors_that_are_damaged_or_of_another_encoder_are_made_again() throws IOException {
        withEncoder().close();
        Path file = vectors();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] huge = good.clone();
        Arrays.fill(huge, 76, 80, (byte) 0x7F);
        for (byte[] bad : new byte[][] {flipped, Arrays.copyOf(good, good.length - 1), Arrays.copyOf(good, good.length + 1), huge, new byte[0], "none".getBytes()}) {
            Files.write(file, bad);
            encoded = 0;
            try (DiseaseLibrary library = withEncoder()) {
                assertThat(encoded).isEqualTo(library.all().size());
                assertThat(first(library, STRANGE)).isEqualTo("penglai");
            }
            assertThat(Files.readAllBytes(file)).as("made again, byte for byte").hasSameSizeAs(good);
        }
        installer.install(new TinyEncoder(8).means("犇骉龘", 0).write(temp.resolve("other")), Progress.NONE, new Cancellation());
        encoded = 0;
        try (DiseaseLibrary library = withEncoder()) {
            assertThat(encoded).isEqualTo(library.all().size());
            assertThat(file).as("vectors of the former one").doesNotExist();
        }
    }

    @Test
    void a_model_that_fails_leaves_the_words() throws IOException {
        failing = true;
        try (DiseaseLibrary library = withEncoder()) {
            assertThat(library.search("蚕豆病怎么办", 3).state()).isEqualTo(RetrievalState.CONFIDENT);
            assertThatThrownBy(() -> library.encode(Progress.NONE, new Cancellation())).isInstanceOf(EncoderException.class);
        }
        failing = false;
        try (DiseaseLibrary library = withEncoder()) {
            failing = true;
            assertThat(library.search("蚕豆病怎么办", 3).state()).isEqualTo(RetrievalState.CONFIDENT);
            assertThat(library.search(STRANGE, 3).state()).isEqualTo(RetrievalState.ABSTAIN);
        }
    }

    @Test
    void reading_all_entries_can_be_stopped_and_goes_on_where_it_was() throws IOException {
        int all;
        try (DiseaseLibrary library = library(MeaningIndex.NONE)) {
            all = library.all().size();
            MeaningIndex meaning = meaning(waiting::add);
            Cancellation stopped = new Cancellation();
            assertThatThrownBy(() -> meaning.build(library::all, library.edition().sha256(), Integer.MAX_VALUE, (done, total) -> {
                assertThat(total).isEqualTo(library.all().size());
                if (done == 50) {
                    stopped.request();
                }
            }, stopped)).isInstanceOf(CancellationException.class);
            assertThat(meaning.status().vectors()).isEqualTo(50);
            meaning.close();
        }
        encoded = 0;
        withEncoder().close();
        assertThat(encoded).isEqualTo(all - 50);
    }

    @Test
    void weights_for_the_encoder_are_trained_and_go_with_it() throws IOException {
        List<LabelledQuery> queries = List.of(new LabelledQuery(STRANGE, List.of("蓬莱综合征"), "lay"), new LabelledQuery("骉骉", List.of("蓬莱综合征"), "lay"),
                new LabelledQuery("蚕豆病", List.of("G6PD缺乏症"), "named"), new LabelledQuery("手机屏幕碎了", List.of(), "none"));
        String trained;
        try (DiseaseLibrary library = withEncoder()) {
            trained = library.train(queries, Progress.NONE, new Cancellation());
            assertThat(trained).contains("\"meaning\"", "\"meaning-alone\"", "\"best-meaning\"");
            RetrievalEvaluation.Report with = RetrievalEvaluation.run(library, queries, Progress.NONE, new Cancellation());
            RetrievalEvaluation.Report without = RetrievalEvaluation.run(library, queries, Ablation.ENCODER, Progress.NONE, new Cancellation());
            assertThat(with.recallAt1()).isEqualTo(1);
            assertThat(without.recallAt1()).isLessThan(0.5);
        }
        installer.keepWeights(trained);
        double before;
        try (DiseaseLibrary library = library(MeaningIndex.NONE)) {
            assertThat(library.train(queries, Progress.NONE, new Cancellation())).doesNotContain("meaning");
            before = library.search(UNSURE, 1).ranked().getFirst().score();
        }
        try (DiseaseLibrary library = withEncoder()) {
            assertThat(library.search(UNSURE, 1).ranked().getFirst().score()).as("other weights").isNotEqualTo(before);
            assertThat(library.search(UNSURE, 1, Ablation.ENCODER).ranked().getFirst().score()).as("and not without it").isEqualTo(before);
        }
    }

    @Test
    void a_question_is_answered_within_50_ms() throws IOException {
        try (DiseaseLibrary library = withEncoder()) {
            List<LabelledQuery> queries = LabelledQuery.read(Shipped.FOLDER.resolve("evaluation.jsonl")).queries().subList(0, 300);
            RetrievalEvaluation.run(library, queries, Progress.NONE, new Cancellation());
            RetrievalEvaluation.Report report = RetrievalEvaluation.run(library, queries, Progress.NONE, new Cancellation());
            System.err.printf("with a tiny encoder: p95 %.1f ms%n", report.p95Ms());
            assertThat(report.p95Ms()).isLessThan(50);
        }
    }
}
