package org.doctorglm.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes safetensors files, sound ones and forged ones.
public final class SafetensorsFile {
    private final ObjectNode header = new ObjectMapper().createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /// The header, for a test to spoil.
    public ObjectNode header() {
        return header;
    }

    public SafetensorsFile floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, "F32", bytes.array(), shape);
    }

    public SafetensorsFile shorts(String name, String type, short[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return tensor(name, type, bytes.array(), shape);
    }

    public SafetensorsFile tensor(String name, String type, byte[] bytes, long... shape) {
        ObjectNode entry = header.putObject(name).put("dtype", type);
        var axes = entry.putArray("shape");
        for (long axis : shape) {
            axes.add(axis);
        }
        entry.putArray("data_offsets").add(data.size()).add(data.size() + bytes.length);
        data.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        return bytes(header.toString().getBytes(StandardCharsets.UTF_8), data.toByteArray());
    }

    /// A file of any header, whatever it says.
    public static byte[] bytes(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).put(data).array();
    }

    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes());
    }
}
