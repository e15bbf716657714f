package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// One import from its first look at the sources to the move into place.
///
/// What it leaves: a pack, when it succeeds; nothing, when it fails; its finished part, when it is cancelled or killed.
final class PackImport {
    /// A disk with less room than this is full, whatever the system's message says.
    private static final long NO_ROOM = 1 << 20;

    private final Path root;
    private final String version;
    private final TokenizerCheck tokenizers;
    private final Workplace workplace;
    private final ImportRequest request;

    /// @param root where packs lie
    PackImport(Path root, String version, TokenizerCheck tokenizers, Workplace workplace, ImportRequest request) {
        this.root = root;
        this.version = version;
        this.tokenizers = tokenizers;
        this.workplace = workplace;
        this.request = request;
    }

    /// @param target where the pack will lie; its name is free
    void run(Path target, Progress progress, Cancellation cancellation) throws IOException {
        GlmConfig config = PackSources.config(request.folder());
        checkTokenizer();
        Files.createDirectories(root);
        ImportFolder.sweep(root);
        PackRemoval.sweep(root);
        try (PackWriter writer = PackWriter.open(request, config)) {
            String recipe = writer.recipe(version);
            requireMemory(config);
            long needed = needed(config, writer, ImportFolder.place(root, recipe));
            requireDisk(needed);
            try (ImportFolder folder = ImportFolder.enter(root, recipe, request.name(), request.restart())) {
                write(writer, folder, target, progress, cancellation);
            } catch (IOException e) {
                throw told(e, needed);
            }
        }
    }

    private void checkTokenizer() throws IOException {
        Path file = request.folder().resolve(ModelPack.TOKENIZER);
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (Files.isRegularFile(file)) {
                tokenizers.check(file);
                return;
            }
        } catch (java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Whatever fails in bytes from outside, they are the cause.
        }
        throw new ModelException(Reason.NOT_A_MODEL, request.folder().toString(), ModelPack.TOKENIZER);
    }

    private void write(PackWriter writer, ImportFolder folder, Path target, Progress progress, Cancellation cancellation) throws IOException {
        try {
            writer.write(folder, workplace, SharedFiles.in(root, workplace), version, progress, cancellation);
            folder.moveTo(target, request.name());
        } catch (CancellationException e) {
            if (folder.journal().units().isEmpty()) {
                folder.delete();
            }
            throw e;
        } catch (IOException | RuntimeException | InternalError e) {
            // The last is what the JDK throws when a mapped file is cut under it. Other errors are as a kill: the folder stays.
            folder.delete();
            writer.requireUnchanged();
            throw e;
        }
    }

    /// A disk that is full says so in many ways.
    private IOException told(IOException e, long needed) throws IOException {
        boolean known = e instanceof ModelException || e instanceof CheckpointException;
        long free = workplace.freeDisk(root);
        return known || free >= NO_ROOM ? e : new ModelException(Reason.DISK_FULL, request.name(), needed + "/" + free);
    }

    /// Bytes that are still to be written. The embedding counts unless a pack of the same sources shows that it is the head.
    private long needed(GlmConfig config, PackWriter writer, Path begun) throws IOException {
        ExpectedSharing shared = writer.expectedSharing(root, workplace);
        boolean tied = shared.files().containsKey("head.bin") && !shared.files().containsKey("embedding.bin");
        long bytes = PackEstimate.vectors(config) + 8L * config.layers() * config.hidden() * writer.prefixTokens();
        for (Map.Entry<String, Long> matrix : PackEstimate.matrices(config, writer.types()).entrySet()) {
            boolean there = shared.files().containsKey(matrix.getKey() + ".bin") || tied && matrix.getKey().equals("embedding");
            bytes += there ? 0 : WeightsWriter.onPages(matrix.getValue());
        }
        return Math.max(0, bytes - (request.restart() ? 0 : written(begun, shared)));
    }

    /// Bytes of an interrupted import, without files that count as shared.
    private static long written(Path begun, ExpectedSharing shared) throws IOException {
        if (!Files.isDirectory(begun)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(begun)) {
            for (Path file : files.toList()) {
                bytes += shared.files().containsKey(file.getFileName().toString()) ? 0 : Files.size(file);
            }
        }
        return bytes;
    }

    private void requireDisk(long needed) throws IOException {
        long free = workplace.freeDisk(root);
        if (free < needed) {
            throw new ModelException(Reason.DISK_FULL, request.name(), needed + "/" + free);
        }
    }

    /// Some rows of two matrices at a time, and what they become.
    private void requireMemory(GlmConfig config) throws ModelException {
        long width = Math.max(config.hidden(), config.inner());
        long needed = 3 * 4 * PackBuilder.ROWS * width;
        long free = workplace.freeMemory();
        if (free < needed) {
            throw new ModelException(Reason.MEMORY_FULL, request.name(), needed + "/" + free);
        }
    }
}
