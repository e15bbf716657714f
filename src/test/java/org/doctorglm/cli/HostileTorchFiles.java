package org.doctorglm.cli;

import static org.doctorglm.cli.HostileInput.TORCH;
import static org.doctorglm.cli.HostileInput.WEIGHTS;
import static org.doctorglm.cli.HostileInput.model;
import static org.doctorglm.cli.HostileInput.of;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doctorglm.testing.PickleWriter;
import org.doctorglm.testing.StoredZipFile;
import org.doctorglm.testing.TorchFile;

/// Torch files: archives that lie and pickles that ask for more than weights. `RUN` is a file that a program would make.
final class HostileTorchFiles {
    static final String RUN = "run";

    private HostileTorchFiles() {
    }

    static Stream<HostileInput> kinds() {
        return Stream.of(programs(), pickles(), storages(), archives()).flatMap(kinds -> kinds);
    }

    private static Stream<HostileInput> programs() {
        return Stream.of(
                call("os.system", "os", "system"), call("posix.system", "posix", "system"), call("builtins.eval", "builtins", "eval"),
                call("subprocess.Popen", "subprocess", "Popen"), call("torch.load", "torch", "load"),
                pickle("a name from the stack", "nt.system", folder -> new PickleWriter().text("nt").text("system").code(0x93).code('(')
                        .text("touch " + folder.resolve(RUN)).code('t', 'R').stop()),
                pickle("an instance of a class", "opcode 0x69", folder -> new PickleWriter().code('(').text("touch " + folder.resolve(RUN))
                        .code('i').raw("os\nsystem\n".getBytes(StandardCharsets.UTF_8)).stop()),
                pickle("an extension code", "opcode 0x82", folder -> new PickleWriter().code(0x82, 1).stop()),
                pickle("an instruction that does not exist", "opcode 0xfe", folder -> new PickleWriter().code(0xFE).stop()));
    }

    private static Stream<HostileInput> pickles() {
        return Stream.of(
                pickle("a persistent id that is a path", TORCH, folder -> new PickleWriter().code('}').text("a").text("/etc/passwd").code('Q', 's').stop()),
                pickle("a persistent id of text", "opcode 0x50", folder -> new PickleWriter().code('P').raw("/etc/passwd\n".getBytes(StandardCharsets.UTF_8)).stop()),
                pickle("a storage that lies elsewhere", "etc/passwd", folder -> new PickleWriter().code('}').text("a")
                        .tensor("FloatStorage", "../../../../etc/passwd", 1, 0, new long[] {1}, new long[] {1}).code('s').stop()),
                pickle("marks in marks in marks", TORCH, folder -> filled('(', 4_000_000)),
                pickle("lists that are never used", TORCH, folder -> filled(']', 4_000_000)),
                pickle("tuples in tuples in tuples", TORCH, folder -> filled(0x85, 4_000_000)),
                pickle("a memo of millions", TORCH, folder -> {
                    PickleWriter memo = new PickleWriter().code('}');
                    for (int i = 0; i < 1_400_000; i++) {
                        memo.code('r').integer(i * 977);
                    }
                    return memo.stop();
                }),
                pickle("a number of two billion bytes", "opcode 0x8b", folder -> new PickleWriter().code(0x8b).integer(Integer.MAX_VALUE).stop()),
                pickle("a number of 255 bytes", TORCH, folder -> new PickleWriter().code(0x8a, 255).raw(new byte[255]).stop()),
                pickle("a text of four billion letters", TORCH, folder -> new PickleWriter().code('X').integer(-1).stop()),
                pickle("a pickle without an end", TORCH, folder -> new PickleWriter().code('}').text("a").raw(new byte[0]).cut()),
                pickle("a pickle that is no dictionary", TORCH, folder -> new PickleWriter().code(']').stop()),
                pickle("a pickle of nine megabytes", "data.pkl", folder -> filled('N', 9_000_000)));
    }

    private static Stream<HostileInput> storages() {
        return Stream.of(
                torch("a storage that is missing", "data/9", file -> file.view("a", "FloatStorage", 9, 1, 0, new long[] {1}, new long[] {1})),
                torch("a storage with more elements than bytes", TORCH, file -> file.tensor("a", "FloatStorage", new byte[4], 1L << 60, 1)),
                torch("a view behind its storage", TORCH, file -> file.view("a", "FloatStorage", file.storage(new byte[8]), 2, 2, new long[] {1}, new long[] {1})),
                torch("a view that repeats one element a trillion times", TORCH,
                        file -> file.view("a", "FloatStorage", file.storage(new byte[4]), 1, 0, new long[] {1L << 40}, new long[] {0})),
                torch("a view with a negative stride", TORCH,
                        file -> file.view("a", "FloatStorage", file.storage(new byte[8]), 2, 0, new long[] {2}, new long[] {-1})),
                torch("a view whose product overflows", TORCH,
                        file -> file.view("a", "FloatStorage", file.storage(new byte[8]), 2, 0, new long[] {1L << 32, 1L << 32}, new long[] {0, 0})));
    }

    private static Stream<HostileInput> archives() {
        byte[] sound = model().torch(model().weights()).zip().bytes();
        return Stream.of(
                archive("a zip cut in the middle", TORCH, Arrays.copyOf(sound, sound.length / 2)),
                archive("a zip without its last byte", TORCH, Arrays.copyOf(sound, sound.length - 1)),
                archive("entries said to be compressed", "zip 8", model().torch(model().weights()).zip().method(8).bytes()),
                archive("a zip bomb", "zip 8", bomb()),
                archive("entries on one another", "zip", overlapping(sound)),
                archive("64-bit sizes beyond the file", "zip", lie(24, 1L << 50)),
                archive("negative 64-bit sizes", "zip", lie(24, -5)),
                archive("a 64-bit place beyond the file", "zip", lie(40, Long.MAX_VALUE - 10)),
                archive("a directory of a billion entries", "zip", count()),
                archive("two pickles", "data.pkl", model().torch(model().weights()).zip().entry("other/data.pkl", new byte[] {'.'}).bytes()),
                archive("no pickle", "data.pkl", new StoredZipFile().entry("archive/version", new byte[] {'3'}).bytes()),
                archive("big-endian weights", "byteorder", TorchFile.archive(new PickleWriter().code('}').stop(), "big").bytes()),
                archive("a bare pickle of old", "torch", new PickleWriter().global("os", "system").stop()),
                archive("a text", TORCH, "these are no weights".getBytes(StandardCharsets.UTF_8)));
    }

    private static HostileInput call(String path, String module, String name) {
        return pickle(path, path, folder -> new PickleWriter().global(module, name).code('(').text("touch " + folder.resolve(RUN)).code('t', 'R').stop());
    }

    private static HostileInput pickle(String what, String said, Function<Path, byte[]> pickle) {
        return of(what, said, folder -> write(folder, TorchFile.archive(pickle.apply(folder), "little").bytes()));
    }

    private static HostileInput torch(String what, String said, java.util.function.Consumer<TorchFile> more) {
        return of(what, said, folder -> {
            TorchFile file = new TorchFile();
            more.accept(file);
            write(folder, file.zip().bytes());
        });
    }

    private static HostileInput archive(String what, String said, byte[] bytes) {
        return of(what, said, folder -> write(folder, bytes));
    }

    private static void write(Path folder, byte[] bytes) throws java.io.IOException {
        Files.delete(folder.resolve(WEIGHTS));
        Files.write(folder.resolve(TORCH), bytes);
    }

    private static byte[] filled(int code, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) code);
        return new PickleWriter().code(')').raw(bytes).stop();
    }

    /// A hundred megabytes of nothing in a hundred kilobytes.
    private static byte[] bomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            for (int i = 0; i < 100; i++) {
                zip.write(new byte[1 << 20]);
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /// The second central entry points to the first one's data.
    private static byte[] overlapping(byte[] sound) {
        ByteBuffer bytes = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(bytes.capacity() - 22 + 16);
        int second = next(bytes, first);
        int third = next(bytes, second);
        int fourth = next(bytes, third);
        bytes.putInt(fourth + 42, bytes.getInt(third + 42));
        return bytes.array();
    }

    private static int next(ByteBuffer bytes, int entry) {
        return entry + 46 + bytes.getShort(entry + 28) + bytes.getShort(entry + 30) + bytes.getShort(entry + 32);
    }

    /// A 64-bit archive whose first central entry says something else.
    ///
    /// @param at 24 for the size, 40 for the place of the entry, behind the end of the name
    private static byte[] lie(int at, long value) {
        byte[] wide = model().torch(model().weights()).zip().wide().bytes();
        ByteBuffer bytes = ByteBuffer.wrap(wide).order(ByteOrder.LITTLE_ENDIAN);
        int end64 = (int) bytes.getLong(wide.length - 22 - 20 + 8);
        int entry = (int) bytes.getLong(end64 + 48);
        int extra = entry + 46 + bytes.getShort(entry + 28) + 4;
        if (at == 24) {
            bytes.putLong(extra, value).putLong(extra + 8, value);
        } else {
            bytes.putLong(extra + 16, value);
        }
        return wide;
    }

    private static byte[] count() {
        byte[] wide = model().torch(model().weights()).zip().wide().bytes();
        ByteBuffer bytes = ByteBuffer.wrap(wide).order(ByteOrder.LITTLE_ENDIAN);
        int end64 = (int) bytes.getLong(wide.length - 22 - 20 + 8);
        bytes.putLong(end64 + 32, 1_000_000_000L);
        return wide;
    }
}
