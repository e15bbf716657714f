package org.doctorglm.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// A pack carried from one folder to another, a USB stick for example, as it is. It appears there in one step, after every byte that was
/// written has been read again, or not at all.
final class PackCopy {
    private static final String BEGIN = ".copy-";
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final long NO_ROOM = 1 << 20;

    private final ModelPack pack;
    private final Path root;
    private final Workplace workplace;
    private final Progress progress;
    private final Cancellation cancellation;
    private long done;

    /// @param root folder in which the copy gets a folder
    /// @param progress in bytes, each written once and read once
    PackCopy(ModelPack pack, Path root, Workplace workplace, Progress progress, Cancellation cancellation) {
        this.pack = pack;
        this.root = root;
        this.workplace = workplace;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// @throws ModelException WRONG_HASH when a file is not what the manifest says, EXISTS, DISK_FULL, DAMAGED_PACK for a forged manifest
    ModelPack run(String name) throws IOException {
        Path target = root.resolve(name);
        if (Files.exists(target)) {
            throw new ModelException(Reason.EXISTS, name, name);
        }
        requireFilesOnce();
        Files.createDirectories(root);
        sweep(root);
        Path aside = Files.createDirectory(root.resolve(BEGIN + System.nanoTime()));
        try {
            SharedFiles shared = SharedFiles.in(root, workplace);
            Set<FileHash> linked = new HashSet<>();
            for (FileHash file : pack.manifest().files()) {
                if (shared.link(file, aside.resolve(file.name()))) {
                    linked.add(file);
                }
            }
            requireRoom(linked);
            for (FileHash file : pack.manifest().files()) {
                take(file, aside.resolve(file.name()), linked.contains(file));
            }
            copyManifest(aside);
            new ModelPack(aside, pack.manifest(), pack.sha256(), false)
                    .verify((read, total) -> progress.at(total + read, 2 * total), cancellation);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw told(e, name, target);
        } finally {
            FileTree.delete(aside);
        }
        return ModelPack.open(target, false);
    }

    /// A manifest that names a file twice, or one that is not for it to name, would have one written over another.
    private void requireFilesOnce() throws ModelException {
        Set<String> names = new HashSet<>(Set.of(ModelPack.MANIFEST, LossCard.FILE));
        for (FileHash file : pack.manifest().files()) {
            if (!names.add(file.name())) {
                throw new ModelException(Reason.DAMAGED_PACK, pack.name(), file.name());
            }
        }
    }

    /// @param linked files that need none
    private void requireRoom(Set<FileHash> linked) throws IOException {
        long free = workplace.freeDisk(root);
        long needed = pack.bytes() - linked.stream().mapToLong(FileHash::bytes).sum();
        if (free < needed) {
            throw new ModelException(Reason.DISK_FULL, pack.name(), needed + "/" + free);
        }
    }

    /// The pack is read as a whole in any case, so that whoever carries a damaged one is told. A link is believed when the bytes behind it are
    /// right, whatever became of the pack they belong to.
    private void take(FileHash file, Path to, boolean linked) throws IOException {
        if (linked && SharedFiles.sound(to, file, cancellation)) {
            read(file, OutputStream.nullOutputStream());
            return;
        }
        Files.deleteIfExists(to);
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            read(file, out);
        }
    }

    private void read(FileHash file, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(pack.folder().resolve(file.name()))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                cancellation.throwIfRequested();
                out.write(buffer, 0, n);
                digest.update(buffer, 0, n);
                done += n;
                progress.at(Math.min(done, pack.bytes()), 2 * pack.bytes());
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw new ModelException(Reason.WRONG_HASH, pack.name(), file.name());
        }
    }

    /// With the loss card, so that a pack that failed its gate cannot lose its mark on the way.
    private void copyManifest(Path aside) throws IOException {
        byte[] manifest = Files.readAllBytes(pack.folder().resolve(ModelPack.MANIFEST));
        if (!Sha256.of(manifest).equals(pack.sha256())) {
            throw new ModelException(Reason.SOURCE_CHANGED, pack.name(), ModelPack.MANIFEST);
        }
        Files.write(aside.resolve(ModelPack.MANIFEST), manifest);
        if (pack.lossCard().isPresent()) {
            pack.lossCard().get().write(aside);
        }
    }

    private IOException told(IOException e, String name, Path target) throws IOException {
        if (e instanceof ModelException) {
            return e;
        }
        if (Files.exists(target)) {
            return new ModelException(Reason.EXISTS, name, name);
        }
        long free = workplace.freeDisk(root);
        return free < NO_ROOM ? new ModelException(Reason.DISK_FULL, name, pack.bytes() + "/" + free) : e;
    }

    /// Removes what a kill left.
    private static void sweep(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith(BEGIN)).toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(FORGOTTEN))) {
                    FileTree.delete(folder);
                }
            }
        }
    }
}
