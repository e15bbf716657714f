package org.doctorglm.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// A folder that holds a network ready to answer: manifest, weights, tokenizer. Immutable; files are read in place.
///
/// @param sha256 of the manifest, which names the hash of every other file, so it stands for the whole pack
/// @param shipped whether it came with the program
public record ModelPack(Path folder, PackManifest manifest, String sha256, boolean shipped) {
    public static final String MANIFEST = "manifest.json";
    public static final String WEIGHTS = "weights.bin";
    public static final String TOKENIZER = "ice_text.model";
    private static final long MAX_MANIFEST_BYTES = 4L << 20;

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// Opens a pack: reads the manifest and checks that the files are there in their full length. Hashes are checked by [#verify].
    public static ModelPack open(Path folder, boolean shipped) throws IOException {
        Path file = folder.resolve(MANIFEST);
        String name = String.valueOf(folder.getFileName());
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_MANIFEST_BYTES) {
            throw new ModelException(Reason.DAMAGED_PACK, name, MANIFEST);
        }
        byte[] bytes = Files.readAllBytes(file);
        PackManifest manifest = parse(name, bytes);
        for (FileHash part : manifest.files()) {
            if (!complete(folder, part)) {
                throw new ModelException(Reason.DAMAGED_PACK, name, part.name());
            }
        }
        Optional<String> misplaced = manifest.misplaced();
        if (misplaced.isPresent()) {
            throw new ModelException(Reason.DAMAGED_PACK, name, misplaced.get());
        }
        return new ModelPack(folder, manifest, Sha256.of(bytes), shipped);
    }

    /// Whether a file is there in its full length, in the folder itself.
    static boolean complete(Path folder, FileHash part) throws IOException {
        try {
            Path path = folder.resolve(part.name());
            // A forged manifest must not lead out of the folder.
            return folder.toAbsolutePath().normalize().equals(path.toAbsolutePath().normalize().getParent())
                    && Files.isRegularFile(path) && Files.size(path) == part.bytes();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static PackManifest parse(String name, byte[] bytes) throws IOException {
        try {
            int version = JSON.readTree(bytes).path("formatVersion").asInt(0);
            if (version > PackManifest.FORMAT_VERSION) {
                throw new ModelException(Reason.NEWER_FORMAT, name, String.valueOf(version));
            }
            if (version >= 1 && version < PackManifest.OLDEST_VERSION) {
                throw new ModelException(Reason.OLDER_FORMAT, name, String.valueOf(version));
            }
            PackManifest manifest = JSON.readValue(bytes, PackManifest.class);
            if (version < 1 || manifest.files().stream().noneMatch(f -> f.name().equals(WEIGHTS))) {
                throw new ModelException(Reason.DAMAGED_PACK, name, MANIFEST);
            }
            return manifest;
        } catch (ModelException e) {
            throw e;
        } catch (IOException | NullPointerException e) {
            throw new ModelException(Reason.DAMAGED_PACK, name, MANIFEST);
        }
    }

    /// Name of the folder: what the pack is found by, also when somebody copied or renamed it.
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /// The file of all tensors that have none of their own.
    public Path weights() {
        return folder.resolve(WEIGHTS);
    }

    /// The tokenizer, absent when the imported folder had none (such a pack computes logits but cannot chat).
    public Optional<Path> tokenizer() {
        Path file = folder.resolve(TOKENIZER);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    public long bytes() {
        return manifest.files().stream().mapToLong(FileHash::bytes).sum();
    }

    /// What rounding cost this pack, where it was measured. Asked anew each time: another program may measure.
    public Optional<LossCard> lossCard() {
        return LossCard.beside(folder, sha256);
    }

    /// Whether it was measured and is worse than its precision may be: such a pack answers only where somebody insists.
    public boolean failedGate() {
        return lossCard().filter(card -> !card.passed(manifest.precision())).isPresent();
    }

    /// @throws IllegalArgumentException for the card of another pack
    public void keep(LossCard card) throws IOException {
        if (!card.pack().equals(sha256)) {
            throw new IllegalArgumentException(card.pack());
        }
        card.write(folder);
    }

    /// Reads every file again and compares its SHA-256.
    ///
    /// @param progress in bytes
    /// @throws ModelException WRONG_HASH with the first file that differs
    public void verify(Progress progress, Cancellation cancellation) throws IOException {
        long done = 0;
        for (FileHash part : manifest.files()) {
            long before = done;
            String hash = Sha256.of(folder.resolve(part.name()), n -> progress.at(before + n, bytes()), cancellation);
            if (!hash.equals(part.sha256())) {
                throw new ModelException(Reason.WRONG_HASH, name(), part.name());
            }
            done += part.bytes();
        }
    }
}
