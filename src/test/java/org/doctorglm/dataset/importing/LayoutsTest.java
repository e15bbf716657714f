package org.doctorglm.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.MemoryDatasets;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.Turn;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.TextEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each layout in small, in words of our own.
class LayoutsTest {
    @TempDir
    Path folder;
    private final MemoryDatasets sets = new MemoryDatasets();

    private Dataset imported(String text, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("data.bin"), text.getBytes(charset));
        sets.remove("s");
        return new DialogueImporter(sets).run(new ImportOrder(List.of(file), DatasetDetails.named("s")), Progress.NONE, new Cancellation());
    }

    private List<Conversation> read(String format, String text) throws IOException {
        Dataset made = imported(text, StandardCharsets.UTF_8);
        assertThat(made.files()).singleElement().satisfies(file -> assertThat(file.format()).isEqualTo(format));
        assertThat(made.conversations()).isEqualTo(sets.conversations("s").size());
        return sets.conversations("s");
    }

    private static Conversation single(String department, String question, String answer) {
        return new Conversation(department, List.of(new Turn(question, answer)));
    }

    @Test
    void the_table_of_departments_with_quotes_line_breaks_and_nothing_asked() throws IOException {
        String text = "department,title,ask,answer\n心内科,血压高能喝茶吗？,我四十岁，血压一百五,\"少喝浓茶，\n\"\"淡茶\"\"可以。\"\n呼吸科,咳嗽怎么办,无,多喝水，\n儿科,只有三格,缺一格\n儿科,发烧,烧到三十九度,\n";
        assertThat(read("cmd", text)).containsExactly(single("心内科", "血压高能喝茶吗？我四十岁，血压一百五", "少喝浓茶，\n\"淡茶\"可以。"),
                single("呼吸科", "咳嗽怎么办", "多喝水，"));
        assertThat(sets.rejected("s")).containsExactly(new RejectedRecord("data.bin", 5, RejectedRecord.Reason.WRONG_COLUMNS, "3"),
                new RejectedRecord("data.bin", 6, RejectedRecord.Reason.NO_ANSWER, ""));
    }

    @Test
    void the_same_table_without_header_in_the_old_encoding() throws IOException {
        String text = "心内科,血压高能喝茶吗？,我四十岁,少喝浓茶就可以了，不要紧的。\n呼吸科,咳嗽怎么办,无,多喝水，注意休息，不要受凉。\n";
        Dataset made = imported(text, TextEncoding.GB18030);
        assertThat(made.files().getFirst()).satisfies(file -> {
            assertThat(file.format()).isEqualTo("cmd");
            assertThat(file.encoding()).isEqualTo("GB18030");
            assertThat(file.sha256()).hasSize(64);
        });
        assertThat(sets.conversations("s").getLast()).isEqualTo(single("呼吸科", "咳嗽怎么办", "多喝水，注意休息，不要受凉。"));
        imported("\uFEFF" + text, StandardCharsets.UTF_8);
        assertThat(sets.conversations("s").getFirst().department()).isEqualTo("心内科");
    }

    @Test
    void the_text_form_of_blocks() throws IOException {
        assertThat(read("cmd-text", "能喝茶吗？,我四十岁\n少喝浓茶。\n\n\n咳嗽怎么办,三天了\n多喝水。\n\n\n"))
                .containsExactly(single("", "能喝茶吗？,我四十岁", "少喝浓茶。"), single("", "咳嗽怎么办,三天了", "多喝水。"));
    }

    @Test
    void raw_consultations_in_two_languages() throws IOException {
        String chinese = "id=1\nhttps://x/1.htm\n\nDoctor faculty\n某某医院  呼吸科  \n\nDescription\n疾病： 咳嗽\n病情描述： 咳了三天，\n夜里重\n患病多久： 一周内\n\n"
                + "Dialogue\n医生：\n有痰吗？\n医生：\n发烧吗？\n病人：\n没有\n\nDialogue\n医生：\n好的，多喝水。\n\nDiagnosis and suggestions\n总结建议：休息\n\n\nid=2\nhttps://x/2.htm\n\n"
                + "Description\n疾病： 无\n\nDialogue\n医生:\n在吗\n";
        assertThat(read("meddialog", chinese)).containsExactly(new Conversation("呼吸科",
                List.of(new Turn("咳了三天，\n夜里重", "有痰吗？\n发烧吗？"), new Turn("没有", "好的，多喝水。"))));
        assertThat(sets.rejected("s")).containsExactly(new RejectedRecord("data.bin", 29, RejectedRecord.Reason.NO_QUESTION, ""));
        String english = "id=1\r\nhttps://x/1\r\rDescription\nCough.\n\nDialogue\r\nPatient:\nI cough.\nThe paper said id=5 here.\nDoctor:\rDrink.\nRest.\n\nid=2\n";
        assertThat(read("meddialog", english)).containsExactly(single("", "I cough.\nThe paper said id=5 here.", "Drink.\nRest."));
    }

    @Test
    void processed_consultations() throws IOException {
        assertThat(read("meddialog-json", "[[\"病人：头晕\",\"医生：多久了\",\"病人：两天\",\"医生：量血压\"]]").getFirst().turns()).hasSize(2);
        assertThat(read("meddialog-json", "[{\"Turn\":2,\"Id\":1,\"Dialogue\":[\"病人：头晕\",\"医生：多久了\"]}]")).containsExactly(single("", "头晕", "多久了"));
        assertThat(read("meddialog-json", "[{\"description\":\"d\",\"utterances\":[\"patient: dizzy\",\"doctor: since when\"]}]"))
                .containsExactly(single("", "dizzy", "since when"));
    }

    @Test
    void instructions_with_input_history_lists_and_tags() throws IOException {
        assertThat(read("alpaca", "[{\"instruction\":\"If you are a doctor, please answer.\",\"input\":\"I cough\",\"output\":\"Drink\"}]"))
                .containsExactly(single("", "I cough", "Drink"));
        assertThat(read("alpaca", "{\"instruction\":\"翻译\",\"input\":\"咳嗽\",\"output\":\"cough\"}\n")).containsExactly(single("", "翻译\n咳嗽", "cough"));
        assertThat(read("alpaca", "[{\"id\":\"1\",\"cate1\":\"外科\",\"instruction\":\"谢谢\",\"input\":\"\",\"output\":\"不客气\",\"history\":[[\"疼\",\"哪里\"],[\"腿\",\"拍片\"]]}]"))
                .containsExactly(new Conversation("外科", List.of(new Turn("疼", "哪里"), new Turn("腿", "拍片"), new Turn("谢谢", "不客气"))));
        assertThat(read("alpaca", "[{\"id\":\"\",\"instruction\":[\"疼吗\"],\"input\":\"\",\"output\":[\"疼\"]}]")).containsExactly(single("", "疼吗", "疼"));
        assertThat(read("alpaca", "[{\"instruction\":\" <user>: 甲 <bot>: 乙 <user>: 丙\",\"output\":\"丁\",\"input\":\"\"}]"))
                .containsExactly(new Conversation("", List.of(new Turn("甲", "乙"), new Turn("丙", "丁"))));
    }

    @Test
    void other_objects() throws IOException {
        assertThat(read("alpaca-zh", "[{\"en_instruction\":\"a\",\"en_input\":\"\",\"en_output\":\"b\",\"zh_instruction\":\"甲\",\"zh_input\":\"子\",\"zh_output\":\"乙\"}]"))
                .containsExactly(single("", "甲\n子", "乙"));
        assertThat(read("icliniq", "[{\"input\":\"q\",\"answer_icliniq\":\"a\",\"answer_chatgpt\":\"x\"}]")).containsExactly(single("", "q", "a"));
        assertThat(read("med-chatglm", "{\"context\":\"问题：甲？\\n回答: \",\"target\":\"乙\"}\n{\"context\":\n")).containsExactly(single("", "甲？", "乙"));
        assertThat(sets.rejected("s")).containsExactly(new RejectedRecord("data.bin", 2, RejectedRecord.Reason.BAD_JSON, ""));
        assertThat(read("sharegpt", "{\"conversations\":[{\"from\":\"system\",\"value\":\"s\"},{\"from\":\"human\",\"value\":\"甲\"},{\"from\":\"gpt\",\"value\":\"乙\"}]}\n"))
                .containsExactly(single("", "甲", "乙"));
        assertThat(read("smilechat", "[{\"role\":\"client\",\"content\":\"甲\"},\n{\"role\":\"counselor\",\"content\":\"乙\"}]")).containsExactly(single("", "甲", "乙"));
        assertThat(read("cmdd", "{\n\"dialogue-content\":[{\"speaker\":\"医生\",\"sentence\":\"您好\"},{\"speaker\":\"患者\",\"sentence\":\"甲\"},{\"speaker\":\"医生\",\"sentence\":\"乙\"}]}"))
                .containsExactly(single("", "甲", "乙"));
        assertThat(read("mie", "[[{\"utterances\":[\"\",\"患者:甲\"],\"label\":[]},{\"utterances\":[\"患者:甲\",\"医生:乙\"],\"label\":[]}]]"))
                .containsExactly(single("", "甲", "乙"));
    }

    @Test
    void tagged_turns_and_labelled_answers() throws IOException {
        String turn = "<|endoftext|> <|context|> %s <|endofcontext|> <|currentuser|> %s <|endofcurrentuser|> <|response|> %s <|endofresponse|>\n";
        assertThat(read("remedi", turn.formatted("", "甲", "乙") + turn.formatted("<|user|> 甲 <|system|> 乙", "丙", "丁") + "\n" + turn.formatted("", "戊", "己")))
                .containsExactly(new Conversation("", List.of(new Turn("甲", "乙"), new Turn("丙", "丁"))), single("", "戊", "己"));
        assertThat(read("cmedqa", "0\t甲\t错\n1\t甲\t\"说\"\"对\"\"了\"\n0\t丙\t错\n")).containsExactly(single("", "甲", "说\"对\"了"));
        assertThat(sets.rejected("s")).hasSize(2).allMatch(rejected -> rejected.reason() == RejectedRecord.Reason.WRONG_ANSWER);
    }

    @Test
    void plain_tables_and_lines_with_and_without_a_mapping() throws IOException {
        assertThat(read("table", "科室\t问题\t回答\n内科\t甲\t乙\n")).containsExactly(single("内科", "甲", "乙"));
        assertThat(read("lines", "{\"department\":\"内科\",\"turns\":[{\"q\":\"甲\",\"a\":\"乙\"},{\"q\":\"丙\",\"a\":\"丁\"}]}\n").getFirst().turns()).hasSize(2);
        Map<DialogueField, String> map = Map.of(DialogueField.QUESTION, "Frage", DialogueField.ANSWER, "Antwort");
        Path table = Files.writeString(folder.resolve("t.csv"), "Frage;Nr;Antwort\nq;1;a\n");
        Path lines = Files.writeString(folder.resolve("t.json"), "[{\"Frage\":\"q2\",\"Antwort\":\"a2\"}]");
        Dataset made = new DialogueImporter(sets).run(new ImportOrder(List.of(table, lines), DatasetDetails.named("m")).as(null, "骨科", map), Progress.NONE,
                new Cancellation());
        assertThat(sets.conversations("m")).containsExactly(single("骨科", "q", "a"), single("骨科", "q2", "a2"));
        assertThat(made.departments()).containsExactly("骨科");
    }
}
