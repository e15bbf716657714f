package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Version;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCommandTest {
    @TempDir
    private static Path temp;
    private static Path home;
    private static Console console;

    @BeforeAll
    static void askOnce() {
        home = temp.resolve("a home 医生");
        console = new Console(home, Locale.ENGLISH);
        console.json("ask", "--greedy", "--max-tokens", "5", "宝宝发烧，嗓子疼，扁桃体肿大").done();
    }

    @Test
    void consultationsAreListedSearchedAndExported() throws Exception {
        JsonNode one = console.json("history", "list").done().get("consultations").get(0);
        assertThat(one.get("title").asText()).isEqualTo("宝宝发烧，嗓子疼，扁桃体肿大");
        assertThat(one.get("disease").asText()).isEqualTo("急性扁桃体炎");
        assertThat(one.get("answers").asInt()).isEqualTo(1);
        assertThat(console.json("history", "search", "嗓子").done().get("consultations").get(0).get("excerpt").asText()).contains("嗓子");
        assertThat(console.json("history", "search", "骨折").done().get("consultations")).isEmpty();
        for (String format : new String[] {"markdown", "pdf", "json_lines"}) {
            Path file = temp.resolve("x." + format);
            assertThat(console.json("history", "export", one.get("id").asText(), "--to", file.toString(), "--format", format).done().get("file").asText())
                    .isEqualTo(file.toString());
            assertThat(Files.size(file)).isPositive();
        }
        assertThat(Files.readString(temp.resolve("x.markdown"))).contains("For research only");
        assertSentence(console.run("history", "export", "x", "--to", temp.resolve("y").toString()), 1);
        assertSentence(console.run("history", "export", one.get("id").asText()), 2);
        Console.Run folder = console.run("history", "export", one.get("id").asText(), "--to", temp.resolve("gone/x.md").toString());
        assertSentence(folder, 1);
        assertThat(folder.err()).contains("gone").doesNotContain(".export");
    }

    @Test
    void theMachineIsCheckedPartByPart() {
        Console.Run run = console.json("self-test");
        assertThat(run.code()).as(run.toString()).isZero();
        JsonNode json = run.json();
        assertThat(json.get("checks").findValuesAsText("name")).contains("model", "engine", "device", "retrieval", "sentence", "storage", "offline");
        assertThat(json.get("checks")).allSatisfy(check -> {
            assertThat(check.get("ok").asBoolean()).as(check.toString()).isTrue();
            assertThat(check.get("detail").asText()).isNotBlank();
        });
        assertThat(json.get("socketsOpened").asInt()).isZero();
    }

    @Test
    void optionsOfEveryCommandMayStandBeforeOrBehindIt() {
        String at = home.toString();
        String[][] all = {{"--home", at, "--json", "history", "list"}, {"history", "--home", at, "list", "--json"}, {"history", "list", "--json", "--home", at},
            {"--json", "history", "list", "--home=" + at}};
        for (String[] arguments : all) {
            Console.Run run = console.bare(new Cancellation(), arguments);
            assertThat(run.done().get("consultations")).as(run.toString()).hasSize(1);
        }
    }

    @Test
    void helpAndVersionAreAnsweredInTheUsersLanguage() {
        assertThat(console.bare(new Cancellation(), "--version").out()).contains(Version.current());
        assertThat(console.bare(new Cancellation(), "--help").out()).contains("research only", "ask", "self-test");
        assertThat(new Console(home, Locale.CHINESE).bare(new Cancellation(), "--help").out()).contains("仅供研究使用");
        for (String[] verb : new String[][] {{"ask"}, {"replay"}, {"model"}, {"model", "import"}, {"knowledge", "search"}, {"history", "export"}, {"self-test"}}) {
            String[] arguments = java.util.Arrays.copyOf(verb, verb.length + 1);
            arguments[verb.length] = "--help";
            Console.Run run = console.bare(new Cancellation(), arguments);
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Usage", "--home");
        }
    }

    @Test
    void wrongUsageIsASentenceAndTheSecondCode() {
        for (String[] wrong : new String[][] {{}, {"model"}, {"history"}, {"knowledge"}, {"dance"}, {"ask"}, {"ask", "a", "b"}, {"model", "show"}, {"--json"}}) {
            assertSentence(console.bare(new Cancellation(), wrong), 2);
        }
    }

    @Test
    void aFailureShowsItsTraceOnlyWhenAskedTo() {
        assertSentence(console.run("replay", "gone"), 1);
        assertThat(console.run("replay", "gone", "--verbose").err()).contains("\tat ");
        assertThat(console.run("--verbose", "replay", "gone").err()).contains("\tat ");
    }

    @Test
    void aHomeThatCannotBeIsASentence() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertSentence(new Console(file, Locale.ENGLISH).run("history", "list"), 1);
        Path odd = Files.createDirectories(temp.resolve("odd"));
        Files.writeString(odd.resolve("doctorglm.db"), "this is no database, but it is longer than the header of one would be".repeat(4));
        Console.Run run = new Console(odd, Locale.ENGLISH).run("ask", "cough");
        assertSentence(run, 1);
        assertThat(Files.readString(odd.resolve("doctorglm.db"))).startsWith("this is no database");
    }
}
