package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a safetensors file of 32-bit floats: under its name there is the old file or the new one, never half of one.
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int PIECE = 1 << 18;

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();
    private final Map<String, float[]> tensors = new LinkedHashMap<>();

    /// A line of the file's own description (`__metadata__`).
    public SafetensorsWriter fact(String key, String value) {
        facts.put(key, value);
        return this;
    }

    /// @param values row-major; not copied
    public SafetensorsWriter tensor(String name, List<Long> shape, float[] values) {
        shapes.put(name, shape);
        tensors.put(name, values);
        return this;
    }

    /// Writes beside the place, waits until the disk has it, and moves it there in one step.
    public void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                byte[] header = header();
                write(out, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
                write(out, ByteBuffer.wrap(header));
                for (float[] values : tensors.values()) {
                    floats(out, values);
                }
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private byte[] header() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ObjectNode description = json.putObject("__metadata__");
        facts.forEach(description::put);
        long at = 0;
        for (Map.Entry<String, float[]> tensor : tensors.entrySet()) {
            ObjectNode entry = json.putObject(tensor.getKey()).put("dtype", "F32");
            shapes.getOrDefault(tensor.getKey(), List.of()).forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(at).add(at += 4L * tensor.getValue().length);
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = java.util.Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void floats(FileChannel out, float[] values) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(4 * Math.min(PIECE, Math.max(1, values.length))).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += PIECE) {
            int count = Math.min(PIECE, values.length - at);
            piece.clear().limit(4 * count);
            piece.asFloatBuffer().put(values, at, count);
            write(out, piece);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
