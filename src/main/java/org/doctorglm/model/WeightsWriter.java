package org.doctorglm.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.platform.Sha256;

/// Writes `weights.bin`: tensors one after the other, little-endian, each at a multiple of a page so that it can be mapped by itself.
final class WeightsWriter implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path file;
    private final java.security.MessageDigest digest = Sha256.digest();
    private final OutputStream out;
    private final List<TensorPlace> places = new ArrayList<>();
    private long position;
    private long begin;

    WeightsWriter(Path file) throws IOException {
        this.file = file;
        this.out = new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 20);
    }

    void begin() throws IOException {
        int padding = (int) (-position & PAGE - 1);
        out.write(new byte[padding]);
        position += padding;
        begin = position;
    }

    void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    void write(float[] values, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values, 0, length);
        write(buffer.array(), buffer.capacity());
    }

    void end(String name, String type, long... shape) {
        places.add(new TensorPlace(name, type, java.util.Arrays.stream(shape).boxed().toList(), begin, position - begin));
    }

    void tensor(String name, float[] values, long... shape) throws IOException {
        begin();
        write(values, values.length);
        end(name, "float32", shape);
    }

    long position() {
        return position;
    }

    List<TensorPlace> places() {
        return places;
    }

    /// Closes the file.
    FileHash finish() throws IOException {
        out.close();
        return new FileHash(String.valueOf(file.getFileName()), position, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
