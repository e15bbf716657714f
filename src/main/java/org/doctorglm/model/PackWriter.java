package org.doctorglm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.JsonFile;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.Traits;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// Writes the files of one pack into an empty folder. Closing it closes the sources.
final class PackWriter implements AutoCloseable {
    private final ImportRequest request;
    private final GlmConfig config;
    private final PackSources from;

    private PackWriter(ImportRequest request, GlmConfig config, PackSources from) {
        this.request = request;
        this.config = config;
        this.from = from;
    }

    /// Opens checkpoint and adapter and compares them.
    static PackWriter open(ImportRequest request, GlmConfig config) throws IOException {
        return new PackWriter(request, config, PackSources.open(request, config));
    }

    void write(Path aside, String version, Progress progress, Cancellation cancellation) throws IOException {
        List<FileHash> files = new ArrayList<>();
        List<PackManifest.TensorPlace> tensors;
        try (WeightsWriter weights = new WeightsWriter(aside.resolve(ModelPack.WEIGHTS))) {
            new PackBuilder(from.weights(), from.prefix(), config, request.quantizer(), weights, progress, cancellation).build();
            files.add(weights.finish());
            tensors = weights.places();
        }
        Path tokenizer = request.folder().resolve(ModelPack.TOKENIZER);
        if (Files.isRegularFile(tokenizer)) {
            Path copy = Files.copy(tokenizer, aside.resolve(ModelPack.TOKENIZER));
            files.add(hash(copy, cancellation));
        }
        List<FileHash> sources = new ArrayList<>();
        for (Path file : from.files()) {
            sources.add(hash(file, cancellation));
        }
        sources.add(hash(request.folder().resolve("config.json"), cancellation));
        PackManifest manifest = new PackManifest(PackManifest.FORMAT_VERSION, request.name(), config.release(), request.precision(),
                request.quantizer(), config, traits(request.folder()), from.adapter() == null ? null : from.adapter().name(),
                from.prefix() == null ? null : from.prefix().length(), tensors, files, sources, version);
        Files.write(aside.resolve(ModelPack.MANIFEST), ModelPack.JSON.writeValueAsBytes(manifest));
    }

    private static FileHash hash(Path file, Cancellation cancellation) throws IOException {
        return new FileHash(file.getFileName().toString(), Files.size(file), Sha256.of(file, n -> { }, cancellation));
    }

    private static Traits traits(Path folder) throws IOException {
        Path file = folder.resolve("doctorglm.json");
        if (!Files.isRegularFile(file)) {
            return Traits.UNKNOWN;
        }
        JsonNode json;
        try {
            json = JsonFile.read(file, JsonFile.CONFIGURATION);
        } catch (CheckpointException e) {
            throw new ModelException(Reason.NOT_A_MODEL, folder.toString(), "doctorglm.json");
        }
        return new Traits(json.path("requiresEvidence").asBoolean(false), json.path("promptTokens").asInt(0),
                json.path("itemsPerLine").asInt(0));
    }

    @Override
    public void close() {
        from.close();
    }
}
