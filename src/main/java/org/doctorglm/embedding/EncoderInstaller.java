package org.doctorglm.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Progress;

/// Takes a sentence model from a folder into the user's home, where it appears in one step after it was copied, hashed and tried, or not at all.
/// There is one at a time. Opening reads no weights until the runtime does; hashes are compared on request.
public final class EncoderInstaller {
    private static final String ASIDE = ".new-";
    private static final String TRIED = "发热三天，咳嗽，咽痛";

    private final Path home;
    private final Opening opening;

    /// Opens a model that was looked through.
    @FunctionalInterface
    public interface Opening {
        /// @param sha256 of all files
        SentenceEncoder open(EncoderFolder folder, String sha256) throws IOException;
    }

    /// @param home folder of the installed model; need not exist
    public EncoderInstaller(Path home, Opening opening) {
        this.home = home;
        this.opening = opening;
    }

    /// Where the installed model lies; weights of the ranker that were trained with it lie beside it and go with it.
    public Path folder() {
        return home.resolve("current");
    }

    /// What is installed.
    ///
    /// @throws EncoderException DAMAGED when a file is missing or of another size
    public Optional<InstalledEncoder> installed() throws IOException {
        return Files.isDirectory(folder()) ? Optional.of(InstalledEncoder.open(folder())) : Optional.empty();
    }

    /// The installed model, ready to work; the caller closes it. Empty where there is none.
    public Optional<SentenceEncoder> open() throws IOException {
        Optional<InstalledEncoder> installed = installed();
        return installed.isEmpty() ? Optional.empty() : Optional.of(opening.open(EncoderFolder.open(folder()), installed.get().sha256()));
    }

    /// Copies a model; one that is there already is replaced.
    ///
    /// @param progress in bytes, each written once and read once
    /// @throws EncoderException when it cannot be used; then what was there is there still
    public InstalledEncoder install(Path from, Progress progress, Cancellation cancellation) throws IOException {
        EncoderFolder source = EncoderFolder.open(from);
        Files.createDirectories(home);
        long bytes = 0;
        for (Path file : source.files().values()) {
            bytes += Files.size(file);
        }
        if (Files.getFileStore(home).getUsableSpace() < bytes) {
            throw new EncoderException(Reason.NO_ROOM, Long.toString(bytes));
        }
        removeLeft();
        Path aside = Files.createDirectory(home.resolve(ASIDE + System.nanoTime()));
        try {
            copy(source.files(), aside, bytes, progress, cancellation);
            long half = bytes;
            Path named = from.toAbsolutePath().normalize().getFileName();
            InstalledEncoder described = InstalledEncoder.describe(aside, named == null ? "" : named.toString(), List.copyOf(source.files().keySet()),
                    (read, all) -> progress.at(half + read, 2 * half), cancellation);
            // What was copied is looked through again: the folder may have changed meanwhile.
            try (SentenceEncoder tried = opening.open(EncoderFolder.open(aside), described.sha256())) {
                tried.encode(TRIED, SentenceRole.QUESTION, cancellation);
            }
            Path former = home.resolve(ASIDE + "former");
            boolean replaced = Files.exists(folder());
            if (replaced) {
                Files.move(folder(), former, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(aside, folder(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaced) {
                    Files.move(former, folder(), StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
            FileTree.delete(former);
        } finally {
            FileTree.delete(aside);
        }
        return InstalledEncoder.open(folder());
    }

    /// Puts weights of the ranker beside the model that they were trained with, in one step.
    ///
    /// @param weights content of `ranker.json`
    public void keepWeights(String weights) throws IOException {
        Path part = Files.writeString(home.resolve(ASIDE + System.nanoTime()), weights, StandardCharsets.UTF_8);
        Files.move(part, folder().resolve("ranker.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// @return whether there was one
    public boolean remove() throws IOException {
        boolean present = Files.exists(folder());
        FileTree.delete(folder());
        return present;
    }

    /// What a kill left.
    private void removeLeft() throws IOException {
        try (var all = Files.list(home)) {
            for (Path path : all.filter(path -> path.getFileName().toString().startsWith(ASIDE)).toList()) {
                FileTree.delete(path);
            }
        }
    }

    private static void copy(Map<String, Path> files, Path aside, long bytes, Progress progress, Cancellation cancellation) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long done = 0;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path to = aside.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            try (InputStream in = Files.newInputStream(file.getValue()); OutputStream out = Files.newOutputStream(to)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    cancellation.throwIfRequested();
                    out.write(buffer, 0, n);
                    done += n;
                    progress.at(done, 2 * bytes);
                }
            }
        }
    }
}
