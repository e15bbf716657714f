package org.doctorglm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.Checkpoint;
import org.doctorglm.checkpoint.SafetensorsReader;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.Traits;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// The packs of this computer: those that came with the program and those imported into the user's home.
///
/// Safe to use from several processes: an import is written aside and moved into place in one step.
public final class ModelStore {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    /// Longest folder name that every file system takes.
    private static final int MOST_NAME_BYTES = 200;

    private final Path shipped;
    private final Path imported;
    private final String version;

    /// @param shipped folder of packs that came with the program, need not exist
    /// @param imported folder of packs that were imported, made when needed
    /// @param version of the program, written into new packs
    public ModelStore(Path shipped, Path imported, String version) {
        this.shipped = shipped;
        this.imported = imported;
        this.version = version;
    }

    /// Packs that can be opened, by name; one in the user's home goes before a shipped one of the same name.
    public List<ModelPack> list() {
        List<ModelPack> packs = new ArrayList<>();
        for (Entry entry : entries()) {
            try {
                packs.add(entry.open());
            } catch (IOException e) {
                // Reported by damaged().
            }
        }
        return packs;
    }

    /// Packs that cannot be opened, with the reason.
    public List<ModelException> damaged() {
        List<ModelException> broken = new ArrayList<>();
        for (Entry entry : entries()) {
            try {
                entry.open();
            } catch (ModelException e) {
                broken.add(e);
            } catch (IOException e) {
                broken.add(new ModelException(Reason.DAMAGED_PACK, entry.name(), String.valueOf(e.getMessage())));
            }
        }
        return broken;
    }

    /// @throws ModelException UNKNOWN, or why the pack cannot be used
    public ModelPack find(String name) throws IOException {
        for (Entry entry : entries()) {
            if (entry.name().equals(name)) {
                return entry.open();
            }
        }
        throw new ModelException(Reason.UNKNOWN, name, String.join(", ", entries().stream().map(Entry::name).toList()));
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Path root : List.of(imported, shipped)) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> folders = Files.list(root)) {
                folders.filter(f -> Files.isRegularFile(f.resolve(ModelPack.MANIFEST)))
                        .filter(f -> !f.getFileName().toString().startsWith("."))
                        .map(f -> new Entry(f, root.equals(shipped)))
                        .filter(e -> entries.stream().noneMatch(other -> other.name().equals(e.name())))
                        .forEach(entries::add);
            } catch (IOException e) {
                // A folder without read permission holds no packs for this user.
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private record Entry(Path folder, boolean shipped) {
        String name() {
            return folder.getFileName().toString();
        }

        ModelPack open() throws IOException {
            return ModelPack.open(folder, shipped);
        }
    }

    /// The quantiser that is used when nobody asks for another; block sizes as measured, see the decision "quantiser".
    public static @Nullable Quantizer defaultQuantizer(Precision precision) {
        return switch (precision) {
            case FP32 -> null;
            case INT8 -> new Quantizer(8, 32, true);
            case INT4 -> new Quantizer(4, 32, false);
        };
    }

    /// Makes a pack of a Hugging Face folder. Nothing is left behind when it fails or is cancelled.
    ///
    /// @param progress in weights
    /// @throws java.util.concurrent.CancellationException when cancelled
    public ModelPack importFolder(Path folder, Precision precision, String name, Progress progress, Cancellation cancellation)
            throws IOException {
        return importFolder(folder, precision, defaultQuantizer(precision), name, progress, cancellation);
    }

    /// As [#importFolder(Path, Precision, String, Progress, Cancellation)], with a quantiser of one's own.
    public ModelPack importFolder(Path folder, Precision precision, @Nullable Quantizer quantizer, String name, Progress progress,
                                  Cancellation cancellation) throws IOException {
        Path target = target(name);
        GlmConfig config = GlmConfig.read(folder);
        Files.createDirectories(imported);
        try (Checkpoint checkpoint = SafetensorsReader.openFolder(folder)) {
            requireSpace(name, config, precision);
            // Not a temporary directory of the JDK: those can be read by their maker only, and packs may be shared.
            Path aside = Files.createDirectory(imported.resolve(".import-" + java.util.UUID.randomUUID()));
            try {
                write(aside, folder, checkpoint, config, precision, quantizer, name, progress, cancellation);
                moveInto(target, aside, name);
            } finally {
                deleteTree(aside);
            }
        }
        return ModelPack.open(target, false);
    }

    private static void moveInto(Path target, Path aside, String name) throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.FileSystemException e) {
            // Another process may have imported the same name meanwhile.
            throw Files.exists(target) ? new ModelException(Reason.EXISTS, name, name) : e;
        }
    }

    private Path target(String name) throws ModelException {
        if (!NAME.matcher(name).matches() || name.endsWith(".") || name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw new ModelException(Reason.BAD_NAME, name, name);
        }
        Path target = imported.resolve(name);
        if (Files.exists(target)) {
            throw new ModelException(Reason.EXISTS, name, name);
        }
        return target;
    }

    private void write(Path aside, Path folder, Checkpoint checkpoint, GlmConfig config, Precision precision,
                       @Nullable Quantizer quantizer, String name, Progress progress, Cancellation cancellation) throws IOException {
        List<FileHash> files = new ArrayList<>();
        List<PackManifest.TensorPlace> tensors;
        try (WeightsWriter weights = new WeightsWriter(aside.resolve(ModelPack.WEIGHTS))) {
            new PackBuilder(checkpoint, config, quantizer, weights, progress, cancellation).build();
            files.add(weights.finish());
            tensors = weights.places();
        }
        Path tokenizer = folder.resolve(ModelPack.TOKENIZER);
        if (Files.isRegularFile(tokenizer)) {
            Path copy = Files.copy(tokenizer, aside.resolve(ModelPack.TOKENIZER));
            files.add(hash(copy, cancellation));
        }
        List<FileHash> sources = new ArrayList<>();
        for (Path file : checkpoint.files()) {
            sources.add(hash(file, cancellation));
        }
        sources.add(hash(folder.resolve("config.json"), cancellation));
        PackManifest manifest = new PackManifest(PackManifest.FORMAT_VERSION, name, config.release(), precision, quantizer, config,
                traits(folder), tensors, files, sources, version);
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
            json = ModelPack.JSON.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ModelException(Reason.NOT_A_MODEL, folder.toString(), "doctorglm.json");
        }
        return new Traits(json.path("requiresEvidence").asBoolean(false), json.path("promptTokens").asInt(0),
                json.path("itemsPerLine").asInt(0));
    }

    private void requireSpace(String name, GlmConfig config, Precision precision) throws IOException {
        long weights = (long) config.vocabulary() * config.hidden() * 2
                + config.layers() * (4L * config.hidden() * config.hidden() + 2L * config.hidden() * config.inner());
        long needed = weights * (precision.quantised() ? precision.bits() + 2 : 32) / 8;
        long free = Files.getFileStore(imported).getUsableSpace();
        if (free < needed) {
            throw new ModelException(Reason.DISK_FULL, name, needed + "/" + free);
        }
    }

    /// Deletes an imported pack.
    public void remove(String name) throws IOException {
        for (Entry entry : entries()) {
            if (entry.name().equals(name)) {
                if (entry.shipped()) {
                    throw new ModelException(Reason.SHIPPED, name, name);
                }
                // First out of sight in one step, so that a reader never meets half a pack.
                Path aside = imported.resolve(".removed-" + name + "-" + System.nanoTime());
                Files.move(entry.folder(), aside, StandardCopyOption.ATOMIC_MOVE);
                deleteTree(aside);
                return;
            }
        }
        throw new ModelException(Reason.UNKNOWN, name, "");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
