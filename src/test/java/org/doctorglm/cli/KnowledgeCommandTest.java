package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeCommandTest {
    private static final String ENTRY = """
            {"schema":1,"id":"%s","name":"%s","aliases":[],"english":"","icd10":null,"departments":[],"overview":"",\
            "symptoms":{"items":["夜间磨牙声"],"text":""},"diagnosis":{"items":[],"text":""},"treatment":{"items":[],"text":""},\
            "prevention":{"items":[],"text":""},"urgent":[],"keySymptoms":["夜间磨牙声"],"confusedWith":[],"sex":null,"ages":null,\
            "source":"a test","review":"none","edition":"2026-12"}""";
    @TempDir
    private static Path temp;
    private static Console console;

    @BeforeAll
    static void openHome() {
        console = new Console(temp.resolve("home"), Locale.CHINESE);
    }

    @Test
    void searchingGivesTheDesignersRanking() {
        JsonNode json = console.json("knowledge", "search", "--top", "3", "宝宝发烧三天了，嗓子疼，扁桃体肿大，没有皮疹").done();
        assertThat(json.get("state").asText()).isIn("confident", "choose");
        assertThat(json.get("keywords").toString()).contains("-皮疹");
        assertThat(json.get("results").size()).isBetween(1, 3);
        JsonNode first = json.get("results").get(0);
        assertThat(first.get("disease").asText()).isEqualTo("急性扁桃体炎");
        assertThat(first.get("score").isNumber()).isTrue();
        assertThat(first.get("matched")).isNotEmpty();
        assertThat(first.get("sections").get("treatment").asText()).isNotBlank();
        assertThat(json.get("milliseconds").isNumber()).isTrue();
        assertThat(console.json("knowledge", "search", "手机屏幕碎了").done().get("state").asText()).isEqualTo("abstain");
        assertSentence(console.run("knowledge", "search", "--top", "0", "咳"), 2);
    }

    @Test
    void theLibraryIsListedAndShown() {
        JsonNode list = console.json("knowledge", "list").done();
        assertThat(list.get("diseases").size()).isGreaterThanOrEqualTo(40);
        assertThat(console.json("knowledge", "show", "蚕豆病").done().get("name").asText()).isEqualTo("G6PD缺乏症");
        assertThat(console.run("knowledge", "show", "蚕豆病").out()).contains("症状", "危险信号");
        assertSentence(console.run("knowledge", "show", "没有的病"), 1);
    }

    @Test
    void brokenLinesAreNamedOneByOneAndTheOthersTaken() throws Exception {
        Path file = Files.writeString(temp.resolve("own.jsonl"), ENTRY.formatted("bruxism-a", "磨牙症甲") + "\n{broken\n"
                + ENTRY.formatted("bruxism-b", "磨牙症乙") + "\n{\"schema\":1}\n");
        Console other = new Console(temp.resolve("other home"), Locale.ENGLISH);
        Console.Run run = other.json("knowledge", "import", file.toString());
        JsonNode json = run.done();
        assertThat(json.get("imported").asInt()).isEqualTo(2);
        assertThat(json.get("rejected").findValuesAsText("line")).containsExactly("2", "4");
        assertThat(json.get("rejected").findValuesAsText("reason")).allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(run.err()).contains(file + ":2: ", file + ":4: ");
        assertThat(other.json("knowledge", "show", "磨牙症乙").done().get("id").asText()).isEqualTo("bruxism-b");
        assertThat(other.json("knowledge", "search", "夜间磨牙声").done().get("results").get(0).get("disease").asText()).startsWith("磨牙症");
        Path broken = Files.writeString(temp.resolve("broken.jsonl"), "{\n");
        assertSentence(other.run("knowledge", "import", broken.toString()), 1);
        assertSentence(other.run("knowledge", "import", temp.resolve("gone.jsonl").toString()), 1);
        assertSentence(other.run("knowledge", "import"), 2);
    }

    @Test
    void labelledQueriesAreScored() throws Exception {
        Path file = Files.writeString(temp.resolve("queries.jsonl"), """
                {"query": "蚕豆病的孩子平时要注意什么", "diseases": ["G6PD缺乏症"], "kind": "name"}
                broken
                {"query": "手机屏幕碎了怎么修", "diseases": []}
                """);
        Console.Run run = console.json("knowledge", "evaluate", file.toString());
        JsonNode json = run.done();
        for (String field : new String[] {"recallAt1", "recallAt3", "recallAt5", "mrr", "abstainPrecision", "abstainRecall", "p95Ms", "calibrationError"}) {
            assertThat(json.get(field).isNumber()).as(field).isTrue();
        }
        assertThat(json.get("byKind").isObject()).isTrue();
        assertThat(json.get("perQuery")).hasSize(2);
        assertThat(json.get("recallAt1").asDouble()).isEqualTo(1);
        assertThat(run.err()).contains(file + ":2: ");
        assertSentence(console.run("knowledge", "evaluate", temp.resolve("gone.jsonl").toString()), 1);
    }
}
