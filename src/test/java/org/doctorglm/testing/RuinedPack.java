package org.doctorglm.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// A pack that is sound as files and useless as a network, as a wrong rounding would make it.
public final class RuinedPack {
    private RuinedPack() {
    }

    /// Shuffles one byte in a hundred of the first block's `up` and makes the manifest agree.
    public static void ruin(Path folder) throws IOException {
        Path manifest = folder.resolve(ModelPack.MANIFEST);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(manifest.toFile());
        for (var tensor : json.get("tensors")) {
            if (tensor.get("name").asText().equals("layers.0.up.weight")) {
                spoil(alone(folder.resolve(tensor.get("file").asText())), tensor.get("offset").asLong(), tensor.get("bytes").asLong());
            }
        }
        for (var file : json.get("files")) {
            ((ObjectNode) file).put("sha256", Sha256.of(folder.resolve(file.get("name").asText()), n -> { }, new Cancellation()));
        }
        mapper.writeValue(manifest.toFile(), json);
    }

    /// The file may be a link to another pack's.
    private static Path alone(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Files.write(file, bytes);
    }

    private static void spoil(Path weights, long offset, long bytes) throws IOException {
        Random random = new Random(1);
        try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
            for (long at = offset; at < offset + bytes; at += 1 + random.nextInt(199)) {
                file.seek(at);
                file.write(random.nextInt(0x78));
            }
        }
    }
}
