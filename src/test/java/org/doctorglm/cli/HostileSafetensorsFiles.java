package org.doctorglm.cli;

import static org.doctorglm.cli.HostileInput.NORM;
import static org.doctorglm.cli.HostileInput.WEIGHTS;
import static org.doctorglm.cli.HostileInput.entry;
import static org.doctorglm.cli.HostileInput.header;
import static org.doctorglm.cli.HostileInput.model;
import static org.doctorglm.cli.HostileInput.of;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.doctorglm.testing.ReleasedLayout;
import org.doctorglm.testing.SafetensorsFile;

/// Safetensors files that lie, and rounded checkpoints with scales that are none.
final class HostileSafetensorsFiles {
    private static final String OTHER = "transformer.layers.0.input_layernorm.bias";
    private static final String SCALE = "transformer.layers.1.attention.dense.weight_scale";

    private HostileSafetensorsFiles() {
    }

    static Stream<HostileInput> kinds() {
        return Stream.of(lengths(), headers(), entries(), scales()).flatMap(kinds -> kinds);
    }

    private static Stream<HostileInput> lengths() {
        return Stream.of(
                of("an empty file", WEIGHTS, folder -> Files.write(folder.resolve(WEIGHTS), new byte[0])),
                of("a file cut in its header", WEIGHTS, folder -> write(folder, HostileInput.cut(sound(), 100))),
                of("a file cut in its tensors", WEIGHTS, folder -> write(folder, HostileInput.cut(sound(), sound().length - 1))),
                of("a header of 2^62 bytes", WEIGHTS, folder -> write(folder, longHeader(1L << 62))),
                of("a header of -1 bytes", WEIGHTS, folder -> write(folder, longHeader(-1))),
                of("a header of 99 MB in a small file", WEIGHTS, folder -> write(folder, longHeader(99_000_000))),
                of("a file of 64 GB that is no embedding of this network", "word_embeddings", folder -> {
                    byte[] header = ("{\"transformer.word_embeddings.weight\":{\"dtype\":\"F32\",\"shape\":[536870912,32],\"data_offsets\":[0,"
                            + (1L << 36) + "]}}").getBytes(StandardCharsets.UTF_8);
                    HostileInput.sparse(folder.resolve(WEIGHTS), SafetensorsFile.bytes(header, new byte[0]), 8 + header.length + (1L << 36));
                }));
    }

    private static Stream<HostileInput> headers() {
        return Stream.of(
                raw("a header that is no JSON", "not json at all"),
                raw("a header that is a list", "[1, 2]"),
                raw("a header of a hundred thousand open brackets", "{\"a\":" + "[".repeat(100_000)),
                raw("metadata of four million lists", "{\"__metadata__\":[" + "[],".repeat(4_000_000) + "[]]}"),
                raw("a name of a million letters", "{\"" + "a".repeat(1_000_000) + "\":1}"),
                raw("a tensor twice", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"),
                raw("a shape twice in a tensor", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[2],\"data_offsets\":[0,4]}}"),
                raw("something behind the header", "{} {}"));
    }

    private static Stream<HostileInput> entries() {
        return Stream.of(
                entry("a shape whose product overflows", "shape", "[4294967296, 4294967296]"),
                entry("a negative shape", "shape", "[-32]"),
                entry("a shape of zero", "shape", "[0]"),
                entry("a fractional shape", "shape", "[32.0]"),
                entry("a shape of nine axes", "shape", "[1,1,1,1,1,1,1,1,32]"),
                entry("a shape longer than the bytes", "shape", "[33]"),
                entry("a type longer than the bytes", "dtype", "\"F16\""),
                entry("a type that is not read", "dtype", "\"F64\""),
                entry("offsets behind the file", "data_offsets", "[1000000000000, 1000000000128]"),
                entry("offsets backwards", "data_offsets", "[128, 0]"),
                entry("offsets beyond 64 bits", "data_offsets", "[0, 18446744073709551744]"),
                entry("a single offset", "data_offsets", "[0]"),
                header("two tensors on the same bytes", "layernorm", header -> ((ObjectNode) header.get(NORM)).set("data_offsets",
                        ((ObjectNode) header.get(OTHER)).get("data_offsets"))),
                header("a layer that is missing", "layers.1", header -> header.remove(header.properties().stream().map(java.util.Map.Entry::getKey)
                        .filter(name -> name.contains("layers.1.")).toList())),
                header("a bias that is missing", OTHER, header -> header.remove(OTHER)));
    }

    private static Stream<HostileInput> scales() {
        return Stream.of(
                scale("a scale that is no number", 8, (short) 0x7E00, "NaN"),
                of("a weight that is no number", "dense.weight NaN", folder -> HostileInput.overwrite(folder.resolve(WEIGHTS),
                        "transformer.layers.1.attention.dense.weight", ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN).array())),
                scale("a scale without end", 8, (short) 0x7C00, "Infinity"),
                scale("a negative scale", 4, Float.floatToFloat16(-0.5f), "-0.5"),
                released("scales that are missing", SCALE, file -> rename(file, SCALE, "other")),
                released("scales in two columns", "_scale", file -> rename(file, SCALE + "\":{\"dtype\":\"F16\",\"shape\":[32]",
                        SCALE + "\":{\"dtype\":\"F16\",\"shape\":[16,2]")));
    }

    private static HostileInput scale(String what, int bits, short value, String said) {
        return of(what, said, folder -> {
            new ReleasedLayout(model(), bits).writeSafetensors(folder);
            HostileInput.overwrite(folder.resolve(WEIGHTS), SCALE, ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(value).array());
        });
    }

    private static HostileInput released(String what, String said, HostileInput.Change change) {
        return of(what, said, folder -> {
            new ReleasedLayout(model(), 8).writeSafetensors(folder);
            change.apply(folder.resolve(WEIGHTS));
        });
    }

    /// Writes another text of the same file; the header's length is set anew.
    private static void rename(Path file, String from, String to) throws java.io.IOException {
        byte[] all = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(all, 8, length, StandardCharsets.UTF_8);
        Files.write(file, SafetensorsFile.bytes(header.replace(from, to).getBytes(StandardCharsets.UTF_8),
                java.util.Arrays.copyOfRange(all, 8 + length, all.length)));
    }

    private static HostileInput raw(String what, String header) {
        return of(what, WEIGHTS, folder -> write(folder, SafetensorsFile.bytes(header.getBytes(StandardCharsets.UTF_8), new byte[8])));
    }

    private static byte[] sound() {
        return model().safetensors(model().weights()).bytes();
    }

    private static byte[] longHeader(long length) {
        byte[] bytes = sound();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return bytes;
    }

    private static void write(Path folder, byte[] bytes) throws java.io.IOException {
        Files.write(folder.resolve(WEIGHTS), bytes);
    }
}
