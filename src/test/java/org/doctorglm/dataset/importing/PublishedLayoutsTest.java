package org.doctorglm.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.TextEncoding;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Samples as they were published, beside the checkout. What is counted here is counted without any of the readers: on the whole text,
/// with patterns and a tree.
class PublishedLayoutsTest {
    private static final Charset GB = TextEncoding.GB18030;
    /// Who speaks, where something is said; what the description says is said by the patient.
    private static final Pattern SPOKEN = Pattern.compile("\n(医生|病人|Doctor|Patient|病情描述)[：:](?=\\s*+(?!医生：\\n|病人：\\n|Dialogue|Diagnosis and|Doctor:|Patient:|(?:希望获得的帮助|患病多久|已就诊医院及科室)[：:])\\S)");
    private static final Pattern ROUND = Pattern.compile("P+D+");

    @TempDir
    Path folder;

    private record Made(Dataset set, String format) {
    }

    private Made imported(String path) throws IOException {
        Path file = Shared.require("data/formats/" + path);
        Dataset set = new DialogueImporter(new SqliteDatasetRepository(folder)).run(new ImportOrder(List.of(file), DatasetDetails.named("x")), Progress.NONE,
                new Cancellation());
        long records = set.files().stream().mapToLong(SourceFile::conversations).sum();
        assertThat(records).isEqualTo(set.conversations());
        return new Made(set, set.files().stream().map(SourceFile::format).distinct().collect(Collectors.joining(",")));
    }

    private void counted(String path, String format, long conversations, long turns, long rejected) throws IOException {
        Made made = imported(path);
        assertThat(List.of(made.format, made.set.conversations(), made.set.turns(), made.set.rejected()))
                .as(path).containsExactly(format, conversations, turns, rejected);
    }

    private static String text(String path, Charset charset) throws IOException {
        return new String(Files.readAllBytes(Shared.require("data/formats/" + path)), charset);
    }

    private static List<JsonNode> tree(String path) throws IOException {
        return StreamSupport.stream(new ObjectMapper().readTree(text(path, StandardCharsets.UTF_8)).spliterator(), false).toList();
    }

    private static long rounds(String letters) {
        return ROUND.matcher(letters).results().count();
    }

    private static String letters(Stream<String> said) {
        return said.map(one -> one.matches("(?s)(病人|患者|patient|Patient).*") ? "P" : "D").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"cmd/样例_内科_head800.csv,1", "cmd/样例_内科_tail400_noheader.csv,0", "cmd/样例_内科_multiline_lines900-1300_noheader.csv,0"})
    void tables_of_departments(String path, int header) throws IOException {
        // A record ends at a line break before which quotes are even.
        String text = text(path, GB);
        long records = 0;
        boolean open = false;
        for (char c : text.toCharArray()) {
            open ^= c == '"';
            records += c == '\n' && !open ? 1 : 0;
        }
        counted(path, "cmd", records - header, records - header, 0);
    }

    @Test
    void blocks_of_text() throws IOException {
        long blocks = Stream.of(text("cmd/内科_head.txt", GB).split("\n\n\n")).filter(block -> !block.isBlank()).count();
        counted("cmd/内科_head.txt", "cmd-text", blocks, blocks, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meddialog-cn/covid_zh_id1-300.txt", "meddialog-cn/covid_zh_id395-700.txt", "meddialog-en/COVID-Dialogue-Dataset-English.txt"})
    void raw_consultations(String path) throws IOException {
        String[] blocks = ("\n" + text(path, StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n')).split("\n *id=\\d+ *\n");
        long conversations = 0;
        long turns = 0;
        List<String> consultations = Stream.of(blocks).skip(1).flatMap(block -> {
            List<String> parts = List.of(block.split("(?=\nDescription *\n)"));
            return parts.size() == 1 ? parts.stream() : parts.stream().skip(block.startsWith("\nDescription") ? 0 : 1);
        }).toList();
        for (String block : consultations) {
            String letters = SPOKEN.matcher(block).results().map(match -> match.group(1).startsWith("医") || match.group(1).startsWith("Doc") ? "D" : "P")
                    .collect(Collectors.joining());
            conversations += rounds(letters) > 0 ? 1 : 0;
            turns += rounds(letters);
        }
        counted(path, "meddialog", conversations, turns, consultations.size() - conversations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meddialog-cn/processed_validate_data.json", "meddialog-cn/processed_test_data.json", "meddialog-cn/intermediate_Turn_Id_Dialogue.json"})
    void processed_consultations(String path) throws IOException {
        List<String> letters = tree(path).stream().map(one -> one.has("Dialogue") ? one.get("Dialogue") : one)
                .map(said -> letters(StreamSupport.stream(said.spliterator(), false).map(JsonNode::asText))).toList();
        long conversations = letters.stream().filter(one -> rounds(one) > 0).count();
        counted(path, "meddialog-json", conversations, letters.stream().mapToLong(PublishedLayoutsTest::rounds).sum(), letters.size() - conversations);
    }

    private void elements(String path, String format, ToIntFunction<JsonNode> turns) throws IOException {
        List<JsonNode> tree = tree(path);
        counted(path, format, tree.size(), tree.stream().mapToInt(turns).sum(), 0);
    }

    @Test
    void arrays_of_objects() throws IOException {
        elements("chatdoctor/chatdoctor5k_head1000.json", "alpaca", node -> 1);
        folderCleared();
        elements("chatdoctor/GenMedGPT-5k-ch_head1000.json", "alpaca", node -> 1);
        folderCleared();
        elements("cmtmedqa/CMtMedQA_test_head400.json", "alpaca", node -> node.get("history").size() + 1);
        folderCleared();
        elements("cmtmedqa/huatuo26M_test_head800.json", "alpaca", node -> 1);
        folderCleared();
        elements("huatuo/liver_cancer_head200.json", "alpaca", node -> Math.max(1, node.get("instruction").asText().split("<user>", -1).length - 1));
        folderCleared();
        elements("mie/dev_head20.json", "mie", node -> (int) rounds(letters(StreamSupport.stream(node.spliterator(), false)
                .map(window -> window.get("utterances").get(4).asText()).filter(said -> said.length() > 3))));
    }

    @Test
    void a_translated_collection_whose_empty_answers_are_named() throws IOException {
        long whole = tree("alpaca-zh/alpaca_chinese_part_0_head400.json").stream().filter(node -> !node.get("zh_output").asText().isBlank()).count();
        counted("alpaca-zh/alpaca_chinese_part_0_head400.json", "alpaca-zh", whole, whole, 400 - whole);
    }

    private void folderCleared() throws IOException {
        new SqliteDatasetRepository(folder).remove("x");
    }

    @Test
    void objects_a_line() throws IOException {
        for (String[] one : new String[][] {{"huatuo/llama_data_head1500.json", "alpaca"}, {"huatuo/Med-ChatGLM_train_head1500.txt", "med-chatglm"}}) {
            long lines = text(one[0], StandardCharsets.UTF_8).lines().count();
            long without = text(one[0], StandardCharsets.UTF_8).lines().filter(line -> line.matches(".*\"(output|target)\": \"\\s*\".*")).count();
            counted(one[0], one[1], lines - without, lines - without, without);
            folderCleared();
        }
        List<String> lines = text("medicalgpt/medical_sft_1K_format.jsonl", StandardCharsets.UTF_8).lines().toList();
        long turns = lines.stream().mapToLong(line -> rounds(line.replaceAll("\"from\": ?\"human\"", "\u0001").replaceAll("\"from\": ?\"gpt\"", "\u0002")
                .replaceAll("[^\u0001\u0002]", "").replace('\u0001', 'P').replace('\u0002', 'D'))).sum();
        counted("medicalgpt/medical_sft_1K_format.jsonl", "sharegpt", lines.size(), turns, 0);
    }

    @Test
    void labelled_answers_and_tagged_turns() throws IOException {
        List<String> lines = text("cmedqa/chineseblue_cMedQA_dev_head600.txt", StandardCharsets.UTF_8).lines().toList();
        long right = lines.stream().filter(line -> line.startsWith("1")).count();
        counted("cmedqa/chineseblue_cMedQA_dev_head600.txt", "cmedqa", right, right, lines.size() - right);
        folderCleared();
        String remedi = text("remedi/dev_human_annotation.txt", StandardCharsets.UTF_8);
        List<String> dialogues = Stream.of(remedi.split("\n\\s*\n")).filter(one -> !one.isBlank()).toList();
        long turns = Pattern.compile("<\\|currentuser\\|> *[^ <].*?<\\|response\\|> *[^ <]").matcher(remedi).results().count();
        counted("remedi/dev_human_annotation.txt", "remedi", dialogues.size(), turns, 0);
    }

    @ParameterizedTest
    @CsvSource({"smilechat,role,content,client,smilechat", "cmdd,speaker,sentence,患者,cmdd"})
    void folders_of_dialogues(String path, String speaker, String content, String patient, String format) throws IOException {
        long turns = 0;
        long files = 0;
        try (Stream<Path> all = Files.list(Shared.require("data/formats/" + path))) {
            for (Path file : all.filter(one -> one.toString().endsWith(".json")).toList()) {
                JsonNode node = new ObjectMapper().readTree(Files.readString(file));
                JsonNode said = node.has("dialogue-content") ? node.get("dialogue-content") : node;
                StringBuilder letters = new StringBuilder();
                said.forEach(one -> letters.append(one.get(content).asText().isBlank() ? "" : one.get(speaker).asText().equals(patient) ? "P" : "D"));
                turns += rounds(letters.toString());
                files++;
            }
        }
        counted(path, format, files, turns, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmedqa/cMedQA_v1_dev_candidates_head3000.txt", "disease-kb/relation_症状_head400.txt", "disease-kb/disease_39net_head400_gbk.csv",
            "chatdoctor/format_dataset.csv", "chatdoctor/disease_database_mini.csv", "doctorglm-msd/query_MSD.json", "mie/example_dict.json"})
    void what_holds_no_dialogues_is_refused_as_a_whole(String path) {
        // Looked for here, so that its absence skips the test instead of being what was thrown.
        Shared.require("data/formats/" + path);
        assertThatThrownBy(() -> imported(path)).isInstanceOf(DatasetException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
