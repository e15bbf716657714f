package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.engine.Engine;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Packs of format 2, all of whose tensors lie in one file, are still opened.
class OlderPackTest {
    private static final int[] PROMPT = {20, 300, 77};

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(Engines.class)
    void itComputesTheSame(Engines engine) throws Exception {
        for (Precision precision : Precision.values()) {
            ModelPack pack = DemoModel.pack(precision);
            ModelPack older = older(pack, temp.resolve(precision.key()));
            assertThat(older.manifest().formatVersion()).isEqualTo(2);
            assertThat(scores(engine, older)).isEqualTo(scores(engine, pack));
        }
    }

    @Test
    void itIsVerifiedAndCarried() throws Exception {
        ModelPack older = older(DemoModel.pack(Precision.INT4), temp.resolve("older"));
        older.verify(Progress.NONE, new Cancellation());
        ModelStore store = new ModelStore(temp.resolve("packs"), "test");
        assertThat(store.adopt(older, "a", Progress.NONE, new Cancellation()).sha256()).isEqualTo(older.sha256());
        ModelPack twin = store.adopt(older, "b", Progress.NONE, new Cancellation());
        assertThat(store.diskUse(twin)).as("the whole file is shared").isEqualTo(new DiskUse(0, older.bytes()));
        assertThat(PackEstimate.of(older)).isEqualTo(PackEstimate.of(twin));
    }

    private static float[] scores(Engines engines, ModelPack pack) throws Exception {
        GlmConfig config = pack.manifest().config();
        try (Engine engine = engines.load(pack, 1)) {
            return engine.session().prefill(new int[] {PROMPT[0], PROMPT[1], PROMPT[2], config.gmask(), config.bos()}, 1, new Cancellation()).values().clone();
        }
    }

    /// The same tensors as the program wrote them before.
    private static ModelPack older(ModelPack pack, Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(pack.folder().resolve(ModelPack.MANIFEST).toFile());
        json.put("formatVersion", 2);
        long position = 0;
        try (OutputStream out = Files.newOutputStream(folder.resolve(ModelPack.WEIGHTS))) {
            for (JsonNode tensor : json.get("tensors")) {
                byte[] file = Files.readAllBytes(pack.folder().resolve(tensor.get("file").asText()));
                int length = tensor.get("bytes").asInt();
                out.write(file, tensor.get("offset").asInt(), length);
                ((ObjectNode) tensor).put("offset", position).remove("file");
                out.write(new byte[(int) (WeightsWriter.onPages(length) - length)]);
                position += WeightsWriter.onPages(length);
            }
        }
        Files.copy(pack.folder().resolve(ModelPack.TOKENIZER), folder.resolve(ModelPack.TOKENIZER));
        ArrayNode files = json.putArray("files");
        for (String name : new String[] {ModelPack.WEIGHTS, ModelPack.TOKENIZER}) {
            Path file = folder.resolve(name);
            files.addObject().put("name", name).put("bytes", Files.size(file)).put("sha256", Sha256.of(file, n -> { }, new Cancellation()));
        }
        mapper.writeValue(folder.resolve(ModelPack.MANIFEST).toFile(), json);
        return ModelPack.open(folder, false);
    }
}
