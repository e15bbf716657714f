package org.doctorglm.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
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
    private final TokenizerCheck tokenizers;
    private final Workplace workplace;

    /// Takes tokenizers as they come: for packs that compute scores and never chat.
    ///
    /// @param shipped folder of packs that came with the program, need not exist
    /// @param imported folder of packs that were imported, made when needed
    /// @param version of the program, written into new packs
    public ModelStore(Path shipped, Path imported, String version) {
        this(shipped, imported, version, file -> { });
    }

    /// A store apart, with nothing shipped: for packs that are made, measured and thrown away.
    ///
    /// @param folder of its packs, made when needed
    public ModelStore(Path folder, String version) {
        this(folder.resolve(".none"), folder, version);
    }

    /// @param tokenizers looks at the tokenizer of a folder that is imported
    public ModelStore(Path shipped, Path imported, String version, TokenizerCheck tokenizers) {
        this(shipped, imported, version, tokenizers, Workplace.LOCAL);
    }

    ModelStore(Path shipped, Path imported, String version, TokenizerCheck tokenizers, Workplace workplace) {
        this.shipped = shipped;
        this.imported = imported;
        this.version = version;
        this.tokenizers = tokenizers;
        this.workplace = workplace;
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
            case FP32, FP16 -> null;
            case INT8 -> new Quantizer(8, 32, true);
            case INT4 -> new Quantizer(4, 32, false);
        };
    }

    /// Makes a pack of a Hugging Face folder, see [#importFolder(ImportRequest, Progress, Cancellation)].
    public ModelPack importFolder(Path folder, Precision precision, String name, Progress progress, Cancellation cancellation)
            throws IOException {
        return importFolder(ImportRequest.of(folder, null, precision, name), progress, cancellation);
    }

    /// Makes a pack as requested. Nothing is left behind when it fails. When it is cancelled, what is finished is kept for a day in a hidden
    /// folder, and the same request goes on from there.
    ///
    /// @param progress in bytes of the sources, each read twice
    /// @throws java.util.concurrent.CancellationException when cancelled
    public ModelPack importFolder(ImportRequest request, Progress progress, Cancellation cancellation) throws IOException {
        Path target = target(request.name());
        new PackImport(imported, version, tokenizers, workplace, request).run(target, progress, cancellation);
        return ModelPack.open(target, false);
    }

    /// Before long work whose end is a pack of this name.
    ///
    /// @throws ModelException EXISTS, BAD_NAME
    public void requireFree(String name) throws ModelException {
        target(name);
    }

    /// Whether a folder is a pack, sound or not, and no checkpoint.
    public static boolean isPack(Path folder) {
        return Files.isRegularFile(folder.resolve(ModelPack.MANIFEST)) && !Files.exists(folder.resolve("config.json"));
    }

    /// Takes a pack from elsewhere, as it is, among the imported ones.
    ///
    /// @param progress in bytes, each of which is copied and then read again
    /// @throws ModelException WRONG_HASH, DAMAGED_PACK, EXISTS, BAD_NAME, DISK_FULL, NOT_A_MODEL for a tokenizer that cannot be read
    /// @throws java.util.concurrent.CancellationException when cancelled; nothing is left behind
    public ModelPack adopt(ModelPack pack, String name, Progress progress, Cancellation cancellation) throws IOException {
        target(name);
        Optional<Path> tokenizer = pack.tokenizer();
        if (tokenizer.isPresent()) {
            try {
                tokenizers.check(tokenizer.get());
            } catch (IOException | RuntimeException e) {
                throw new ModelException(Reason.NOT_A_MODEL, pack.folder().toString(), ModelPack.TOKENIZER);
            }
        }
        return new PackCopy(pack, imported, workplace, progress, cancellation).run(name);
    }

    /// Copies a pack into a folder, a USB stick for example, and reads it again there.
    ///
    /// @param folder gets a folder with the pack's name; made when it is not there
    /// @param progress in bytes, each of which is copied and then read again
    /// @throws ModelException UNKNOWN, WRONG_HASH, EXISTS, DISK_FULL
    public ModelPack copyOut(String name, Path folder, Progress progress, Cancellation cancellation) throws IOException {
        return new PackCopy(find(name), folder, workplace, progress, cancellation).run(name);
    }

    /// What a pack takes of the disk, beside the others of this computer.
    public DiskUse diskUse(ModelPack pack) {
        return DiskUse.of(pack, list());
    }

    /// Bytes of a pack to be made that another one has already, as far as names and sizes tell; an adapter that is merged into it makes them fewer.
    public long expectedShared(FolderInspection.Network network, Precision precision) throws IOException {
        PackTypes types = PackTypes.of(precision, defaultQuantizer(precision), Map.of());
        return Files.isDirectory(imported) ? ExpectedSharing.of(imported, workplace, network.config(), network.files(), types, Set.of()).bytes() : 0;
    }

    /// Bytes that can still be written where imported packs lie.
    public long freeDisk() throws IOException {
        Path there = imported;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return workplace.freeDisk(there);
    }

    /// Whether an import was cancelled or killed that can go on.
    public boolean unfinished() throws IOException {
        return ImportFolder.any(imported);
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

    /// Deletes an imported pack. What other packs have in common with it stays.
    public void remove(String name) throws IOException {
        for (Entry entry : entries()) {
            if (entry.name().equals(name)) {
                if (entry.shipped()) {
                    throw new ModelException(Reason.SHIPPED, name, name);
                }
                PackRemoval.sweep(imported);
                PackRemoval.run(entry.folder(), imported);
                return;
            }
        }
        throw new ModelException(Reason.UNKNOWN, name, "");
    }
}
