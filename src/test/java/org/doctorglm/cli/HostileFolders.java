package org.doctorglm.cli;

import static org.doctorglm.cli.HostileInput.WEIGHTS;
import static org.doctorglm.cli.HostileInput.config;
import static org.doctorglm.cli.HostileInput.model;
import static org.doctorglm.cli.HostileInput.of;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.model.ModelPack;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PickleWriter;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.testing.TorchFile;

/// Folders: shards and their index, configurations, tokenizers, adapters, and things that are no files.
final class HostileFolders {
    private HostileFolders() {
    }

    static Stream<HostileInput> kinds() {
        return Stream.of(shards(), noFiles(), configurations(), tokenizers(), adapters()).flatMap(kinds -> kinds);
    }

    private static Stream<HostileInput> shards() {
        return Stream.of(
                index("a shard above the folder", "../outside.safetensors", folder -> sound(folder.resolveSibling("outside.safetensors"))),
                index("an absolute shard", "/etc/passwd", folder -> { }),
                index("a shard below the folder", "sub/in.safetensors", folder -> sound(Files.createDirectories(folder.resolve("sub")).resolve("in.safetensors"))),
                index("a shard that is missing", "gone.safetensors", folder -> { }),
                index("a shard that is a folder", "part", folder -> Files.createDirectories(folder.resolve("part"))),
                index("a shard that is a pipe", "pipe", folder -> HostileInput.pipe(folder.resolve("pipe"))),
                index("a link out of the folder", "link", folder -> Files.createSymbolicLink(folder.resolve("link"), sound(folder.resolveSibling("secret")))),
                index("a link to itself", "loop", folder -> Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"))),
                of("an index of five megabytes", "index.json", folder -> HostileInput.index(folder, "{\"weight_map\":{\"a\":\"" + "a".repeat(5_000_000) + "\"}}")),
                of("an index that is no JSON", "index.json", folder -> HostileInput.index(folder, "<html>")),
                of("an index without shards", "weight_map", folder -> HostileInput.index(folder, "{\"weight_map\":{}}")),
                of("a tensor in two shards", "word_embeddings", folder -> {
                    var parts = HostileInput.shards(folder);
                    String twice = "transformer.word_embeddings.weight";
                    parts[1].put(twice, java.util.Objects.requireNonNull(parts[0].get(twice)));
                    model().safetensors(parts[1]).write(folder.resolve(HostileInput.shard(1)));
                }),
                of("a shard of another network", "transformer.", folder -> {
                    HostileInput.shards(folder);
                    TinyModel other = TinyModel.random(2, 2, 12, 48, 40, false, 9);
                    other.safetensors(other.weights()).write(folder.resolve(HostileInput.shard(1)));
                }));
    }

    private static Stream<HostileInput> noFiles() {
        return Stream.of(
                of("a folder instead of the weights", WEIGHTS, folder -> folder(folder.resolve(WEIGHTS))),
                of("a pipe instead of the weights", WEIGHTS, folder -> HostileInput.pipe(folder.resolve(WEIGHTS))),
                of("a pipe instead of the configuration", "config.json", folder -> HostileInput.pipe(folder.resolve("config.json"))),
                of("a folder instead of the configuration", "config.json", folder -> folder(folder.resolve("config.json"))),
                of("a pipe instead of the tokenizer", ModelPack.TOKENIZER, folder -> HostileInput.pipe(folder.resolve(ModelPack.TOKENIZER))));
    }

    private static Stream<HostileInput> configurations() {
        return Stream.of(
                config("a billion layers", "num_layers", "\"num_layers\": 2", "\"num_layers\": 1000000000"),
                config("a width of two billion", "hidden_size", "\"hidden_size\": 32", "\"hidden_size\": 2147483647"),
                config("no heads", "num_attention_heads", "\"num_attention_heads\": 2", "\"num_attention_heads\": 0"),
                config("a vocabulary of two billion", "vocab_size", "\"vocab_size\": 40", "\"vocab_size\": 2147483647"),
                config("a fractional width", "inner_hidden_size", "\"inner_hidden_size\": 48", "\"inner_hidden_size\": 48.5"),
                config("an epsilon of text", "layernorm_epsilon", "1e-05", "\"small\""),
                config("an epsilon without end", "layernorm_epsilon", "1e-05", "1e999"),
                config("a control token outside the vocabulary", "gmask_token_id", "\"gmask_token_id\": 5", "\"gmask_token_id\": 130001"),
                config("a key twice", "config.json", "\"num_layers\": 2", "\"num_layers\": 2, \"num_layers\": 3"),
                config("a value of deep brackets", "config.json", "\"num_layers\": 2", "\"num_layers\": 2, \"x\": " + "[".repeat(50_000)),
                config("five megabytes of blanks", "config.json", "\"num_layers\": 2", "\"num_layers\": 2" + " ".repeat(5_000_000)),
                of("bytes that are no text", "config.json", folder -> Files.write(folder.resolve("config.json"), new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF})),
                of("image tokens of text", "num_image_tokens", folder -> Files.writeString(folder.resolve("tokenizer_config.json"), "{\"num_image_tokens\": \"x\"}")),
                of("traits that are no JSON", "doctorglm.json", folder -> Files.writeString(folder.resolve("doctorglm.json"), "{")));
    }

    private static Stream<HostileInput> tokenizers() {
        return Stream.of(
                tokenizer("a tokenizer that is a text", "this is no tokenizer".getBytes(StandardCharsets.UTF_8)),
                tokenizer("an empty tokenizer", new byte[0]),
                tokenizer("a tokenizer whose first piece has two billion bytes", new byte[] {0x0A, -1, -1, -1, -1, 0x07, 1, 2, 3}),
                of("a tokenizer of 64 GB", ModelPack.TOKENIZER, folder -> HostileInput.sparse(folder.resolve(ModelPack.TOKENIZER), new byte[] {0x0A}, 1L << 36)));
    }

    private static Stream<HostileInput> adapters() {
        LoraFolder lora = LoraFolder.random(model(), 4, 8, 3);
        PrefixFile prefix = PrefixFile.random(model().config(), 5, 0, 3);
        return Stream.of(
                adapter("an adapter of another rank", "r 8", folder -> LoraFolder.config(lora.writeSafetensors(folder, LoraFolder.PEFT),
                        lora.configJson().replace("\"r\": 4", "\"r\": 8"))),
                adapter("an adapter of a wider network", "layers.0", folder -> LoraFolder.random(TinyModel.random(2, 3, 16, 48, 40, false, 9), 4, 8, 3)
                        .writeSafetensors(folder, LoraFolder.PEFT)),
                adapter("an adapter of the other release", "150528/40", folder -> LoraFolder.config(lora.writeSafetensors(folder, LoraFolder.PEFT),
                        lora.configJson().replace("{", "{\"vocab_size\": 150528, "))),
                adapter("an adapter that runs a program", "os.system", folder -> {
                    Files.createDirectories(folder);
                    return Files.write(folder.resolve("adapter_model.bin"), TorchFile.archive(new PickleWriter().global("os", "system").stop(), "little").bytes());
                }),
                adapter("a configuration of deep brackets", "adapter_config.json", folder -> LoraFolder.config(lora.writeSafetensors(folder, LoraFolder.PEFT),
                        "{\"r\":" + "[".repeat(100_000))),
                adapter("rows that do not exist", "doctorglm_rows", folder -> LoraFolder.config(lora.writeSafetensors(folder, LoraFolder.PEFT),
                        lora.configJson().replace("{", "{\"doctorglm_rows\": \"everything\", "))),
                adapter("an adapter that is a pipe", "adapter", folder -> {
                    HostileInput.pipe(folder);
                    return folder;
                }),
                adapter("a prefix of another length", "pre_seq_len", folder -> prefix.writeTorch(folder, PrefixFile.USUAL, "{\"pre_seq_len\": 128}")),
                adapter("a prefix whose tokens have no values", "prefix_encoder", folder -> {
                    Path file = new SafetensorsFile().tensor(PrefixFile.USUAL + "embedding.weight", "F32", new byte[0], 5, 0).write(folder.resolve("a.safetensors"));
                    return file.getParent();
                }),
                adapter("a prefix of a billion tokens", "prefix_encoder", folder -> new SafetensorsFile().tensor(PrefixFile.USUAL + "embedding.weight", "F32",
                        new byte[0], 1_000_000_000, 0).write(folder.resolve("a.safetensors"))));
    }

    @FunctionalInterface
    private interface Adapter {
        Path write(Path folder) throws Exception;
    }

    private static HostileInput adapter(String what, String said, Adapter adapter) {
        return new HostileInput(what, said, folder -> List.of("--adapter", adapter.write(folder.resolveSibling("adapter")).toString()));
    }

    private static HostileInput tokenizer(String what, byte[] bytes) {
        return of(what, ModelPack.TOKENIZER, folder -> Files.write(folder.resolve(ModelPack.TOKENIZER), bytes));
    }

    private static HostileInput index(String what, String shard, HostileInput.Change change) {
        return of(what, shard, folder -> {
            change.apply(folder);
            HostileInput.index(folder, "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        });
    }

    private static Path sound(Path file) throws java.io.IOException {
        return model().safetensors(model().weights()).write(file);
    }

    private static void folder(Path instead) throws java.io.IOException {
        Files.delete(instead);
        Files.createDirectory(instead);
    }
}
