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

class ReviewCommandTest {
    @TempDir
    Path temp;
    private Console console;

    @BeforeEach
    void open() {
        console = new Console(temp.resolve("home"), Locale.ENGLISH);
    }

    private Path marks() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String reviewer : new String[] {"王", "李"}) {
            for (int i = 0; i < 6; i++) {
                lines.append("{\"answer\":\"a").append(i).append("\",\"question\":\"发热怎么办？\",\"text\":\"小儿发烧三天，可以服用抗病毒颗粒剂，多饮水。\",\"reviewer\":\"").append(reviewer)
                        .append("\",\"model\":\"DoctorGLM\",\"department\":\"儿科\",\"spans\":[{\"start\":7,\"end\":15,\"kind\":\"factual\",\"severity\":\"major\",\"comment\":\"病毒自限\",")
                        .append("\"correction\":\"口服补液\"}").append(i == 0 && reviewer.equals("李") ? ",{\"start\":0,\"end\":99,\"kind\":\"comment\"}" : "").append("]}\n");
            }
        }
        return Files.writeString(temp.resolve("marks.jsonl"), lines);
    }

    @Test
    void a_bundle_is_written_only_when_somebody_says_yes_and_is_read_by_another_home() throws IOException {
        console.json("review", "import", marks().toString()).done();
        Path file = temp.resolve("feedback.zip");
        JsonNode seen = console.json("review", "bundle", "--to", file.toString()).done();
        assertThat(seen.get("written").asBoolean()).isFalse();
        assertThat(seen.get("counts").get("marks").asInt()).isEqualTo(12);
        assertThat(file).doesNotExist();
        assertThat(console.json("review", "bundle", "--to", file.toString(), "--yes").done().get("written").asBoolean()).isTrue();
        Console other = new Console(temp.resolve("other"), Locale.ENGLISH);
        assertThat(other.json("review", "import", file.toString()).done().get("imported").asInt()).isEqualTo(12);
        assertThat(other.json("review", "import", file.toString()).done().get("imported").asInt()).isZero();
    }

    @Test
    void marks_come_in_are_listed_compared_tabled_and_go_out_again() throws IOException {
        JsonNode in = console.json("review", "import", marks().toString()).done();
        assertThat(in.get("imported").asInt()).isEqualTo(12);
        assertThat(in.get("rejected")).singleElement().satisfies(rejected -> {
            assertThat(rejected.get("line").asInt()).isEqualTo(7);
            assertThat(rejected.get("reason").asText()).contains("outside the text");
        });
        assertThat(console.json("review", "import", marks().toString()).done().get("imported").asInt()).isZero();

        JsonNode answers = console.json("review", "list", "--department", "儿科").done().get("answers");
        assertThat(answers).hasSize(6);
        assertThat(answers.get(0).get("readings")).hasSize(2);

        JsonNode agreement = console.json("review", "agreement").done();
        assertThat(agreement.get("answers").asInt()).isEqualTo(6);
        assertThat(agreement.get("alpha").asDouble()).isEqualTo(1);
        assertThat(agreement.get("alphaInterval").get("low").asDouble()).isEqualTo(1);
        assertThat(agreement.get("kappa").isNull()).as("everybody found an error everywhere").isTrue();
        assertThat(agreement.get("units").get("factual").get("reliability").asText()).isEqualTo("reliable");
        assertThat(console.run("review", "agreement").out()).contains("reliable");
        assertThat(console.run("review", "agreement", "--readers", "王").code()).isEqualTo(2);

        Path out = temp.resolve("out.jsonl");
        assertThat(console.json("review", "export", "--to", out.toString()).done().get("exported").asInt()).isEqualTo(12);
        assertThat(Files.readAllLines(out)).hasSize(12);
        Path conll = temp.resolve("out.conll");
        JsonNode lost = console.json("review", "export", "--to", conll.toString()).done().get("lost");
        assertThat(lost.get("comment").asInt()).isEqualTo(12);
        assertThat(console.json("review", "export", "--format", "corrections", "--reviewer", "王", "--to", temp.resolve("c.jsonl").toString()).done().get("exported").asInt()).isEqualTo(6);
        assertThat(console.json("data", "import", temp.resolve("c.jsonl").toString()).done().get("imported").asInt()).isEqualTo(6);

        Path html = temp.resolve("table.html");
        console.json("review", "table", "--reviewer", "王", "--to", html.toString()).done();
        assertThat(Files.readString(html)).contains("A1 (DoctorGLM)").contains("(病毒自限 → 口服补液)");

        JsonNode errors = console.json("review", "errors").done().get("groups").get(0);
        assertThat(errors.get("kinds").get("factual").asDouble()).isEqualTo(100);

        JsonNode queue = console.json("review", "queue", "--reviewer", "赵", "--readers", "3", "--blind", "--seed", "5").done();
        assertThat(queue.get("open").asInt()).isEqualTo(6);
        assertThat(queue.get("next").get(0).has("model")).isFalse();

        JsonNode log = console.json("review", "log", "--verify", "--limit", "1000").done();
        assertThat(log.get("unbroken").asBoolean()).isTrue();
        assertThat(log.get("entries")).hasSize(6 + 12 + 12);
        assertThat(console.run("review", "import", temp.resolve("none.jsonl").toString()).err()).contains("cannot be read");
    }

    @Test
    void figures_of_answers_beside_references_are_printed() throws IOException {
        Path file = Files.writeString(temp.resolve("m.jsonl"), """
                {"reference":"建议多喝水，注意休息。","answer":"建议多喝水，注意休息。"}
                {"reference":"口服布洛芬","answer":"物理降温即可"}
                """);
        JsonNode figures = console.json("experiment", "metrics", "--file", file.toString()).done();
        assertThat(figures.get("bleu4").asDouble()).isEqualTo(0.5);
        assertThat(figures.get("rougeL").asDouble()).isEqualTo(0.5);
        assertThat(figures.get("distinct1").asDouble()).isEqualTo(1 - 1.0 / 17, org.assertj.core.api.Assertions.within(0.2));
        Files.writeString(file, "{\"answer\":1}\n");
        assertThat(console.run("experiment", "metrics", "--file", file.toString()).code()).isEqualTo(1);
    }
}
