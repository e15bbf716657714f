package org.doctorglm.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.doctorglm.platform.Sha256;

/// Everything that decides what an import writes, as one hash: two imports with the same hash write the same bytes.
///
/// Of the sources that is how they look and their first and last megabyte, where headers and directories are.
final class ImportRecipe {
    private static final int END = 1 << 20;

    private ImportRecipe() {
    }

    static String of(ImportRequest request, String version, List<SourceStamp> sources) throws IOException {
        MessageDigest digest = Sha256.digest();
        add(digest, String.join("\n", version, request.name(), request.precision().key(), String.valueOf(request.quantizer()),
                String.valueOf(request.options()), new TreeMap<>(request.exceptions()).toString()));
        for (SourceStamp source : sources) {
            add(digest, source.file().getFileName() + " " + source.size() + " " + source.times());
            addEnds(digest, source.file());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void addEnds(MessageDigest digest, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(END);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long from : new long[] {0, Math.max(0, channel.size() - END)}) {
                buffer.clear();
                long at = from;
                for (int n = channel.read(buffer, at); n > 0 && buffer.hasRemaining(); n = channel.read(buffer, at)) {
                    at += n;
                }
                digest.update(buffer.flip());
            }
        }
    }
}
