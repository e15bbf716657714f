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
    void aTableIsPreviewedImportedShownAndTakenBack() throws Exception {
        Path file = Files.writeString(temp.resolve("ward.csv"), "病名,本院所见,床号\n磨牙症丙,夜间磨牙声,3\n,无名,4\n");
        Console other = new Console(temp.resolve("table home"), Locale.ENGLISH);
        String[] command = {"knowledge", "import", file.toString(), "--map", "symptoms=本院所见", "--licence", "ward only", "--merge", "replace"};
        Console.Run preview = other.json(java.util.stream.Stream.concat(java.util.Arrays.stream(command), java.util.stream.Stream.of("--preview")).toArray(String[]::new));
        assertThat(preview.done().get("wouldImport").asInt()).isEqualTo(1);
        assertThat(preview.done().get("entries").get(0).get("name").asText()).isEqualTo("磨牙症丙");
        assertThat(preview.done().get("columns").get(0).get("unknown").toString()).isEqualTo("[\"床号\"]");
        assertThat(preview.done().get("rejected").findValuesAsText("line")).containsExactly("3");
        assertSentence(other.run("knowledge", "show", "磨牙症丙"), 1);
        assertThat(other.json(command).done().get("imported").asInt()).isEqualTo(1);
        JsonNode shown = other.json("knowledge", "show", "磨牙症丙").done();
        assertThat(shown.get("source").asText()).contains("ward.csv", "ward only");
        assertThat(shown.get("import").get("licence").asText()).isEqualTo("ward only");
        assertThat(other.run("knowledge", "show", "磨牙症丙").out()).contains("Imported from \"ward.csv\"");
        assertThat(other.json("knowledge", "undo").done().get("import").get("file").asText()).isEqualTo("ward.csv");
        assertSentence(other.run("knowledge", "show", "磨牙症丙"), 1);
        assertThat(other.run("knowledge", "undo").code()).isEqualTo(1);
        assertSentence(other.run("knowledge", "import", file.toString(), "--map", "symptoms=没有"), 1);
        assertSentence(other.run("knowledge", "import", file.toString(), "--map", "nothing=病名"), 2);
    }

    @Test
    void aLargeLibraryIsMeasured() {
        JsonNode json = console.json("knowledge", "bench", "--records", "50").done();
        assertThat(json.get("records").asInt()).isGreaterThan(300);
        assertThat(json.get("indexBytes").asLong()).isPositive();
        assertThat(json.get("buildMs").isNumber()).isTrue();
        assertThat(json.get("p95Ms").isNumber()).isTrue();
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
