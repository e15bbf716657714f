package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.platform.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {
    private static final String PLAN = """
            title: two
            questions:
              - {text: 最近血压总是偏高，平时要注意什么？, department: 内科, reference: {text: "低盐饮食，规律运动。<script>", source: =自编, year: 2026}}
            models: [{model: chatglm-mini}]
            settings: [{preset: conservative, max-tokens: 32}]
            designer: [true, false]
            outside: [{label: ChatGPT, answers: {Q1: "=SUM(1+1) 请低盐饮食。"}}]
            """;

    @TempDir
    Path temp;
    private Console console;

    @BeforeEach
    void open() {
        console = new Console(temp.resolve("home"), Locale.ENGLISH);
    }

    private Path plan() throws IOException {
        return Files.writeString(temp.resolve("plan.yaml"), PLAN);
    }

    @Test
    void a_plan_is_run_listed_shown_tabled_replayed_sent_to_review_and_removed() throws IOException {
        JsonNode run = console.json("experiment", "run", plan().toString()).done();
        assertThat(run.get("cells").asInt()).isEqualTo(2);
        assertThat(run.get("answered").asInt()).isEqualTo(2);
        JsonNode own = run.get("answers").get(1);
        assertThat(own.get("answer").asText()).isNotBlank();
        assertThat(own.get("rougeL").asDouble()).isBetween(0.0, 1.0);
        assertThat(own.get("provenance").get("modelSha256").asText()).hasSize(64);
        assertThat(console.json("experiment", "run", "--resume", "two").done().get("digest")).isEqualTo(run.get("digest"));

        assertThat(console.json("experiment", "list").done().get("experiments").get(0).get("answered").asInt()).isEqualTo(2);
        assertThat(console.run("experiment", "show", "two").out()).contains("with designer").contains("without designer").contains("ChatGPT");
        JsonNode table = console.json("experiment", "table", "two", "--rows", "subject", "--columns", "designer").done();
        assertThat(table.get("groups")).hasSize(3);
        assertThat(console.json("experiment", "replay", "two").done().get("identical").asBoolean()).isTrue();
        assertThat(console.json("experiment", "review", "two").done().get("queued").asInt()).isEqualTo(3);
        assertThat(console.json("review", "list").done().get("answers")).hasSize(3);
        assertThat(console.run("experiment", "remove", "two").code()).isZero();
        assertThat(console.run("experiment", "show", "two").err()).contains("no experiment \"two\"");
    }

    @Test
    void a_table_is_written_in_every_form_and_is_safe_to_open() throws IOException {
        console.json("experiment", "run", plan().toString()).done();
        for (String form : new String[] {"html", "md", "latex", "csv", "pdf"}) {
            Path file = temp.resolve("table." + form);
            assertThat(console.run("experiment", "table", "two", "--answers", "--format", form, "--to", file.toString()).code()).as(form).isZero();
            assertThat(Files.size(file)).as(form).isPositive();
        }
        assertThat(Files.readString(temp.resolve("table.html"))).contains("&lt;script&gt;").doesNotContain("<script>").contains("(2026)");
        assertThat(Files.readString(temp.resolve("table.csv"))).contains("\"'=SUM(1+1)").contains("\"'=自编");
        assertThat(Files.readString(temp.resolve("table.latex"))).contains("\\begin{longtable}").contains("\\end{document}");
        assertThat(new String(Files.readAllBytes(temp.resolve("table.pdf")), StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        assertThat(console.run("experiment", "table", "two", "--format", "pdf").code()).isEqualTo(2);
    }

    @Test
    void a_grid_that_is_stopped_says_how_to_go_on_and_goes_on() {
        Cancellation now = new Cancellation();
        now.request();
        String[] grid = {"experiment", "grid", "--name", "g", "--question", "头疼怎么办？", "--top-p", "0.5,0.9", "--temperature", "0.7", "--seeds", "2", "--max-tokens", "16"};
        Console.Run stopped = console.run(now, grid);
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.err()).contains("experiment run --resume g");
        JsonNode run = console.json(grid).done();
        assertThat(run.get("answered").asInt()).isEqualTo(4);
        assertThat(run.get("layout").asText()).isEqualTo("grid");
    }

    @Test
    void what_cannot_be_run_is_said_in_a_sentence() throws IOException {
        Path bad = Files.writeString(temp.resolve("bad.yaml"), "questions: [{text: a}]\nmodels: [{model: nobody}]\n");
        assertThat(console.run("experiment", "run", bad.toString()).err()).contains("nobody");
        assertThat(console.run("experiment", "run", temp.resolve("nowhere.yaml").toString()).err()).contains("nowhere.yaml");
        assertThat(console.run("experiment", "run").code()).isEqualTo(2);
        assertThat(console.run("experiment", "run", plan().toString(), "--name", "../out").err()).contains("cannot be the name");
        assertThat(console.run("experiment", "checkpoints", "nobody").code()).isEqualTo(1);
        assertThat(console.run("experiment", "list").err()).contains("No experiment yet");
    }

    @Test
    void the_report_is_made_of_what_is_stored_and_names_what_is_missing() throws IOException {
        Path empty = temp.resolve("empty.md");
        JsonNode first = console.json("experiment", "report", "--format", "md", "--to", empty.toString()).done();
        assertThat(first.get("missing").asInt()).as("runs twice, methods, and each of the six kinds of experiments").isEqualTo(9);
        assertThat(Files.readString(empty)).contains("RQ1").contains("RQ5").contains("Missing");

        Path plan = Files.writeString(temp.resolve("designer.yaml"), PLAN.replace("title: two", "title: two\nlayout: designer"));
        console.json("experiment", "run", plan.toString()).done();
        Path html = temp.resolve("report.html");
        JsonNode second = console.json("experiment", "report", "--to", html.toString()).done();
        assertThat(second.get("experiments").asInt()).isEqualTo(1);
        assertThat(second.get("missing").asInt()).isEqualTo(8);
        String digest = console.json("experiment", "show", "two").done().get("digest").asText();
        assertThat(Files.readString(html)).contains("an answer of 200 tokens takes about").contains(digest).contains("ROUGE-L").contains("<svg").contains("nothing: it runs as asked for").doesNotContain("<script>");
    }

    @Test
    void what_the_quick_study_cannot_begin_with_is_said() {
        String file = temp.resolve("quick.html").toString();
        assertThat(console.run("experiment", "report", "--to", file, "--base", temp.toString()).err()).contains("--quick only");
        Console.Run empty = console.run("experiment", "report", "--to", file, "--quick", "--base", temp.toString());
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.err()).doesNotContain("Exception");
        assertThat(temp.resolve("quick.html")).doesNotExist();
    }
}
