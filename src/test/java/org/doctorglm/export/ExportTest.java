package org.doctorglm.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.fake.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class ExportTest {
    private static final ExportWords CHINESE = ExportWords.of(Locale.CHINESE);

    @TempDir
    Path folder;

    @Test
    void whatADoctorOrAModelWroteCannotBecomeMarkup() {
        Map<String, String> escaped = Map.ofEntries(Map.entry("# 标题", "\\# 标题"), Map.entry("- 一", "\\- 一"), Map.entry("1. 一", "1\\. 一"),
                Map.entry("12) 一", "12\\) 一"), Map.entry("体温 38.5", "体温 38.5"), Map.entry("<b>粗</b>", "\\<b\\>粗\\</b\\>"),
                Map.entry("&lt;", "\\&lt;"), Map.entry("![图](http://x)", "!\\[图\\](http://x)"), Map.entry("    代码", "&#32;   代码"),
                Map.entry("  - 一", "&#32; - 一"), Map.entry("\t代码", "&#9;代码"), Map.entry("一\n===", "一\n\\==="), Map.entry("一\n ---", "一\n&#32;---"),
                Map.entry("| a | b |", "\\| a \\| b \\|"), Map.entry("`x` *y* _z_ ~~w~~", "\\`x\\` \\*y\\* \\_z\\_ \\~\\~w\\~\\~"), Map.entry("> 引", "\\> 引"));
        escaped.forEach((text, wanted) -> assertThat(MarkdownWriter.escaped(text)).isEqualTo(wanted));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void everyKindOfFileCarriesTheNoticeInItsLanguage(ExportFormat format) throws Exception {
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            ExportWords words = ExportWords.of(locale);
            Path file = folder.resolve("x." + format.extension());
            DialogueExporter.write(format, tree("嗓子疼怎么办？", "建议就诊。"), words, file);
            assertThat(words.get("notice")).contains(locale == Locale.CHINESE ? "不得用于临床决策" : "not for clinical decisions");
            assertThat(squeezed(text(file, format))).contains(squeezed(words.get("notice")));
        }
    }

    @Test
    void pagesHoldTheChineseWordsOfQuestionAnswerAndEvidence() throws Exception {
        Path file = folder.resolve("x.pdf");
        DialogueExporter.write(ExportFormat.PDF, tree("嗓子疼怎么办？\n第二行", "建议就诊。".repeat(400)), CHINESE, file);
        String text = squeezed(text(file, ExportFormat.PDF));
        assertThat(text).contains("嗓子疼怎么办？", "第二行", "建议就诊。", "急性扁桃体炎", "川崎病");
        PdfReader reader = new PdfReader(Files.readAllBytes(file));
        assertThat(reader.getNumberOfPages()).isGreaterThan(1);
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            assertThat(squeezed(new PdfTextExtractor(reader).getTextFromPage(page))).as("page %d", page).contains("不得用于临床决策");
        }
        assertThat(Files.size(file)).as("only the glyphs that are used are embedded").isLessThan(2_000_000);
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void oddTextIsWrittenToo(ExportFormat format) throws Exception {
        Path file = folder.resolve("x." + format.extension());
        for (String odd : List.of("", "😀👨‍👩‍👧 咳嗽 𠮷", "a".repeat(5000), "\u202E反\u0301\u0E33", "\n\n\n", "\u0000\u0007")) {
            DialogueExporter.write(format, tree(odd, odd), CHINESE, file);
            assertThat(text(file, format)).isNotBlank();
        }
    }

    @Test
    void whatTheFontOfThePagesCannotDrawLeavesASquare() throws Exception {
        Path file = folder.resolve("x.pdf");
        DialogueExporter.write(ExportFormat.PDF, tree("前😀后", "é38℃±µ"), CHINESE, file);
        assertThat(squeezed(text(file, ExportFormat.PDF))).contains("前□后", "é38℃±µ");
    }

    @Test
    void everyVersionIsALineOfJsonWithItsProvenance() throws Exception {
        Path file = folder.resolve("x.jsonl");
        DialogueExporter.write(ExportFormat.JSON_LINES, tree("问\n题", "回答"), CHINESE, file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode json = new ObjectMapper().readTree(lines.getLast());
        assertThat(json.get("question").asText()).isEqualTo("问\n题");
        assertThat(json.get("answer").asText()).isEqualTo("回答");
        assertThat(json.get("version").asInt()).isEqualTo(2);
        assertThat(json.get("finishReason").asText()).isEqualTo("END");
        assertThat(json.get("provenance").get("settings").get("seed").asLong()).isEqualTo(42);
        assertThat(json.get("provenance").get("evidence")).hasSize(2);
        assertThat(json.get("notice").asText()).contains("不得用于临床决策");
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndNoOther() throws Exception {
        Path file = Files.writeString(folder.resolve("x.md"), "old");
        Provenance none = null;
        Question question = new Question("q", "d", null, "x", Instant.EPOCH);
        Answer broken = new Answer("a", "q", 1, "x", FinishReason.END, none, Timings.NONE, Instant.EPOCH, null);
        DialogueTree tree = new DialogueTree(dialogue(), List.of(question), List.of(broken), Map.of());
        assertThatThrownBy(() -> DialogueExporter.write(ExportFormat.MARKDOWN, tree, CHINESE, file)).isInstanceOf(RuntimeException.class);
        assertThat(Files.readString(file)).isEqualTo("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderIsNeverReplacedAndAMissingOneIsNamed() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("out"));
        assertThatThrownBy(() -> DialogueExporter.write(ExportFormat.MARKDOWN, tree("问", "答"), CHINESE, directory)).isInstanceOf(IOException.class);
        assertThat(directory).isDirectory();
        assertThatThrownBy(() -> DialogueExporter.write(ExportFormat.MARKDOWN, tree("问", "答"), CHINESE, folder.resolve("gone/x.md")))
                .isInstanceOf(IOException.class).hasMessageContaining("gone").hasMessageNotContaining(".export");
    }

    private static String text(Path file, ExportFormat format) throws IOException {
        if (format != ExportFormat.PDF) {
            return Files.readString(file).replace("\\", "");
        }
        PdfReader reader = new PdfReader(Files.readAllBytes(file));
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page));
        }
        return text.toString();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static DialogueTree tree(String question, String text) {
        Question asked = new Question("q", "d", null, question, Instant.EPOCH);
        return new DialogueTree(dialogue(), List.of(asked), List.of(answer(1, "旧"), answer(2, text)), Map.of());
    }

    private static Dialogue dialogue() {
        return new Dialogue("d", "咽痛 *三天*", "", 2, Instant.EPOCH, Instant.EPOCH);
    }

    private static Answer answer(int version, String text) {
        Provenance provenance = new Provenance("demo", "ab", null, "int4", "cpu", 2, SamplingPreset.CONSERVATIVE.settings(), "提示", 12,
                DesignerState.CONFIDENT, List.of("咽痛"), List.of(Samples.tonsillitis(0.86, true), Samples.kawasaki(0.07, false)), "e", "0.1.0");
        return new Answer("a" + version, "q", version, text, FinishReason.END, provenance, Timings.NONE, Instant.EPOCH.plusSeconds(version), "00");
    }
}
