package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
    @TempDir
    Path temp;

    private Console computer(String name) {
        return new Console(temp.resolve(name), Locale.ENGLISH);
    }

    private Path table() throws IOException {
        StringBuilder text = new StringBuilder("department,title,ask,answer\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 3 == 0 ? "外科" : "儿科").append(",问题").append(i).append("号怎么办,孩子咳嗽已经").append(i).append("天了,多喝水多休息，第").append(i * 7919).append("条建议。\n");
        }
        return Files.writeString(temp.resolve("门诊.csv"), text);
    }

    @Test
    void a_profile_of_parts_travels_and_the_other_computer_says_what_it_lacks() throws IOException {
        Console here = computer("here");
        here.json("model", "import", DemoModel.SOURCE.toString(), "--name", "mine").done();
        here.json("data", "import", table().toString()).done();
        here.json("data", "filter", "门诊", "--department", "儿科", "--as", "儿科门诊").done();
        Path probes = Files.writeString(temp.resolve("probes.txt"), "孩子发烧到多少度要去医院？\t38.5\n\n川崎病是什么病？\n");
        JsonNode saved = here.json("profile", "save", "儿科", "--department", "儿科", "--data", "儿科门诊", "--pack", "mine", "--template", "standard", "--probes",
                probes.toString(), "--evaluation", "门诊").done();
        assertThat(saved.get("missing")).isEmpty();
        assertThat(saved.get("data").get("filter").get("departments").get(0).asText()).isEqualTo("儿科");
        assertThat(saved.get("probes")).hasSize(2);
        assertThat(saved.get("probes").get(0).get("expected").asText()).isEqualTo("38.5");
        assertSentence(here.run("profile", "save", "儿科"), 1);
        JsonNode sieved = here.json("data", "filter", "门诊", "--profile", "儿科", "--as", "儿科又一次").done();
        assertThat(sieved.get("filter")).isEqualTo(saved.get("data").get("filter"));
        assertThat(sieved.get("made").get("conversations")).isEqualTo(here.json("data", "stats", "儿科门诊").done().get("conversations"));
        here.json("profile", "save", "无筛选", "--department", "内科", "--pack", "mine").done();
        assertSentence(here.run("data", "filter", "门诊", "--profile", "无筛选"), 1);
        assertSentence(here.run("data", "filter", "门诊", "--profile", "没有"), 1);
        JsonNode again = here.json("profile", "save", "儿科", "--notes", "只用于试验", "--replace").done();
        assertThat(again.get("version").asInt()).isEqualTo(2);
        assertThat(again.get("pack")).isEqualTo(saved.get("pack"));

        Path file = temp.resolve("out.json");
        here.json("profile", "export", "儿科", "--to", file.toString()).done();
        assertSentence(here.run("profile", "export", "儿科", "--to", file.toString()), 1);
        Console there = computer("there");
        JsonNode imported = there.json("profile", "import", file.toString()).done();
        assertThat(imported.get("missing").findValuesAsText("kind")).containsExactly("no_pack", "no_set", "no_evaluation");
        assertThat(there.run("profile", "show", "儿科").out()).contains("38.5", "not on this computer");
        assertSentence(there.run("profile", "import", file.toString()), 1);
        there.json("profile", "import", file.toString(), "--as", "另一个").done();
        there.json("model", "import", DemoModel.SOURCE.toString(), "--name", "mine", "--precision", "int8").done();
        there.json("data", "import", table().toString(), "--as", "儿科门诊").done();
        JsonNode shown = there.json("profile", "show", "儿科").done();
        assertThat(shown.get("missing").findValuesAsText("kind")).containsExactly("other_pack", "other_set", "no_evaluation");
        assertThat(there.json("profile", "list").done().get("profiles").findValuesAsText("version")).hasSize(2);
        there.json("profile", "remove", "儿科").done();
        assertSentence(there.run("profile", "show", "儿科"), 1);
    }

    @Test
    void what_is_wrong_is_said_in_one_sentence() throws IOException {
        Console console = computer("home");
        assertThat(console.json("profile", "list").done().get("profiles")).isEmpty();
        assertSentence(console.run("profile", "show", "../x"), 1);
        assertSentence(console.run("profile", "import", temp.resolve("none.json").toString()), 1);
        assertSentence(console.run("profile", "import", Files.writeString(temp.resolve("deep.json"), "[".repeat(50_000)).toString()), 1);
        assertSentence(console.run("profile", "save", "x", "--pack", "none"), 1);
        assertSentence(console.run("profile", "save", "x", "--run", "r"), 2);
        assertSentence(console.run("train", "run", "--resume", "x", "--profile", "y"), 2);
        assertSentence(console.run("train", "run", "--model", "m", "--data", "d", "--profile", "y"), 1);
        assertThat(temp.resolve("home/profiles")).satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
    }
}
