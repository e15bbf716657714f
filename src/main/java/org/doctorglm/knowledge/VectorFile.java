package org.doctorglm.knowledge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// The vectors of one encoder on disk: `vectors-<hash>.bin` in the folder of the index, each under the hash of the text that it was made of.
/// Layout, big-endian: magic, hash of the encoder, hash of the library's edition (32 bytes each), width, count, then for each its text's hash
/// and its numbers, then SHA-256 over all before. Written aside and moved into place; a file that is not whole is as good as none.
final class VectorFile {
    private static final byte[] MAGIC = "DGLMVEC1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;
    private static final int HEAD = 8 + 2 * HASH + 8;

    private final Path folder;
    private final String encoder;
    private final int width;

    /// @param encoder hash
    /// @param width numbers of a vector
    VectorFile(Path folder, String encoder, int width) {
        this.folder = folder;
        this.encoder = encoder;
        this.width = width;
    }

    Path path() {
        return folder.resolve("vectors-" + encoder.substring(0, 24) + ".bin");
    }

    /// @return by hash of the text; empty where there is no file, or none that is whole
    Map<String, float[]> read() {
        Path file = path();
        try {
            if (!Files.isRegularFile(file)) {
                return Map.of();
            }
            MessageDigest digest = Sha256.digest();
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                DataInputStream in = new DataInputStream(new DigestInputStream(bytes, digest));
                Map<String, float[]> vectors = read(in, Files.size(file));
                byte[] expected = digest.digest();
                return Arrays.equals(expected, bytes.readNBytes(HASH)) ? vectors : Map.of();
            }
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Map<String, float[]> read(DataInputStream in, long size) throws IOException {
        boolean mine = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC) && HexFormat.of().formatHex(in.readNBytes(HASH)).equals(encoder);
        in.readNBytes(HASH);
        int wide = in.readInt();
        int count = in.readInt();
        if (!mine || wide != width || count < 0 || size != HEAD + count * (HASH + 4L * width) + HASH) {
            throw new IOException(path().toString());
        }
        Map<String, float[]> vectors = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            String text = HexFormat.of().formatHex(in.readNBytes(HASH));
            float[] vector = new float[width];
            ByteBuffer.wrap(in.readNBytes(4 * width)).asFloatBuffer().get(vector);
            vectors.put(text, vector);
        }
        return vectors;
    }

    /// Keeps vectors in the place of those before, and takes away those of other encoders. Where nothing can be written they live in memory.
    ///
    /// @param edition hash of the library's edition
    /// @param vectors by hash of the text
    void write(String edition, Map<String, float[]> vectors) {
        Path part = null;
        try {
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, "part", ".vectors");
            MessageDigest digest = Sha256.digest();
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                DataOutputStream out = new DataOutputStream(new DigestOutputStream(bytes, digest));
                write(out, edition, vectors);
                out.flush();
                bytes.write(digest.digest());
            }
            Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            removeOthers();
        } catch (IOException e) {
            deleteQuietly(part);
        }
    }

    private void write(DataOutputStream out, String edition, Map<String, float[]> vectors) throws IOException {
        out.write(MAGIC);
        out.write(HexFormat.of().parseHex(encoder));
        out.write(HexFormat.of().parseHex(edition));
        out.writeInt(width);
        out.writeInt(vectors.size());
        ByteBuffer numbers = ByteBuffer.allocate(4 * width);
        for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
            out.write(HexFormat.of().parseHex(vector.getKey()));
            numbers.asFloatBuffer().put(vector.getValue());
            out.write(numbers.array());
        }
    }

    private void removeOthers() throws IOException {
        all(folder).stream().filter(path -> !path.equals(path())).forEach(VectorFile::deleteQuietly);
    }

    static void removeAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            all(folder).forEach(VectorFile::deleteQuietly);
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().matches("vectors-[0-9a-f]{24}\\.bin")).toList();
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Left for the next time.
        }
    }
}
