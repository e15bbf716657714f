package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.model.LossCard;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.RuinedPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelGateCommandTest {
    private static final String DATA = DemoModel.SOURCE.resolve("gate.jsonl").toString();
    private static final String DEMO = DemoModel.SOURCE.toString();

    @TempDir
    Path temp;

    @Test
    void aPackThatFailsIsRefusedMarkedAndNeverChosenByItself() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        console.json("model", "import", DEMO, "--name", "a-ruined").done();
        RuinedPack.ruin(temp.resolve("home/models/a-ruined"));
        assertThat(asked(console).get("provenance").get("model").asText()).as("the first one there is").isEqualTo("a-ruined");
        Console.Run gate = console.json("model", "gate", "a-ruined", "--data", DATA, "--checkpoint", DEMO, "--answers", "2");
        assertThat(gate.code()).isEqualTo(3);
        assertThat(gate.json().get("passed").asBoolean()).isFalse();
        assertThat(gate.json().get("lossCard").get("loss").get("increase").asDouble()).isGreaterThan(0.02);
        assertThat(temp.resolve("home/models/a-ruined").resolve(LossCard.FILE)).exists();
        assertThat(console.run("model", "list").out()).containsPattern("a-ruined .*failed its quality gate");
        assertThat(asked(console).get("provenance").get("model").asText()).isEqualTo("chatglm-mini");
        Console.Run refused = console.run("ask", "--model", "a-ruined", "--greedy", "--max-tokens", "4", "急性扁桃体炎要做什么检查？");
        assertSentence(refused, 3);
        assertThat(refused.err()).contains("--accept-failed-gate");
        assertThat(console.json("ask", "--model", "a-ruined", "--accept-failed-gate", "--greedy", "--max-tokens", "4", "急性扁桃体炎要做什么检查？").done()
                .get("provenance").get("model").asText()).isEqualTo("a-ruined");
    }

    @Test
    void aPackThatPassesIsMeasuredAgainstTheInstalledOneOfTheSameFiles() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        console.json("model", "import", DEMO, "--precision", "int8", "--name", "small").done();
        Console.Run alone = console.run("model", "gate", "small", "--data", DATA, "--answers", "0");
        assertSentence(alone, 1);
        assertThat(alone.err()).contains("--checkpoint");
        console.json("model", "import", DEMO, "--precision", "fp32", "--name", "whole").done();
        JsonNode passed = console.json("model", "gate", "small", "--data", DATA, "--answers", "1").done();
        assertThat(passed.get("passed").asBoolean()).isTrue();
        assertThat(passed.get("lossCard").get("tokens").asLong()).isGreaterThan(1000);
        assertThat(console.json("model", "show", "small").done().get("lossCard")).isEqualTo(passed.get("lossCard"));
        assertThat(console.json("model", "show", "small").done().get("gate").asText()).isEqualTo("passed");
        assertSentence(console.run("model", "gate", "whole", "--reference", "small", "--data", DATA), 3);
        assertSentence(console.run("model", "gate", "small", "--data", temp.resolve("gone").toString()), 1);
        assertSentence(console.run("model", "gate", "small", "--data", Files.writeString(temp.resolve("bad"), "{}\n").toString()), 1);
    }

    private static JsonNode asked(Console console) {
        return console.json("ask", "--greedy", "--max-tokens", "4", "急性扁桃体炎要做什么检查？").done();
    }
}
