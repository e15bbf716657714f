package org.doctorglm.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file that at most one holds, in this program or another; a program that is killed lets go. Closing it lets go.
public final class HeldFile implements AutoCloseable {
    /// Where a system forgets every lock of a program when any channel of the file is closed, a second one must not even be opened.
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();
    private static final long WAIT_MILLIS = 20;
    /// Half a second: longer than a look takes.
    private static final int TRIES = 25;

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Somebody who only looks whether it is held holds it for a moment, so this waits a little.
    ///
    /// @param file made when it is not there
    /// @return empty when somebody else holds it
    public static Optional<HeldFile> take(Path file) throws IOException {
        Optional<HeldFile> taken = takeNow(file);
        try {
            for (int left = TRIES; taken.isEmpty() && left > 1; left--) {
                Thread.sleep(WAIT_MILLIS);
                taken = takeNow(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    /// Whether somebody holds it, in this program or another.
    public static boolean isHeld(Path file) throws IOException {
        Optional<HeldFile> free = takeNow(file);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    /// As [#take], without waiting.
    public static Optional<HeldFile> takeNow(Path wanted) throws IOException {
        Path file = wanted.toAbsolutePath().normalize();
        if (!HERE.add(file)) {
            return Optional.empty();
        }
        HeldFile held;
        try {
            held = new HeldFile(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException | RuntimeException e) {
            HERE.remove(file);
            throw e;
        }
        boolean locked = false;
        try {
            locked = held.channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Somebody in this program who took it another way.
        } finally {
            if (!locked) {
                held.close();
            }
        }
        return locked ? Optional.of(held) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.remove(file);
        }
    }
}
