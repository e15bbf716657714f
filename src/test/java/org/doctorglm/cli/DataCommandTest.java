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
}
