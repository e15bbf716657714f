package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a source looked when an import began. A file that was written to meanwhile, or exchanged, looks different.
///
/// @param size in bytes
/// @param times of the last change of the content and, where the system keeps it and no program can set it, of anything
/// @param key which file it is, null where the system does not say
record SourceStamp(Path file, long size, List<Object> times, @Nullable Object key) {
    static SourceStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        List<Object> times = unix ? List.of(attributes.lastModifiedTime(), Files.getAttribute(file, "unix:ctime")) : List.of(attributes.lastModifiedTime());
        return new SourceStamp(file, attributes.size(), times, attributes.fileKey());
    }

    /// Whether the file is gone or looks different now.
    boolean changed() {
        try {
            return !equals(of(file));
        } catch (IOException e) {
            return true;
        }
    }
}
