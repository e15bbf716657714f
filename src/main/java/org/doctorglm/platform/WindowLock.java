package org.doctorglm.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// One window a home. The operating system releases the lock when the process ends, however it ends.
public final class WindowLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private WindowLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// @return empty when another window has the home
    /// @throws IOException when the home cannot be written
    public static Optional<WindowLock> take(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new WindowLock(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // Another window in this very process.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
