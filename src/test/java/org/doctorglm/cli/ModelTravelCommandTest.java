package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.model.ModelPack;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs that are carried, compared and searched from a terminal.
class ModelTravelCommandTest {
    private static final String DEMO = DemoModel.SOURCE.toString();
    private static final String QUESTION = "急性扁桃体炎要做什么检查？";

    @TempDir
    Path temp;

    @Test
    void thePackOfOneComputerAnswersOnAnother() throws Exception {
        Console here = new Console(temp.resolve("here"), Locale.ENGLISH);
        Console there = new Console(temp.resolve("there"), Locale.ENGLISH);
        here.json("model", "import", DEMO, "--name", "mine").done();
        JsonNode out = here.json("model", "export", "mine", "--to", temp.resolve("stick").toString()).done();
        Path carried = temp.resolve("stick/mine");
        JsonNode in = there.json("model", "import", carried.toString()).done();
        assertThat(in.get("name").asText()).isEqualTo("mine");
        assertThat(in.get("sha256")).isEqualTo(out.get("sha256"));
        assertThat(there.json("ask", "--model", "mine", "--greedy", "--max-tokens", "4", QUESTION).done().get("answer").asText()).isNotBlank();
        assertSentence(there.run("model", "import", carried.toString()), 1);
        assertSentence(here.run("model", "export", "mine", "--to", temp.resolve("stick").toString()), 1);
        assertSentence(there.run("model", "import", carried.toString(), "--name", "b", "--block", "64"), 2);
        byte[] weights = Files.readAllBytes(carried.resolve(ModelPack.WEIGHTS));
        weights[weights.length / 2] ^= 1;
        Files.write(carried.resolve(ModelPack.WEIGHTS), weights);
        assertSentence(there.run("model", "import", carried.toString(), "--name", "b"), 3);
        assertThat(temp.resolve("there/models/b")).doesNotExist();
    }

    @Test
    void twoPacksAreAskedTheSame() {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        console.json("model", "import", DEMO, "--name", "other", "--precision", "int8").done();
        JsonNode compared = console.json("model", "compare", "chatglm-mini", "other", QUESTION, "--max-tokens", "40").done();
        assertThat(compared.get("answers").findValuesAsText("model")).containsExactly("chatglm-mini", "other");
        assertThat(compared.get("answers").findValuesAsText("text")).allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(compared.get("answers").get(1).get("timings").get("decodeTokensPerSecond").asDouble()).isPositive();
        String left = compared.get("answers").get(0).get("text").asText();
        String right = compared.get("answers").get(1).get("text").asText();
        assertThat(compared.get("identical").asBoolean()).isEqualTo(left.equals(right));
        assertThat(compared.get("firstDifference").isNull()).isEqualTo(left.equals(right));
        JsonNode again = console.json("model", "compare", "chatglm-mini", "chatglm-mini", QUESTION, "--max-tokens", "40",
                "--seed", compared.get("seed").asText()).done();
        assertThat(again.get("identical").asBoolean()).isTrue();
        assertThat(again.get("answers").get(0).get("text").asText()).as("the same seed, the same words").isEqualTo(left);
        assertThat(console.json("history", "list").done().toString()).as("nothing is stored").doesNotContain("扁桃体");
        assertSentence(console.run("model", "compare", "chatglm-mini", "gone", QUESTION), 1);
    }

    @Test
    void aSearchIsRefusedBeforeItMeasuresWhereItCannotEnd() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        String data = DemoModel.SOURCE.resolve("gate.jsonl").toString();
        assertSentence(console.run("model", "search", DEMO, "--data", data, "--max-loss-increase", "0"), 2);
        assertSentence(console.run("model", "search", DEMO, "--data", data, "--blocks", "32,33"), 2);
        assertSentence(console.run("model", "search", DEMO, "--data", data, "--name", "a/b"), 1);
        assertSentence(console.run("model", "search", temp.resolve("gone").toString(), "--data", data), 1);
        assertSentence(console.run("model", "search", DEMO, "--data", Files.writeString(temp.resolve("none"), "\n").toString()), 1);
    }

    @Test
    void aSearchEndsWithAPackBelowTheBar() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        Path few = Files.write(temp.resolve("few.jsonl"), Files.readAllLines(DemoModel.SOURCE.resolve("gate.jsonl")).subList(0, 3));
        JsonNode found = console.json("model", "search", DEMO, "--data", few.toString(), "--max-loss-increase", "0.05", "--blocks", "32", "--name", "found").done();
        assertThat(found.get("lossIncrease").asDouble()).isLessThanOrEqualTo(0.05);
        assertThat(found.get("recipe")).hasSize(13);
        assertThat(found.get("costs").get("head").get("int8.32").asDouble()).isZero();
        assertThat(console.json("model", "list").done().get("models").findValuesAsText("name")).contains("found");
    }
}
