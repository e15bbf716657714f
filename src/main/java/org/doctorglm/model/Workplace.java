package org.doctorglm.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk and the memory that an import works with; tests give it less of both.
interface Workplace {
    /// This computer.
    Workplace LOCAL = new Workplace() {
    };

    /// Bytes that the user may still write beside `folder`.
    default long freeDisk(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// Bytes that the virtual machine may still take.
    default long freeMemory() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /// @param file where weights go
    default OutputStream weights(OutputStream file) {
        return file;
    }

    /// Gives a file one more name.
    ///
    /// @throws IOException or UnsupportedOperationException where the file system or the system's rules do not allow it
    default void link(Path name, Path existing) throws IOException {
        Files.createLink(name, existing);
    }
}
