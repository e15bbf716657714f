package org.doctorglm.engine.onnx.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.doctorglm.engine.onnx.device.GraphicsPackException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Progress;

/// Takes the libraries for graphics cards from a folder, a USB stick for example, into the user's home. They appear there in one step,
/// after every byte that was written has been read again, or not at all.
public final class GraphicsPackInstaller {
    private static final String ASIDE = ".new-";

    private final Path home;

    /// @param home folder of the installed packs, one for each version of ONNX Runtime; need not exist
    public GraphicsPackInstaller(Path home) {
        this.home = home;
    }

    private Path target() {
        return home.resolve(GraphicsPack.RUNTIME);
    }

    /// The pack of this version.
    ///
    /// @throws GraphicsPackException when there is one that cannot be used
    public Optional<GraphicsPack> installed() throws GraphicsPackException {
        return Files.isDirectory(target()) ? Optional.of(GraphicsPack.open(target())) : Optional.empty();
    }

    /// Copies a pack; one of this version that is there already is replaced.
    ///
    /// @param progress in bytes, each written once and read once
    public GraphicsPack install(Path from, Progress progress, Cancellation cancellation) throws IOException, GraphicsPackException {
        GraphicsPack source = GraphicsPack.open(from);
        Files.createDirectories(home);
        if (Files.getFileStore(home).getUsableSpace() < source.bytes()) {
            throw new GraphicsPackException(Reason.NO_ROOM, Long.toString(source.bytes()));
        }
        Path aside = Files.createDirectory(home.resolve(ASIDE + System.nanoTime()));
        try {
            copy(source, aside, progress, cancellation);
            GraphicsPack.open(aside).verify((read, all) -> progress.at(all + read, 2 * all), cancellation);
            FileTree.delete(target());
            Files.move(aside, target(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(aside);
        }
        return GraphicsPack.open(target());
    }

    private static void copy(GraphicsPack source, Path aside, Progress progress, Cancellation cancellation) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long done = 0;
        for (GraphicsPack.File file : source.manifest().files()) {
            try (InputStream in = Files.newInputStream(source.folder().resolve(file.name()));
                    OutputStream out = Files.newOutputStream(aside.resolve(file.name()))) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    cancellation.throwIfRequested();
                    out.write(buffer, 0, n);
                    done += n;
                    progress.at(done, 2 * source.bytes());
                }
            }
        }
        Files.copy(source.folder().resolve(GraphicsPack.MANIFEST), aside.resolve(GraphicsPack.MANIFEST));
    }
}
