package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.doctorglm.cli.AskCommandTest.assertSentence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.Checkpoints;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PickleWriter;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.Shared;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    @TempDir
    Path temp;

    @Test
    void aFolderBecomesAPackThatIsListedShownVerifiedAndRemoved() throws Exception {
        Console console = console();
        JsonNode imported = console.json("model", "import", tiny().toString(), "--precision", "int8", "--name", "小模型").done();
        assertThat(imported.get("name").asText()).isEqualTo("小模型");
        assertThat(imported.get("bytes").asLong()).isPositive();
        assertThat(imported.get("sha256").asText()).hasSize(64);
        assertThat(imported.get("base").asText()).isNotBlank();
        assertThat(imported.get("vocabulary").asInt()).isEqualTo(40);
        assertThat(console.json("model", "list").done().get("models").findValuesAsText("name")).containsExactly("chatglm-mini", "小模型");
        assertThat(console.json("model", "show", "小模型").done().get("config").get("layers").asInt()).isEqualTo(2);
        assertThat(console.json("model", "verify", "小模型").done().get("verified").asBoolean()).isTrue();
        assertThat(console.json("model", "remove", "小模型").done().get("removed").asBoolean()).isTrue();
        assertThat(console.json("model", "list").done().get("models")).hasSize(1);
    }

    @Test
    void aFolderIsLookedAtWithoutImportingIt() throws Exception {
        Console console = console();
        JsonNode network = console.json("model", "inspect", tiny().toString()).done();
        assertThat(network.get("kind").asText()).isEqualTo("network");
        assertThat(network.get("stored").asText()).isEqualTo("fp32");
        assertThat(network.get("packs").findValuesAsText("precision")).containsExactly("fp32", "fp16", "int8", "int4");
        Path adapter = LoraFolder.random(TinyModel.random(2, 2, 8, 32, 40, true, 1), 2, 4, 3).writeSafetensors(temp.resolve("lora"), LoraFolder.PEFT);
        assertThat(console.json("model", "inspect", adapter.toString()).done().get("rows").asText()).isEqualTo("thirds");
        assertSentence(console.run("model", "inspect", tiny().toString(), "--adapter", adapter.toString()), 3);
        assertSentence(console.run("model", "inspect", temp.resolve("gone").toString()), 1);
        assertThat(console.json("model", "list").done().get("models")).hasSize(1);
    }

    @Test
    void whatIsWrongWithAPackIsASentenceAndACode() throws Exception {
        Console console = console();
        assertSentence(console.run("model", "import", tiny().toString(), "--name", "a/b"), 1);
        assertSentence(console.run("model", "import", temp.resolve("gone").toString()), 1);
        assertSentence(console.run("model", "import", tiny().toString(), "--block", "17"), 2);
        assertSentence(console.run("model", "import", tiny().toString(), "--precision", "int2"), 2);
        console.json("model", "import", tiny().toString(), "--name", "a").done();
        assertSentence(console.run("model", "import", tiny().toString(), "--name", "a"), 1);
        Path weights = temp.resolve("home/models/a").resolve(ModelPack.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertSentence(console.run("model", "verify", "a"), 3);
        Files.delete(weights);
        assertSentence(console.run("model", "verify", "a"), 1);
        assertThat(console.run("model", "list").err()).contains("a", ModelPack.WEIGHTS);
        assertSentence(console.run("model", "remove", "chatglm-mini"), 3);
        assertSentence(console.run("model", "show", "b"), 1);
        assertSentence(console.run("ask", "--model", "a", "咳嗽"), 1);
    }

    @Test
    void aCancelledImportLeavesNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Console.Run run = console().run(cancellation, "model", "import", tiny().toString(), "--name", "a");
        assertSentence(run, 130);
        try (Stream<Path> left = Files.list(temp.resolve("home/models"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void rawScoresComeFromTheEngineForPromptAndEachFedToken() throws Exception {
        TinyModel model = model();
        JsonNode steps = console().run("model", "logits", "--checkpoint", tiny().toString(), "--prompt-ids", "20,21,5,8", "--then-ids", "30,31").done().get("steps");
        int[][] ids = {{20, 21, 5, 8}, {20, 21, 5, 8, 30}, {20, 21, 5, 8, 30, 31}};
        assertThat(steps).hasSize(3);
        for (int i = 0; i < 3; i++) {
            double[] wanted = new ReferenceGlm(model).logits(ids[i]);
            assertThat(steps.get(i)).hasSize(wanted.length);
            for (int j = 0; j < wanted.length; j++) {
                assertThat(steps.get(i).get(j).asDouble()).isCloseTo(wanted[j], within(2e-4));
            }
        }
        assertSentence(console().run("model", "logits", "--checkpoint", tiny().toString(), "--prompt-ids", "20,21"), 1);
        assertSentence(console().run("model", "logits", "--checkpoint", tiny().toString(), "--prompt-ids", "99,5,8"), 1);
        assertSentence(console().run("model", "logits", "--checkpoint", tiny().toString(), "--prompt-ids", "a"), 2);
        assertSentence(console().run("model", "logits", "--prompt-ids", "5,8"), 2);
    }

    @Test
    void tokenizingShowsIdsAndPieces() {
        JsonNode json = console().json("model", "tokenize", "chatglm-mini", "咽痛\n发热").done();
        assertThat(json.get("ids")).hasSameSizeAs(json.get("pieces"));
        assertThat(json.get("ids").findValuesAsText("x")).isEmpty();
        assertThat(json.get("pieces").toString()).contains("<n>");
        assertThat(console().run("model", "tokenize", "chatglm-mini", "咽痛").out()).contains("\t");
    }

    @Test
    void perplexityCountsTheTokensOfAnswersAndNamesABrokenLine() throws Exception {
        Path data = Files.writeString(temp.resolve("data.jsonl"), "{\"q\":\"咳嗽怎么办？\",\"a\":\"建议就诊。\"}\n");
        JsonNode json = console().json("model", "perplexity", "chatglm-mini", "--data", data.toString()).done();
        assertThat(json.get("loss").asDouble()).isBetween(0.0, 12.0);
        assertThat(json.get("tokens").asInt()).isBetween(2, 12);
        Files.writeString(data, "{\"q\":\"a\",\"a\":\"b\"}\nbroken\n");
        Console.Run broken = console().run("model", "perplexity", "chatglm-mini", "--data", data.toString());
        assertSentence(broken, 1);
        assertThat(broken.err()).contains("第 2 行");
    }

    @Test
    void measuringGivesNumbersAndRefusesWhatCannotBeMeasured() {
        JsonNode json = console().json("model", "bench", "--prompt-tokens", "16", "--tokens", "4").done();
        for (String field : new String[] {"loadMs", "prefillTokensPerSecond", "decodeTokensPerSecond", "bytesPerToken", "readBandwidth", "bandwidthShare"}) {
            assertThat(json.get(field).asDouble()).as(field).isPositive();
        }
        assertThat(json.get("peakResidentBytes").isNumber()).isTrue();
        assertThat(json.get("device").asText()).startsWith("cpu");
        assertSentence(console().run("model", "bench", "--prompt-tokens", "1"), 2);
        assertSentence(console().run("model", "bench", "--tokens", "0"), 2);
        assertSentence(console().run("model", "bench", "--prompt-tokens", "1000000"), 1);
    }

    @Test
    void aTorchFileIsImportedAndOneThatAsksForMoreIsRefused() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("torch"));
        Files.writeString(folder.resolve("config.json"), model().configJson());
        Path file = model().torch(model().weights()).write(folder.resolve("pytorch_model.bin"));
        assertThat(console().json("model", "import", folder.toString(), "--name", "t").done().get("vocabulary").asInt()).isEqualTo(40);
        Files.write(file, TorchFile.archive(new PickleWriter().global("os", "system").stop(), "little").bytes());
        Console.Run refused = console().run("model", "import", folder.toString(), "--name", "u");
        assertSentence(refused, 3);
        assertThat(refused.err()).contains("os.system", "pytorch_model.bin");
    }

    @Test
    void anAdapterIsMergedNamedAndRefusedWhereItDoesNotFit() throws Exception {
        LoraFolder lora = LoraFolder.random(model(), 4, 8, 3);
        Path adapter = lora.writeTorch(temp.resolve("doctor"), LoraFolder.PEFT);
        Console console = console();
        JsonNode imported = console.json("model", "import", tiny().toString(), "--adapter", adapter.toString(), "--precision", "int8").done();
        assertThat(imported.get("name").asText()).isEqualTo("source-doctor-int8");
        assertThat(console.json("model", "show", "source-doctor-int8").done().get("adapter").asText()).isEqualTo("doctor");
        assertThat(console.json("model", "show", "chatglm-mini").done().get("adapter").isNull()).isTrue();
        JsonNode step = console.run("model", "logits", "--checkpoint", tiny().toString(), "--adapter", adapter.toString(), "--prompt-ids", "20,21,5,8")
                .done().get("steps").get(0);
        double[] wanted = new ReferenceGlm(lora.merged()).logits(20, 21, 5, 8);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(step.get(i).asDouble()).isCloseTo(wanted[i], within(2e-4));
        }
        LoraFolder.config(adapter, lora.configJson().replace("{", "{\"vocab_size\": 150528, "));
        Console.Run other = console.run("model", "import", tiny().toString(), "--adapter", adapter.toString(), "--name", "b");
        assertSentence(other, 3);
        assertThat(other.err()).contains("doctor", "150528/40");
        LoraFolder.config(adapter, "{\"r\": 4}");
        Console.Run partial = console.run("model", "import", tiny().toString(), "--adapter", adapter.toString(), "--name", "b");
        assertSentence(partial, 1);
        assertThat(partial.err()).contains("doctor", "lora_alpha", "adapter_config.json", "--adapter-alpha N").doesNotContain("--adapter-rows");
        Files.delete(adapter.resolve("adapter_config.json"));
        String[] bare = {"model", "import", tiny().toString(), "--adapter", adapter.toString(), "--name", "b", "--adapter-alpha", "8"};
        Console.Run rows = console.run(bare);
        assertSentence(rows, 1);
        assertThat(rows.err()).contains("--adapter-rows thirds|per_head_qv|whole").doesNotContain("--adapter-alpha");
        assertSentence(console.run(with(bare, "--adapter-rows", "halves")), 2);
        assertThat(console.json(with(bare, "--adapter-rows", "thirds")).done().get("adapter").asText()).isEqualTo("doctor");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aNetworkWithAPrefixOfItsOwnScoresAsTorchDid() throws Exception {
        Path folder = Shared.require("golden/chatglm-cpp/glm_ptuning_v2_model");
        JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("steps");
        JsonNode steps = console().run("model", "logits", "--checkpoint", folder.toString(), "--prompt-ids", "0,1,2", "--then-ids", "3,4").done().get("steps");
        float[] head;
        try (Checkpoint checkpoint = Checkpoints.open(folder)) {
            head = checkpoint.read("transformer.word_embeddings.weight");
        }
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            JsonNode states = expected.get(i).get("hidden");
            JsonNode last = states.get(0).isArray() ? states.get(states.size() - 1) : states;
            for (int id = 0; id < 5; id++) {
                double wanted = 0;
                for (int j = 0; j < last.size(); j++) {
                    wanted += last.get(j).asDouble() * head[id * last.size() + j];
                }
                worst = Math.max(worst, Math.abs(steps.get(i).get(id).asDouble() - wanted));
            }
        }
        System.err.println("largest difference from torch with a prefix: " + worst);
        // The file keeps the prefix in 16 bits, torch had it in 32.
        assertThat(worst).isLessThan(1e-4);
    }

    @Test
    void aPrefixIsAddedNamedAndRefusedWhereItDoesNotFit() throws Exception {
        PrefixFile prefix = PrefixFile.random(model().config(), 5, 12, 3);
        Path adapter = prefix.writeTorch(temp.resolve("doctor"), PrefixFile.USUAL, prefix.configJson());
        Console console = console();
        JsonNode imported = console.json("model", "import", tiny().toString(), "--adapter", adapter.toString(), "--precision", "int8").done();
        assertThat(imported.get("name").asText()).isEqualTo("source-doctor-int8");
        assertThat(imported.get("prefix").asInt()).isEqualTo(5);
        JsonNode step = console.run("model", "logits", "--checkpoint", tiny().toString(), "--adapter", adapter.resolve("pytorch_model.bin").toString(),
                "--prompt-ids", "20,21,5,8").done().get("steps").get(0);
        double[] wanted = new ReferenceGlm(model(), prefix.rows()).logits(20, 21, 5, 8);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(step.get(i).asDouble()).isCloseTo(wanted[i], within(5e-4));
        }
        TinyModel deeper = TinyModel.random(3, 2, 16, 48, 40, false, 9);
        Path other = PrefixFile.random(deeper.config(), 5, 0, 3).writeTorch(temp.resolve("other"), PrefixFile.USUAL, "{}");
        Console.Run refused = console.run("model", "import", tiny().toString(), "--adapter", other.toString(), "--name", "b");
        assertSentence(refused, 3);
        assertThat(refused.err()).contains("other", "192/128");
    }

    @Test
    void anAnswerSaysWhichAdapterItsModelHas() throws Exception {
        int vocabulary = GlmConfig.read(DemoModel.SOURCE).vocabulary();
        TinyModel model = TinyModel.random(1, 1, 16, 16, vocabulary, true, 9);
        Path folder = model.write(temp.resolve("wide"));
        Files.copy(DemoModel.SOURCE.resolve(ModelPack.TOKENIZER), folder.resolve(ModelPack.TOKENIZER));
        Path adapter = LoraFolder.random(model, 4, 8, 3).writeTorch(temp.resolve("doctor"), LoraFolder.LORALIB);
        Console console = console();
        console.json("model", "import", folder.toString(), "--adapter", adapter.toString(), "--name", "a").done();
        JsonNode answer = console.json("ask", "--model", "a", "--no-designer", "--max-tokens", "2", "咳嗽").done();
        assertThat(answer.get("provenance").get("adapter").asText()).isEqualTo("doctor");
    }

    private Console console() {
        return new Console(temp.resolve("home"), Locale.CHINESE);
    }

    private static TinyModel model() {
        return TinyModel.random(2, 2, 16, 48, 40, false, 9);
    }

    private Path tiny() throws Exception {
        Path folder = model().write(temp.resolve("source"));
        if (!Files.exists(folder.resolve(ModelPack.TOKENIZER))) {
            Files.copy(DemoModel.SOURCE.resolve(ModelPack.TOKENIZER), folder.resolve(ModelPack.TOKENIZER));
        }
        return folder;
    }
}
