package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.platform.Directories;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.DepartmentProfile.Learned;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.profile.ProfileRepository;
import org.doctorglm.testing.TemporaryHome;
import org.doctorglm.training.Probe;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training from the command line, with the real trainer on the demo model.
class TrainCommandTest {
    @TempDir
    Path home;

    private Console console;
    private Path talks;

    @BeforeEach
    void open() throws Exception {
        console = new Console(home, Locale.ENGLISH);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add("{\"q\": \"第" + i + "个问题：头疼怎么办？\", \"a\": \"先休息，第" + i * 7 % 11 + "天还疼就去医院。\"}");
        }
        talks = Files.write(home.resolve("talks.jsonl"), lines);
        console.json("model", "import", org.doctorglm.testing.DemoModel.SOURCE.toString(), "--precision", "fp32", "--name", "base").done();
    }

    private List<String> what(String name, String... more) {
        List<String> all = new ArrayList<>(List.of("--name", name, "--model", "base", "--data", talks.toString(), "--recipe", "small-safe", "--set", "batch=1",
                "--set", "epochs=100", "--set", "save-every=1", "--set", "evaluate-every=100", "--set", "warm-up=0", "--set", "answer-tokens=12"));
        all.addAll(List.of(more));
        return all;
    }

    private Console.Run train(List<String> verb, List<String> what) {
        List<String> all = new ArrayList<>(verb);
        all.addAll(what);
        return console.json(all.toArray(String[]::new));
    }

    private List<Long> steps(String run) throws Exception {
        try (var files = Files.list(home.resolve("runs").resolve(run).resolve("checkpoints"))) {
            return files.map(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""))).sorted().toList();
        }
    }

    @Test
    void kept_steps_outlive_the_others_and_each_checkpoint_is_counted_beside_the_base() throws Exception {
        JsonNode run = train(List.of("train", "run"), what("sweep", "--set", "most-steps=10", "--set", "keep=2,4")).done();
        assertThat(run.at("/recipe/keep").asText()).isEqualTo("2,4");
        assertThat(steps("sweep")).startsWith(2L, 4L).endsWith(8L, 9L, 10L);

        JsonNode table = console.json("train", "compare", "sweep", "--metrics", "3").done();
        assertThat(table.path("questions").asInt()).isEqualTo(3);
        assertThat(table.path("rows")).hasSize(1 + steps("sweep").size());
        for (JsonNode row : table.path("rows")) {
            for (String key : List.of("bleu4", "rouge1", "rouge2", "rougeL", "chrf")) {
                double value = row.path(key).asDouble(-1);
                assertThat(value).as(key).isBetween(0.0, 1.0);
                assertThat(value).as(key).isBetween(row.at("/" + key + "Interval/low").asDouble() - 1e-9, row.at("/" + key + "Interval/high").asDouble() + 1e-9);
                assertThat(row.has(key + "Change")).isEqualTo(row.path("step").asLong() > 0);
            }
        }
        Console.Run words = console.run("train", "compare", "sweep", "--metrics", "2");
        assertThat(words.out()).contains("BLEU-4", "chrF2", "Step 10", "nothing about clinical quality");
        assertThat(console.json("train", "compare", "sweep", "--metrics", "1").code()).isEqualTo(2);
    }

    @Test
    void a_profile_says_what_a_new_run_is_of_and_what_is_named_goes_before_it() throws Exception {
        String hash = "0".repeat(64);
        Probe own = new Probe("孩子发烧到多少度要去医院？", "38.5");
        console.json("data", "import", talks.toString(), "--as", "儿科门诊").done();
        new ProfileRepository(new Directories(TemporaryHome.APPLICATION, home).profiles()).save(new DepartmentProfile("儿科", 1, List.of("儿科"),
                new Learned(new Part("儿科门诊", hash), null), null, null, new Trained("旧", new Part("base", hash), 2, hash, RecipeText.of(Recipe.PAPER_P_TUNING)),
                List.of(own), null, ""), false);
        console.json("train", "queue", "add", "--profile", "儿科", "--name", "as-it-says").done();
        JsonNode run = console.json("train", "show", "as-it-says").done();
        assertThat(run.path("data").asText()).isEqualTo("儿科门诊");
        assertThat(run.path("model").asText()).isEqualTo("base");
        assertThat(run.at("/recipe/recipe").asText()).isEqualTo("paper-p-tuning");
        assertThat(Files.readString(home.resolve("runs/as-it-says/probes.json"))).contains(own.question());
        console.json("train", "queue", "add", "--profile", "儿科", "--name", "otherwise", "--recipe", "small-safe", "--set", "epochs=3", "--data", talks.toString()).done();
        JsonNode other = console.json("train", "show", "otherwise").done();
        assertThat(other.at("/recipe/recipe").asText()).isEqualTo("small-safe");
        assertThat(other.at("/recipe/epochs").asText()).isEqualTo("3.0");
        assertThat(other.path("data").asText()).isEqualTo(talks.toString());
    }

    @Test
    void what_waits_is_trained_behind_the_run_that_was_begun_with_the_queue() {
        train(List.of("train", "queue", "add"), what("second", "--set", "most-steps=2", "--sweep")).done();
        train(List.of("train", "queue", "add"), what("leaves", "--set", "most-steps=2")).done();
        assertThat(console.json("train", "queue", "remove", "leaves").done().path("waiting")).extracting(JsonNode::asText).containsExactly("second");
        assertThat(console.json("train", "show", "second").done().path("state").asText()).isEqualTo("queued");
        assertThat(console.json("train", "show", "second").done().at("/recipe/keep").asText()).isEqualTo("1,2");
        Console.Run run = train(List.of("train", "run", "--queue"), what("first", "--set", "most-steps=2"));
        assertThat(run.code()).as(run.toString()).isZero();
        for (String name : List.of("first", "second")) {
            assertThat(console.json("train", "show", name).done().path("state").asText()).as(name).isEqualTo("finished");
        }
        assertThat(console.json("train", "queue", "list").done().path("waiting")).isEmpty();
        assertThat(console.json("train", "show", "leaves").done().path("state").asText()).isEqualTo("interrupted");
        assertThat(console.json("train", "queue", "start").done().path("trained").asInt()).isZero();
        assertThat(console.json("train", "queue", "add", "second").code()).as("has ended").isNotZero();
        assertThat(console.json("train", "queue", "add").code()).isEqualTo(2);
    }
}
