package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.doctorglm.platform.Cancellation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskCommandTest {
    private static final String THROAT = "宝宝发烧三天了，嗓子疼，扁桃体肿大，怎么办？";
    @TempDir
    private static Path temp;
    private static Console console;
    private static JsonNode answer;

    @BeforeAll
    static void ask() {
        console = new Console(temp.resolve("home"), Locale.CHINESE);
        answer = console.json("ask", "--temperature", "0.8", "--top-p", "0.9", "--max-tokens", "20", "--seed", "5", THROAT).done();
    }

    @Test
    void anAnswerIsOneObjectWithEverythingThatMadeIt() {
        assertThat(answer.get("id").asText()).hasSize(36);
        assertThat(answer.get("answer").asText()).isNotBlank();
        assertThat(answer.get("finishReason").asText()).isIn("end", "length");
        JsonNode evidence = answer.get("evidence").get(0);
        assertThat(evidence.get("disease").asText()).isEqualTo("急性扁桃体炎");
        assertThat(evidence.get("score").isNumber()).isTrue();
        assertThat(evidence.get("sections").get("symptoms").asText()).isNotBlank();
        assertThat(evidence.get("source").asText()).isNotBlank();
        assertThat(answer.get("designer").get("state").asText()).isIn("confident", "choose");
        assertThat(answer.get("designer").get("keywords").isArray()).isTrue();
        assertThat(answer.get("prompt").asText()).contains(THROAT);
        assertThat(answer.get("promptTokens").asInt()).isPositive();
        assertThat(answer.get("answerTokens").asInt()).isBetween(1, 20);
        for (String time : new String[] {"loadMs", "firstTokenMs", "prefillTokensPerSecond", "decodeTokensPerSecond"}) {
            assertThat(answer.get("timings").get(time).isNumber()).as(time).isTrue();
        }
        assertThat(answer.get("redFlags").isArray() && answer.get("support").isArray()).isTrue();
        JsonNode provenance = answer.get("provenance");
        for (String field : new String[] {"model", "precision", "device", "settings", "seed", "knowledge", "version"}) {
            assertThat(provenance.hasNonNull(field)).as(field).isTrue();
        }
        assertThat(provenance.has("adapter")).isTrue();
        assertThat(provenance.get("seed").asLong()).isEqualTo(5);
        assertThat(provenance.get("settings").get("temperature").asDouble()).isEqualTo(0.8);
    }

    @Test
    void anAnswerReplaysByItsIdAndByItsFile() throws Exception {
        assertThat(console.json("replay", answer.get("id").asText()).done().get("identical").asBoolean()).isTrue();
        Path file = Files.writeString(temp.resolve("answer.json"), answer.toString());
        assertThat(console.json("replay", file.toString()).done().get("identical").asBoolean()).isTrue();
        ObjectNode forged = answer.deepCopy();
        forged.put("answer", "别的");
        Files.writeString(file, forged.toString());
        Console.Run differs = console.json("replay", file.toString());
        assertThat(differs.code()).isEqualTo(Verb.REFUSED);
        assertThat(differs.json().get("identical").asBoolean()).isFalse();
    }

    @Test
    void anAnswerFromBeforeDryAndTypicalPReplays() throws Exception {
        ObjectNode old = console.json("ask", "--dry", "0", "--max-tokens", "20", "--seed", "6", THROAT).done().deepCopy();
        old.withObject("provenance").withObject("settings").remove(List.of("typicalP", "dryMultiplier", "dryBase", "dryAllowedLength"));
        old.withObject("provenance").remove("droppedRounds");
        Path file = Files.writeString(temp.resolve("old.json"), old.toString());
        assertThat(console.json("replay", file.toString()).done().get("identical").asBoolean()).isTrue();
    }

    @Test
    void aProvenanceFileThatIsNoneIsASentence() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (String content : new String[] {"", "{", "[]", "{}", "nonsense", json.writeValueAsString(answer.get("provenance"))}) {
            Path file = Files.writeString(temp.resolve("broken.json"), content);
            assertSentence(console.json("replay", file.toString()), 1);
        }
        ObjectNode odd = answer.deepCopy();
        odd.put("finishReason", "whenever");
        assertSentence(console.json("replay", Files.writeString(temp.resolve("odd.json"), odd.toString()).toString()), 1);
        ObjectNode other = answer.deepCopy();
        other.withObject("provenance").put("modelSha256", "00");
        assertSentence(console.json("replay", Files.writeString(temp.resolve("other.json"), other.toString()).toString()), 1);
        assertSentence(console.json("replay", "no-such-id"), 1);
    }

    @Test
    void wordsGoToTheOneStreamAndEverythingElseToTheOther() {
        Console.Run run = console.run("ask", "--greedy", "--max-tokens", "12", "--disease", "蚕豆病", "孩子吃了蚕豆后面色苍白");
        assertThat(run.code()).isZero();
        assertThat(run.out().strip()).isNotBlank().doesNotContain("仅供研究使用", "指定的参考资料");
        assertThat(run.err()).contains("仅供研究使用", "指定的参考资料", "G6PD缺乏症");
    }

    @Test
    void whereNothingFitsNoTextIsMadeAndTheReasonIsSaid() {
        Console.Run run = console.run("ask", "手机屏幕碎了怎么修？");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isBlank();
        assertThat(run.err()).contains("没有找到相符的参考资料", "--no-designer");
        JsonNode off = console.json("ask", "--no-designer", "--max-tokens", "5", "手机屏幕碎了怎么修？").done();
        assertThat(off.get("designer").get("state").asText()).isEqualTo("off");
        assertThat(off.get("answerTokens").asInt()).isPositive();
    }

    @Test
    void severalAnswersComeFromOneReadingOfThePrompt() {
        JsonNode several = console.json("ask", "--n", "3", "--seed", "9", "--max-tokens", "30", "--temperature", "1.2", THROAT).done();
        JsonNode answers = several.get("answers");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).get("answer")).isEqualTo(several.get("answer"));
        assertThat(answers.findValuesAsText("seed")).containsExactly("9", "10", "11");
        assertThat(answers.findValuesAsText("answer")).doesNotHaveDuplicates();
        assertThat(answers.get(0).get("timings").get("promptReused").asBoolean()).isFalse();
        assertThat(answers.get(2).get("timings").get("promptReused").asBoolean()).isTrue();
        assertThat(several.get("timings").get("proposedTokens").isInt()).isTrue();
        JsonNode alone = console.json("ask", "--seed", "11", "--max-tokens", "30", "--temperature", "1.2", "--no-speculation", THROAT).done();
        assertThat(alone.get("answer")).isEqualTo(answers.get(2).get("answer"));
        assertSentence(console.run("ask", "--n", "2", "--greedy", THROAT), 2);
        assertSentence(console.run("ask", "--n", "5", THROAT), 2);
        assertSentence(console.run("ask", "--n", "0", THROAT), 2);
        Console.Run spoken = console.run("ask", "--n", "2", "--seed", "9", "--max-tokens", "8", THROAT);
        assertThat(spoken.err()).contains("第 2 / 2 个回答");
        assertThat(spoken.out().strip().lines().filter(line -> !line.isBlank())).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void earlierRoundsComeFromAFile() throws Exception {
        Path file = Files.writeString(temp.resolve("history.jsonl"), "{\"question\":\"甲\",\"answer\":\"乙\"}\n\n");
        JsonNode followed = console.json("ask", "--history", file.toString(), "--no-designer", "--max-tokens", "3", "丙").done();
        assertThat(followed.get("prompt").asText()).isEqualTo("[Round 0]\n问：甲\n答：乙\n[Round 1]\n问：丙\n答：");
        Files.writeString(file, "{\"question\":\"甲\",\"answer\":\"乙\"}\n{\"question\":1\n");
        Console.Run broken = console.run("ask", "--history", file.toString(), "丙");
        assertSentence(broken, 1);
        assertThat(broken.err()).contains("第 2 行");
    }

    @Test
    void badQuestionsAndSettingsAreSentences() {
        assertSentence(console.run("ask", "  "), 1);
        assertSentence(console.run("ask", "咳".repeat(100_000)), 1);
        assertSentence(console.run("ask", "--disease", "没有的病", "咳"), 1);
        assertSentence(console.run("ask", "--model", "没有", "咳"), 1);
        assertSentence(console.run("ask", "--history", temp.resolve("gone").toString(), "咳"), 1);
        for (String[] wrong : new String[][] {{"--temperature", "3"}, {"--top-p", "0"}, {"--seed", "-7"}, {"--max-tokens", "0"}, {"--top-k", "-1"},
            {"--temperature", "warm"}, {"--preset", "wild"}, {"--unknown", "1"}}) {
            assertSentence(console.run("ask", wrong[0], wrong[1], "咳"), 2);
        }
    }

    @Test
    void aCancelledRunSaysSoByItsCode() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThat(console.run(cancellation, "ask", THROAT).code()).isEqualTo(130);
        assertThat(console.run(cancellation, "replay", answer.get("id").asText()).code()).isEqualTo(130);
    }

    static void assertSentence(Console.Run run, int code) {
        assertThat(run.code()).as(run.toString()).isEqualTo(code);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ", "Exception", "java.");
    }
}
