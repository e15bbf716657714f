package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.testing.TinyEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeEncoderCommandTest {
    @TempDir
    Path temp;

    private String brought() throws Exception {
        // 骉 stands in no entry; 疹 stands in many.
        return new TinyEncoder(8).means("骉疹", 0).write(temp.resolve("brought")).toString();
    }

    @Test
    void aSentenceModelIsInstalledShownMeasuredTrainedAndRemoved() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        assertThat(console.json("knowledge", "encoder", "show").done().get("installed").asBoolean()).isFalse();
        assertSentence(console.run("knowledge", "encoder", "build"), 1);
        assertThat(console.run("knowledge", "encoder", "remove").code()).isEqualTo(1);
        JsonNode before = ranking(console);

        JsonNode installed = console.json("knowledge", "encoder", "install", brought()).done();
        assertThat(installed.get("installed").asText()).isEqualTo("brought");
        assertThat(installed.get("vectors").asInt()).isEqualTo(installed.get("entries").asInt()).isGreaterThan(300);
        JsonNode shown = console.json("knowledge", "encoder", "show").done();
        assertThat(shown.get("sha256")).isEqualTo(installed.get("sha256"));
        assertThat(shown.get("files")).hasSize(2);
        assertThat(shown.get("trained").asBoolean()).isFalse();
        assertThat(console.run("knowledge", "encoder", "show").out()).contains("brought", "have a vector");
        assertThat(ranking(console)).isNotEqualTo(before);
        assertThat(console.json("knowledge", "encoder", "build").done().get("vectors")).isEqualTo(installed.get("vectors"));

        Path queries = Files.writeString(temp.resolve("queries.jsonl"), """
                {"query": "骉骉", "diseases": ["麻疹"], "kind": "lay"}
                {"query": "手机屏幕碎了怎么修", "diseases": []}
                """);
        assertThat(console.json("knowledge", "evaluate", "--ablate", queries.toString()).done().has("encoder")).isTrue();
        assertSentence(console.run("knowledge", "train", queries.toString()), 2);
        console.json("knowledge", "train", queries.toString(), "--half", "all", "--with-encoder").done();
        assertThat(console.json("knowledge", "encoder", "show").done().get("trained").asBoolean()).isTrue();

        assertThat(console.json("knowledge", "encoder", "remove").done().get("removed").asBoolean()).isTrue();
        assertThat(ranking(console)).isEqualTo(before);
        assertThat(console.json("knowledge", "evaluate", "--ablate", queries.toString()).done().has("encoder")).isFalse();
        assertSentence(console.run("knowledge", "train", queries.toString(), "--with-encoder"), 1);
    }

    private static JsonNode ranking(Console console) {
        return console.json("knowledge", "search", "骉骉").done().get("results");
    }

    @Test
    void aModelThatReadsOtherFilesIsRefusedAndADamagedOneIsNamedWhileTheLibraryAnswers() throws Exception {
        Console console = new Console(temp.resolve("home"), Locale.ENGLISH);
        Path folder = new TinyEncoder(8).means("骉疹", 0).weightsIn("../../secret").write(temp.resolve("hostile"));
        assertSentence(console.run("knowledge", "encoder", "install", folder.toString()), 3);
        assertSentence(console.run("knowledge", "encoder", "install", temp.resolve("none").toString()), 1);
        console.json("knowledge", "encoder", "install", brought()).done();
        Files.writeString(temp.resolve("home/encoder/current/model.onnx"), "short");
        assertSentence(console.run("knowledge", "encoder", "show"), 1);
        assertThat(console.json("knowledge", "search", "蚕豆病怎么办").done().get("state").asText()).isEqualTo("confident");
        console.json("knowledge", "encoder", "install", brought()).done();
        assertThat(console.json("knowledge", "encoder", "show").done().get("installed").asBoolean()).isTrue();
    }

    @Test
    void anyImportIsTakenBackByItsNumber() throws Exception {
        Console console = new Console(temp.resolve("imports"), Locale.ENGLISH);
        for (String name : new String[] {"甲", "乙"}) {
            Path file = Files.writeString(temp.resolve("ward-" + name + ".csv"), "病名,症状\n磨牙症" + name + ",夜间磨牙声\n");
            console.json("knowledge", "import", file.toString()).done();
        }
        assertThat(console.json("knowledge", "undo", "--list").done().get("imports").findValuesAsText("number")).containsExactly("2", "1");
        assertThat(console.run("knowledge", "undo", "--list").out()).contains("ward-甲.csv");
        assertThat(console.json("knowledge", "undo", "--import", "1").done().get("import").get("file").asText()).isEqualTo("ward-甲.csv");
        assertThat(console.json("knowledge", "undo", "--list").done().get("imports").findValuesAsText("number")).containsExactly("2");
        assertSentence(console.run("knowledge", "undo", "--import", "1"), 1);
        assertSentence(console.run("knowledge", "undo", "--import", "-1"), 2);
    }
}
