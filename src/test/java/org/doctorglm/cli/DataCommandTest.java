package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path temp;
    private Console console;

    @BeforeEach
    void open() {
        console = new Console(temp.resolve("home"), Locale.ENGLISH);
    }

    private Path table() throws IOException {
        StringBuilder text = new StringBuilder("department,title,ask,answer\n");
        for (int i = 0; i < 40; i++) {
            text.append(i % 2 == 0 ? "心内科" : "呼吸科").append(",问题").append(i).append("号怎么办,我咳嗽又头痛已经").append(i).append("天了,多喝水多休息，必要时服用布洛芬0.2克，第")
                    .append(i * 7919).append("条建议。\n");
        }
        text.append("心内科,问题0号怎么办,我咳嗽又头痛已经0天了,\"多喝水多休息，必要时服用布洛芬0.2克，第0条建议。\"\n");
        text.append("心内科,问人,谢谢马医生我叫张三丰，电话13812345678,身份证11010519491231002X收到，加我微信，\n坏行,没有\n");
        return Files.writeString(temp.resolve("内科.csv"), text);
    }

    @Test
    void a_table_becomes_a_set_that_is_listed_counted_checked_split_and_removed() throws IOException {
        Path file = table();
        JsonNode made = console.json("data", "import", file.toString(), "--licence", "MIT", "--origin", "real", "--claimed", "50").done();
        assertThat(made.get("imported").asInt()).isEqualTo(42);
        assertThat(made.get("rejected")).hasSize(1);
        assertThat(made.get("rejected").get(0).get("line").asInt()).isEqualTo(44);
        assertThat(made.get("files").get(0).get("sha256").asText()).hasSize(64);

        JsonNode list = console.json("data", "list").done().get("sets");
        assertThat(list).singleElement().satisfies(set -> {
            assertThat(set.get("name").asText()).isEqualTo("内科");
            assertThat(set.get("licence").asText()).isEqualTo("MIT");
        });

        JsonNode stats = console.json("data", "stats", "内科", "--terms").done();
        JsonNode first = stats.get("departments").get(0);
        assertThat(first.get("department").asText()).isEqualTo("心内科");
        assertThat(first.get("conversations").asInt()).isEqualTo(22);
        assertThat(first.get("turns").asInt()).isEqualTo(22);
        assertThat(first.get("language").asText()).isEqualTo("zh");
        assertThat(first.get("synthetic").asBoolean(true)).isFalse();
        assertThat(first.get("bytes").asInt()).isPositive();
        assertThat(first.get("symptoms").get("咳嗽").asInt()).isEqualTo(21);
        assertThat(stats.get("claimed").asInt()).isEqualTo(50);

        JsonNode lint = console.json("data", "lint", "内科", "--mask", "内科 masked").done();
        JsonNode findings = lint.get("findings");
        assertThat(findings.get("exactDuplicate").asInt()).isEqualTo(1);
        assertThat(findings.get("name").asInt()).isEqualTo(1);
        assertThat(findings.get("phone").asInt()).isEqualTo(1);
        assertThat(findings.get("identityNumber").asInt()).isEqualTo(1);
        assertThat(findings.get("advertising").asInt()).isEqualTo(1);
        assertThat(findings.get("cutAnswer").asInt()).isEqualTo(1);
        assertThat(findings.get("dose").asInt()).isEqualTo(41);
        JsonNode masked = console.json("data", "lint", "内科 masked").done().get("findings");
        assertThat(masked.get("name").asInt() + masked.get("phone").asInt() + masked.get("identityNumber").asInt()).isZero();

        JsonNode split = console.json("data", "split", "内科", "--held-out", "0.25", "--seed", "1", "--as", "teil").done();
        int train = split.get("train").get("conversations").asInt();
        int heldOut = split.get("heldOut").get("conversations").asInt();
        assertThat(train + heldOut).isEqualTo(42);
        assertThat(console.json("data", "stats", "teil-heldout").done().get("conversations").asInt()).isEqualTo(heldOut);

        console.json("data", "remove", "内科").done();
        assertThat(console.json("data", "list").done().get("sets")).hasSize(3);
        assertThat(console.json("data", "stats", "内科").code()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_is_said_in_a_sentence() throws IOException {
        Path file = table();
        console.json("data", "import", file.toString(), "--as", "a").done();
        assertThat(console.run("data", "import", file.toString(), "--as", "a")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("There is a set \"a\" already");
        });
        for (String name : new String[] {"../x", "a/b", "C:\\x", "", ".hidden"}) {
            Console.Run run = console.run("data", "import", file.toString(), "--as", name);
            assertThat(run.code()).as(name).isEqualTo(1);
            assertThat(run.err()).contains("cannot be the name of a set");
        }
        assertThat(console.run("data", "import", file.toString(), "--format", "nonsense").code()).isEqualTo(2);
        assertThat(console.run("data", "split", "a", "--held-out", "2").code()).isEqualTo(2);
        Path english = Files.writeString(temp.resolve("x.txt"), "Once upon a time\nthere was a story\n");
        assertThat(console.run("data", "import", english.toString()).err()).contains("layout");
    }

    @Test
    void lengths_are_counted_by_the_tokenizer_of_a_pack() throws IOException {
        console.json("data", "import", table().toString(), "--as", "a").done();
        String pack = console.json("model", "list").done().get("models").get(0).get("name").asText();
        JsonNode row = console.json("data", "stats", "a", "--model", pack).done().get("departments").get(0);
        assertThat(row.get("answerTokens").get("median").asInt()).isBetween(5, 60);
    }

    @Test
    void a_filter_is_looked_at_written_repeated_and_taken_back() throws IOException {
        console.json("data", "import", table().toString(), "--as", "a").done();
        JsonNode preview = console.json("data", "filter", "a", "--without", "exactDuplicate,cutAnswer", "--department", "心内科", "--mask", "phone").done();
        assertThat(preview.get("kept").get("conversations").asInt()).isEqualTo(20);
        assertThat(preview.get("grounds").get("DEPARTMENT").asInt()).isEqualTo(20);
        assertThat(preview.get("findings").get("exactDuplicate").asInt()).isEqualTo(1);
        assertThat(console.json("data", "list").done().get("sets")).hasSize(1);
        JsonNode made = console.json("data", "filter", "a", "--without", "exactDuplicate", "--as", "b").done().get("made");
        assertThat(made.get("conversations").asInt()).isEqualTo(41);
        assertThat(made.get("derivation").get("kind").asText()).isEqualTo("filter");
        assertThat(made.get("derivation").get("parents").get(0).get("name").asText()).isEqualTo("a");
        assertThat(console.json("data", "filter", "a", "--like", "b", "--as", "c").done().get("made").get("derivation")).isEqualTo(made.get("derivation"));
        assertThat(console.run("data", "filter", "a", "--without", "exactDuplicate").out()).contains("1 dialogues leave, 41 stay").contains("Nothing was written");
        JsonNode mixed = console.json("data", "mix", "b", "c", "--share", "0.5", "--as", "d").done();
        assertThat(mixed.get("made").get("conversations").asInt()).isEqualTo(82);
        assertThat(console.json("data", "undo", "c").done().get("parent").asText()).isEqualTo("a");
        for (String[] wrong : new String[][] {{"filter", "a", "--without", "leakage"}, {"filter", "a", "--without", "nonsense"}, {"filter", "a", "--mask", "dose"},
                {"filter", "a", "--least-rounds", "3", "--most-rounds", "2"}, {"filter", "a", "--language", "fr"}, {"mix", "a", "a"}, {"mix", "a", "b", "--share", "1"},
                {"questions"}, {"questions", "痛风", "--as", "x"}, {"tokens", "a", "--answer-tokens", "0"}}) {
            String[] line = java.util.stream.Stream.concat(java.util.stream.Stream.of("data"), java.util.stream.Stream.of(wrong)).toArray(String[]::new);
            assertThat(console.run(line).code()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        assertThat(console.run("data", "undo", "a")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("not made of another one");
        });
        assertThat(console.run("data", "tokens", "a", "--dialogue", "-1").err()).contains("no dialogue at place");
        assertThat(console.run("data", "filter", "a", "--like", "a").code()).isEqualTo(1);
    }

    @Test
    void questions_of_a_sheet_are_proposed_decided_in_a_file_and_become_a_set() throws IOException {
        Path file = temp.resolve("questions.jsonl");
        int proposed = console.json("data", "questions", "痛风", "--to", file.toString()).done().get("proposed").asInt();
        assertThat(proposed).isGreaterThan(5);
        assertThat(console.run("data", "questions", "--accepted", file.toString(), "--as", "q").err()).contains("Nothing was accepted");
        Files.writeString(file, Files.readString(file).replaceFirst("\"open\"", "\"accepted\""));
        JsonNode made = console.json("data", "questions", "--accepted", file.toString(), "--as", "q").done();
        assertThat(made.get("conversations").asInt()).isEqualTo(1);
        assertThat(made.get("derivation").get("kind").asText()).isEqualTo("questions");
        assertThat(made.get("synthetic").asBoolean()).isTrue();
        assertThat(console.run("data", "questions", "没有这种病").code()).isEqualTo(1);
        JsonNode sample = console.json("data", "tokens", "q").done().get("samples").get(0);
        assertThat(sample.get("tokens").get(0).get("attention").asText()).isEqualTo("both");
        assertThat(sample.get("learned").asInt()).isPositive();
        assertThat(console.run("data", "tokens", "q").out()).contains("[gMASK]");
    }

    @Test
    void rows_of_one_dialogue_are_its_rounds() throws IOException {
        Path file = Files.writeString(temp.resolve("t.csv"), "nr,frage,antwort\n1,头痛怎么办,多休息。\n1,还要吃药吗,先不用。\n2,咳嗽怎么办,多喝水。\n");
        JsonNode made = console.json("data", "import", file.toString(), "--map", "question=frage,answer=antwort,dialogue=nr").done();
        assertThat(made.get("conversations").asInt()).isEqualTo(2);
        assertThat(made.get("turns").asInt()).isEqualTo(3);
    }
}
