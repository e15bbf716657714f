package org.doctorglm.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Progress;

/// Takes a whole pack to another place, for example from a USB stick or to one. What arrives is compared with the manifest's hashes; until then
/// it lies in a hidden folder, so that nothing half-written is ever met.
final class PackCopy {
    private static final int CHUNK = 8 << 20;

    private PackCopy() {
    }

    /// @param target does not exist; its parent is made when needed
    /// @param progress in bytes, each copied and then read again
    /// @throws ModelException EXISTS, DISK_FULL, or WRONG_HASH with the first file that differs
    static ModelPack to(ModelPack pack, Path target, Progress progress, Cancellation cancellation) throws IOException {
        String name = String.valueOf(target.getFileName());
        if (Files.exists(target)) {
            throw new ModelException(Reason.EXISTS, name, name);
        }
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < pack.bytes()) {
            throw new ModelException(Reason.DISK_FULL, name, pack.bytes() + "/" + free);
        }
        Path aside = Files.createTempDirectory(parent, ".copy-");
        try {
            long done = 0;
            for (FileHash file : pack.manifest().files()) {
                copy(pack.folder().resolve(file.name()), aside.resolve(file.name()), done, 2 * pack.bytes(), progress, cancellation);
                done += file.bytes();
            }
            Files.copy(pack.folder().resolve(ModelPack.MANIFEST), aside.resolve(ModelPack.MANIFEST));
            long copied = done;
            ModelPack.open(aside, false).verify((read, total) -> progress.at(copied + read, copied + total), cancellation);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (Files.exists(aside)) {
                FileTree.delete(aside);
            }
        }
        return ModelPack.open(target, false);
    }

    private static void copy(Path from, Path to, long before, long total, Progress progress, Cancellation cancellation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
             FileChannel sink = FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long done = 0;
            while (source.read(buffer) >= 0) {
                cancellation.throwIfRequested();
                buffer.flip();
                while (buffer.hasRemaining()) {
                    done += sink.write(buffer);
                }
                buffer.clear();
                progress.at(before + done, total);
            }
        }
    }
}
