package org.doctorglm.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of one piece of work among the system's temporary files, gone with everything in it when the work ends.
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    /// @param purpose a word for its name
    public ScratchFolder(String purpose) throws IOException {
        path = Files.createTempDirectory("doctorglm-" + purpose + "-");
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
