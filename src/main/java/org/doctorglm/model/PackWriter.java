package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.Traits;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// Writes the files of one pack into an empty folder. Closing it closes the sources.
final class PackWriter implements AutoCloseable {
    private final ImportRequest request;
    private final GlmConfig config;
    private final PackSources from;
    private final List<SourceStamp> stamps;
    private final Traits traits;

    private PackWriter(ImportRequest request, GlmConfig config, PackSources from, List<SourceStamp> stamps, Traits traits) {
        this.request = request;
        this.config = config;
        this.from = from;
        this.stamps = stamps;
        this.traits = traits;
    }

    /// Opens checkpoint and adapter and compares them.
    static PackWriter open(ImportRequest request, GlmConfig config) throws IOException {
        PackSources from = PackSources.open(request, config);
        try {
            List<Path> files = new ArrayList<>(from.files());
            for (String name : List.of("config.json", "tokenizer_config.json", TraitsFile.NAME, ModelPack.TOKENIZER)) {
                Path file = request.folder().resolve(name);
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
            List<SourceStamp> stamps = new ArrayList<>();
            for (Path file : files) {
                stamps.add(SourceStamp.of(file));
            }
            return new PackWriter(request, config, from, List.copyOf(stamps), TraitsFile.read(request.folder()));
        } catch (IOException | RuntimeException e) {
            from.close();
            throw e;
        }
    }

    /// Hash of everything that decides what is written.
    String recipe(String version) throws IOException {
        return ImportRecipe.of(request, version, stamps);
    }

    /// Tokens of the prefix, 0 for none.
    int prefixTokens() throws IOException {
        return from.prefix() == null ? 0 : from.prefix().length();
    }

    /// What of the pack lies beside it already, as far as can be told before reading.
    ExpectedSharing expectedSharing(Path root, Workplace workplace) throws IOException {
        return ExpectedSharing.of(root, workplace, config, from.weights().files(), types(), from.changed());
    }

    /// How each matrix will be stored.
    PackTypes types() {
        return PackTypes.of(request.precision(), request.quantizer(), request.exceptions());
    }

    /// @throws ModelException SOURCE_CHANGED when a source is not what it was at the beginning
    void requireUnchanged() throws ModelException {
        for (SourceStamp stamp : stamps) {
            if (stamp.changed()) {
                String name = String.valueOf(stamp.file().getFileName());
                throw new ModelException(Reason.SOURCE_CHANGED, name, name);
            }
        }
    }

    /// Writes all files; weights that the journal has are kept.
    ///
    /// @param shared files that lie in other packs already
    /// @param progress in bytes of the sources, each of which is read once for its tensors and once for its hash
    void write(ImportFolder folder, Workplace workplace, SharedFiles shared, String version, Progress progress, Cancellation cancellation) throws IOException {
        List<FileHash> files = new ArrayList<>();
        List<PackManifest.TensorPlace> tensors;
        long bytes = sourceBytes();
        Progress reading = (done, total) -> progress.at((long) ((double) bytes * done / total), 2 * bytes);
        try (WeightsWriter weights = new WeightsWriter(folder.path(), folder.journal(), workplace, shared, cancellation)) {
            new PackBuilder(from.weights(), from.prefix(), config, types(), weights, reading, cancellation).build();
            files.addAll(weights.finish());
            tensors = weights.places();
        }
        Path tokenizer = request.folder().resolve(ModelPack.TOKENIZER);
        if (Files.isRegularFile(tokenizer)) {
            Path copy = Files.copy(tokenizer, folder.path().resolve(ModelPack.TOKENIZER), StandardCopyOption.REPLACE_EXISTING);
            files.add(hash(copy, Progress.NONE, 0, 1, cancellation));
        }
        List<FileHash> sources = new ArrayList<>();
        long done = bytes;
        for (Path file : from.files()) {
            sources.add(hash(file, progress, done, 2 * bytes, cancellation));
            done += Files.size(file);
        }
        if (!ModelStore.isPack(request.folder())) {
            sources.add(hash(request.folder().resolve("config.json"), Progress.NONE, 0, 1, cancellation));
        }
        requireUnchanged();
        PackManifest manifest = new PackManifest(PackManifest.FORMAT_VERSION, request.name(), config.release(), request.precision(),
                request.quantizer(), exceptions(tensors), config, traits, from.adapter() == null ? null : from.adapter().name(),
                from.prefix() == null ? null : from.prefix().length(), tensors, files, sources, version);
        Files.write(folder.path().resolve(ModelPack.MANIFEST), ModelPack.JSON.writeValueAsBytes(manifest));
    }

    /// Of the matrices that the pack has: a head that is tied has no embedding beside it.
    private @Nullable Map<String, String> exceptions(List<PackManifest.TensorPlace> tensors) {
        Map<String, String> there = new TreeMap<>();
        for (PackManifest.TensorPlace tensor : tensors) {
            String matrix = tensor.name().endsWith(".weight") ? tensor.name().substring(0, tensor.name().length() - ".weight".length()) : "";
            if (request.exceptions().containsKey(matrix)) {
                there.put(matrix, tensor.type());
            }
        }
        return there.isEmpty() ? null : there;
    }

    private long sourceBytes() throws IOException {
        long bytes = 0;
        for (Path file : from.files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static FileHash hash(Path file, Progress progress, long before, long total, Cancellation cancellation) throws IOException {
        String sha256 = Sha256.of(file, read -> progress.at(Math.min(total, before + read), total), cancellation);
        return new FileHash(file.getFileName().toString(), Files.size(file), sha256);
    }

    @Override
    public void close() {
        from.close();
    }
}
