package org.doctorglm.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.embedding.onnx.OnnxEncoder;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TinyEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class EncoderInstallerTest {
    @TempDir
    Path temp;

    private EncoderInstaller installer() {
        return new EncoderInstaller(temp.resolve("home"), OnnxEncoder::open);
    }

    private static TinyEncoder tiny() {
        return new TinyEncoder(4).piece("发", 1, 0, 0, 0).piece("热", 1, 1, 0, 0).piece("咳", 0, 0, 3, -4);
    }

    private static float[] encode(EncoderInstaller installer, String text) throws IOException {
        try (SentenceEncoder encoder = installer.open().orElseThrow()) {
            return encoder.encode(text, SentenceRole.QUESTION, new Cancellation());
        }
    }

    private InstalledEncoder install(Path folder) throws IOException {
        return installer().install(folder, Progress.NONE, new Cancellation());
    }

    @Test
    void a_model_is_copied_with_hashes_and_answers_from_its_copy() throws IOException {
        Path folder = tiny().write(temp.resolve("brought"));
        InstalledEncoder installed = install(folder);
        assertThat(installed.name()).isEqualTo("brought");
        assertThat(installed.files()).extracting(InstalledEncoder.File::name).containsExactly("model.onnx", "vocab.txt");
        installed.verify(Progress.NONE, new Cancellation());
        Files.delete(folder.resolve("model.onnx"));
        // [CLS] 发 热 [SEP]: the control tokens are zeros, so the sum is (2, 1, 0, 0).
        assertThat(encode(installer(), "发热")).containsExactly(new float[] {2 / (float) Math.sqrt(5), 1 / (float) Math.sqrt(5), 0, 0}, within(1e-6f));
        assertThat(encode(installer(), "咳")).containsExactly(new float[] {0, 0, 0.6f, -0.8f}, within(1e-6f));
        assertThat(encode(installer(), "没有的字")).as("zeros, not NaN").containsOnly(0);
    }

    @Test
    void the_ways_from_words_to_a_sentence_are_those_of_the_configuration() throws IOException {
        Path mean = tiny().meanInGraph().write(temp.resolve("mean"));
        install(mean);
        assertThat(encode(installer(), "发热")).containsExactly(new float[] {2 / (float) Math.sqrt(5), 1 / (float) Math.sqrt(5), 0, 0}, within(1e-6f));
        Path first = tiny().piece("[CLS]", 0, 0, 0, 1).write(temp.resolve("cls"));
        pooling(first, "pooling_mode_cls_token");
        install(first);
        assertThat(encode(installer(), "咳")).as("that of the first token").containsExactly(0, 0, 0, 1);
        Path most = tiny().write(temp.resolve("max"));
        pooling(most, "pooling_mode_max_tokens");
        install(most);
        assertThat(encode(installer(), "咳")).containsExactly(new float[] {0, 0, 1, 0}, within(1e-6f));
    }

    private static void pooling(Path folder, String mode) throws IOException {
        Files.createDirectories(folder.resolve("1_Pooling"));
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"word_embedding_dimension\": 4, \"pooling_mode_mean_tokens\": false, \"" + mode + "\": true}");
    }

    @Test
    void words_before_a_text_and_its_greatest_length_are_those_of_the_configuration() throws IOException {
        Path folder = tiny().write(temp.resolve("brought"));
        Files.writeString(folder.resolve("config_sentence_transformers.json"), "{\"prompts\": {\"query\": \"咳\", \"document\": \"\"}}");
        Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 8}");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 1000000000000000019884624838656}");
        install(folder);
        try (SentenceEncoder encoder = installer().open().orElseThrow()) {
            assertThat(encoder.encode("", SentenceRole.QUESTION, new Cancellation())).containsExactly(new float[] {0, 0, 0.6f, -0.8f}, within(1e-6f));
            assertThat(encoder.encode("", SentenceRole.ENTRY, new Cancellation())).containsOnly(0);
            assertThat(encoder.encode("发发发发发发咳咳", SentenceRole.ENTRY, new Cancellation())).containsExactly(1, 0, 0, 0);
        }
    }

    @Test
    void weights_may_lie_in_a_file_beside_the_model_and_the_model_in_its_usual_folder() throws IOException {
        TinyEncoder tiny = tiny().weightsIn("model.onnx_data");
        Path folder = tiny.write(temp.resolve("brought"));
        Path inside = Files.createDirectories(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), inside.resolve("model.onnx"));
        Files.write(inside.resolve("model.onnx_data"), tiny.table());
        assertThat(install(folder).files()).extracting(InstalledEncoder.File::name).contains("model.onnx_data");
        assertThat(encode(installer(), "咳")).containsExactly(new float[] {0, 0, 0.6f, -0.8f}, within(1e-6f));
    }

    /// Spoils a good folder.
    private interface Spoiling {
        void spoil(Path folder) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> what_is_wrong_is_said_and_nothing_is_left() {
        Map<String, Spoiling> spoilt = new LinkedHashMap<>();
        spoilt.put("MISSING no model", folder -> Files.delete(folder.resolve("model.onnx")));
        spoilt.put("MISSING no vocabulary", folder -> Files.delete(folder.resolve("vocab.txt")));
        spoilt.put("NO_FILE a link", folder -> {
            Files.move(folder.resolve("vocab.txt"), folder.resolve("words"));
            Files.createSymbolicLink(folder.resolve("vocab.txt"), folder.resolve("words"));
        });
        spoilt.put("NO_FILE a folder", folder -> Files.createDirectory(folder.resolve("config.json")));
        spoilt.put("TOO_LARGE vocabulary", folder -> lengthen(folder.resolve("vocab.txt"), 17L << 20));
        spoilt.put("TOO_LARGE model", folder -> lengthen(folder.resolve("model.onnx"), 1L << 31));
        spoilt.put("TOO_LARGE configuration", folder -> lengthen(folder.resolve("config.json"), 2L << 20));
        spoilt.put("NOT_ONNX empty", folder -> Files.write(folder.resolve("model.onnx"), new byte[0]));
        spoilt.put("NOT_ONNX text", folder -> Files.writeString(folder.resolve("model.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:1234\n"));
        spoilt.put("NOT_ONNX cut", folder -> cut(folder.resolve("model.onnx")));
        spoilt.put("NOT_ONNX nested", folder -> Files.write(folder.resolve("model.onnx"), nested()));
        for (String outside : new String[] {"../secret", "/etc/passwd", "sub/weights", "C:\\weights", "..", "", "~root", "vocab.txt", "ranker.json", "model.onnx", "a\u0000b"}) {
            spoilt.put("OUTSIDE " + outside.replace('\u0000', '0'), folder -> tiny().weightsIn(outside).write(folder));
        }
        spoilt.put("MISSING weights", folder -> tiny().weightsIn("weights.bin").write(folder));
        spoilt.put("NO_FILE weights are a link", folder -> {
            tiny().weightsIn("weights.bin").write(folder);
            Files.createSymbolicLink(folder.resolve("weights.bin"), folder.resolve("vocab.txt"));
        });
        spoilt.put("LOOP", folder -> tiny().node("Loop").write(folder));
        spoilt.put("VOCABULARY no text", folder -> Files.write(folder.resolve("vocab.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0}));
        spoilt.put("VOCABULARY no control tokens", folder -> Files.writeString(folder.resolve("vocab.txt"), "发\n热\n"));
        spoilt.put("VOCABULARY too many", folder -> Files.writeString(folder.resolve("vocab.txt"), "a\n".repeat(600_000)));
        spoilt.put("CONFIGURATION no JSON", folder -> Files.writeString(folder.resolve("config.json"), "{"));
        spoilt.put("CONFIGURATION deep", folder -> Files.writeString(folder.resolve("config.json"), "[".repeat(10_000)));
        spoilt.put("CONFIGURATION length", folder -> Files.writeString(folder.resolve("config.json"), "{\"max_position_embeddings\": -1}"));
        spoilt.put("POOLING unknown", folder -> pooling(folder, "pooling_mode_lasttoken"));
        spoilt.put("POOLING layer", folder -> Files.writeString(folder.resolve("modules.json"), "[{\"type\": \"sentence_transformers.models.Dense\"}]"));
        spoilt.put("SHAPE input", folder -> tiny().input("pixel_values").write(folder));
        spoilt.put("RUN operator", folder -> tiny().node("NoSuchOperator").write(folder));
        spoilt.put("RUN weights too short", folder -> {
            tiny().weightsIn("weights.bin").write(folder);
            Files.write(folder.resolve("weights.bin"), new byte[5]);
        });
        spoilt.put("RUN not a number", folder -> new TinyEncoder(4).piece("发", Float.NaN, 0, 0, 0).write(folder));
        return spoilt.entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
            Path here = Files.createTempDirectory(temp, "case");
            EncoderInstaller installer = new EncoderInstaller(here.resolve("home"), OnnxEncoder::open);
            Path good = tiny().write(here.resolve("good"));
            InstalledEncoder before = installer.install(good, Progress.NONE, new Cancellation());
            Path folder = tiny().write(here.resolve("bad"));
            one.getValue().spoil(folder);
            Reason expected = Reason.valueOf(one.getKey().split(" ")[0]);
            assertThatThrownBy(() -> installer.install(folder, Progress.NONE, new Cancellation()))
                    .isInstanceOfSatisfying(EncoderException.class, e -> assertThat(e.reason()).as(String.valueOf(e.getMessage())).isEqualTo(expected));
            assertThat(installer.installed()).as("what was there is there still").contains(before);
            assertThat(here.resolve("home").toFile().list()).containsExactly("current");
        }));
    }

    private static void lengthen(Path file, long bytes) throws IOException {
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(bytes);
        }
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    }

    /// Graphs in attributes of nodes in graphs, deeper than a reader's stack should follow.
    private static byte[] nested() {
        byte[] inner = new byte[0];
        int[] tags = {0x3A, 0x0A, 0x2A, 0x32};
        for (int i = 0; i < 3001; i++) {
            // From the inside: attribute.g, node.attribute, graph.node, and at last model.graph.
            inner = wrapped(i == 3000 ? tags[0] : tags[3 - i % 3], inner);
        }
        return inner;
    }

    private static byte[] wrapped(int tag, byte[] inner) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(tag);
        int length = inner.length;
        for (; length > 127; length >>>= 7) {
            out.write(length & 127 | 128);
        }
        out.write(length);
        out.writeBytes(inner);
        return out.toByteArray();
    }

    @Test
    void a_cancelled_installation_leaves_nothing() throws IOException {
        Path folder = tiny().write(temp.resolve("brought"));
        Cancellation cancelled = new Cancellation();
        assertThatThrownBy(() -> installer().install(folder, (done, total) -> cancelled.request(), cancelled)).isInstanceOf(CancellationException.class);
        assertThat(installer().installed()).isEmpty();
        assertThat(temp.resolve("home").toFile().list()).isEmpty();
    }

    @Test
    void an_installed_model_that_was_changed_is_noticed() throws IOException {
        Path vocabulary = install(tiny().write(temp.resolve("brought"))).folder().resolve("vocab.txt");
        String words = Files.readString(vocabulary);
        Files.writeString(vocabulary, words.replace("发", "头"));
        assertThatThrownBy(() -> installer().installed().orElseThrow().verify(Progress.NONE, new Cancellation()))
                .isInstanceOfSatisfying(EncoderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        Files.writeString(vocabulary, words + "x");
        assertThatThrownBy(() -> installer().installed()).isInstanceOf(EncoderException.class);
        assertThat(installer().remove()).isTrue();
        assertThat(installer().remove()).isFalse();
        assertThat(installer().open()).isEmpty();
    }
}
