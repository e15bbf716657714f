package org.doctorglm.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Machine;
import org.doctorglm.platform.Progress;
import org.doctorglm.storage.HomeBackup;
import org.doctorglm.ui.settings.HomeService;
import org.doctorglm.ui.settings.HomeService.HomeException.Reason;

/// The settings page's view of the home folder.
final class LocalHome implements HomeService {
    private final DoctorGlm services;

    LocalHome(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public Path folder() {
        return services.directories().home();
    }

    @Override
    public long bytes() {
        try (Stream<Path> tree = Files.walk(folder())) {
            return tree.filter(Files::isRegularFile).mapToLong(LocalHome::size).sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Gone since it was listed.
            return 0;
        }
    }

    @Override
    public void open() throws HomeException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String opener = os.contains("win") ? "explorer" : os.contains("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, folder().toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new HomeException(Reason.NO_FILE_MANAGER, folder().toString());
        }
    }

    @Override
    public void backUp(Path file, Progress progress, Cancellation cancellation) throws HomeException {
        translated(() -> HomeBackup.write(services.database(), services.directories(), file, progress, cancellation));
    }

    @Override
    public void restore(Path file, Progress progress, Cancellation cancellation) throws HomeException {
        translated(() -> HomeBackup.prepareRestore(services.directories(), file, progress, cancellation));
    }

    @Override
    public void move(Path folder, Progress progress, Cancellation cancellation) throws HomeException {
        translated(() -> copyTo(folder, progress, cancellation));
    }

    private void copyTo(Path folder, Progress progress, Cancellation cancellation) throws IOException, HomeException {
        Files.createDirectories(folder);
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new HomeException(Reason.NOT_EMPTY, folder.toString());
            }
        }
        FileStore store = Files.getFileStore(folder);
        long total = bytes();
        if (store.getUsableSpace() < total) {
            throw new HomeException(Reason.NO_ROOM, folder.toString());
        }
        services.database().copyTo(folder.resolve(services.directories().database().getFileName()));
        long done = 0;
        for (String part : List.of("models", "knowledge", "backups", "datasets", "profiles")) {
            Path source = folder().resolve(part);
            if (!Files.isDirectory(source)) {
                continue;
            }
            List<Path> tree;
            try (Stream<Path> walk = Files.walk(source)) {
                tree = walk.toList();
            }
            for (Path path : tree) {
                cancellation.throwIfRequested();
                Path target = folder.resolve(folder().relativize(path).toString());
                Files.copy(path, target);
                done += Files.isRegularFile(path) ? size(path) : 0;
                progress.at(done, total);
            }
        }
        Path standard = Files.createDirectories(Directories.standardHome());
        Files.writeString(standard.resolve(Directories.POINTER), folder.toAbsolutePath().toString(), StandardCharsets.UTF_8);
        progress.at(total, total);
    }

    @Override
    public int threads() {
        int chosen = services.engineThreads();
        return chosen > 0 ? chosen : Machine.defaultThreads();
    }

    @Override
    public int mostThreads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void setThreads(int threads) {
        services.settings().put(DoctorGlm.THREADS, Integer.toString(threads));
        try {
            // The next answer loads the network with the new number.
            services.generator().unload();
        } catch (EngineException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void translated(HomeWork work) throws HomeException {
        try {
            work.run();
        } catch (StorageException e) {
            throw new HomeException(switch (e.reason()) {
                case DAMAGED -> Reason.NOT_A_BACKUP;
                case NEWER -> Reason.NEWER_VERSION;
                case READ_ONLY -> Reason.NO_WRITE_RIGHT;
                case FULL -> Reason.NO_ROOM;
                case LOCKED, OTHER -> Reason.DISK;
            }, String.valueOf(e.getMessage()));
        } catch (AccessDeniedException e) {
            throw new HomeException(Reason.NO_WRITE_RIGHT, String.valueOf(e.getFile()));
        } catch (IOException e) {
            throw new HomeException(Reason.DISK, String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface HomeWork {
        void run() throws IOException, HomeException;
    }
}
