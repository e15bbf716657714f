package org.doctorglm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.doctorglm.testing.PickleWriter;
import org.doctorglm.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a torch file says, the answer is a tensor or a [CheckpointException]; nothing is ever run.
class HostileTorchTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"os,system", "posix,system", "builtins,eval", "builtins,exec", "subprocess,Popen", "torch,load", "torch.storage,_load_from_bytes",
        "collections,Counter", "java.lang,Runtime", "__builtin__,getattr"})
    void aForeignGlobalIsRefusedByName(String module, String name) throws Exception {
        byte[] pickle = new PickleWriter().global(module, name).code('(').text("touch " + folder.resolve("run")).code('t', 'R').stop();
        assertForbidden(pickle, module + "." + name);
        assertForbidden(new PickleWriter().text(module).text(name).code(0x93, ')', 'R').stop(), module + "." + name);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {'i', 'o', 0x81, 0x92, 'P', 0x82, 0x83, 0x84, 'I', 'V', '2', '0', '1', 0x8b, 0xFF, 0})
    void anInstructionThatNoWeightsNeedIsRefused(int code) throws Exception {
        assertForbidden(new PickleWriter().code('}', code).stop(), "opcode 0x" + Integer.toHexString(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"}r\u00FF\u00FF\u00FF\u00FFj\u00FF\u00FF\u00FF\u007F", "h\u0001", "R", "b", "}b", "t", "e", "]]]s", "}u", "}(]NuN", "}]Ns",
        "\u0085", "\u0087", "N", "K", "X\u00FF\u00FF\u00FF\u00FFa", "\u008a\u0009aaaaaaaaa", "NQ", ")Q", "}(K\u0001u", "(}(ttu", "G12"})
    void aBrokenProgramIsDamaged(String program) throws Exception {
        assertReason(archive(new PickleWriter().raw(program.getBytes(StandardCharsets.ISO_8859_1)).stop()), Reason.DAMAGED);
    }

    @Test
    void containersThatHoldThemselvesEndTheReadingOrAreIgnored() throws Exception {
        // d = {}; d["a"] = d, and a list in itself
        byte[] map = new PickleWriter().code('}', 'q', 0).text("a").code('h', 0, 's').text("b").code(']', 'q', 1, 'h', 1, 'a', 's').stop();
        Files.write(file(), archive(map));
        try (Checkpoint reader = Checkpoints.open(folder)) {
            assertThat(reader.names()).isEmpty();
        }
        // A tuple or list as key would have to be hashed.
        assertReason(archive(new PickleWriter().code('}', ']', 'q', 1, 'h', 1, 'a', 'N', 's').stop()), Reason.DAMAGED);
    }

    @Test
    void deepNestingAndEndlessMemosAreBounded() throws Exception {
        byte[] deep = new byte[7_000_000];
        for (int code : new int[] {'(', ']', '}', ')', 'N'}) {
            Arrays.fill(deep, (byte) code);
            assertReason(archive(new PickleWriter().raw(deep).stop()), Reason.DAMAGED);
        }
        PickleWriter memo = new PickleWriter().code('}');
        for (int i = 0; i < 1_400_000; i++) {
            memo.code('r').integer(i * 977);
        }
        assertReason(archive(memo.stop()), Reason.DAMAGED);
        PickleWriter nested = new PickleWriter().code(')');
        for (int i = 0; i < 1_000_000; i++) {
            nested.code(0x85);
        }
        assertReason(archive(nested.stop()), Reason.DAMAGED);
        assertReason(archive(new PickleWriter().raw(new byte[PickleReader.MAX_BYTES]).stop()), Reason.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"6,1,2;3,3;1", "6,0,2;3,4;1", "6,0,3;3,3;1", "6,0,7,1", "6,0,2;3,3;1;1", "7,0,2;3,3;1", "6,6,1,1", "6,9223372036854775807,2,1",
        "6,0,9223372036854775807;2,1;1", "6,0,4294967296;4294967296,0;0", "6,0,1000,0", "9223372036854775807,0,6,1",
        "6,0,1;1;1;1;1;1;1;1;1,1;1;1;1;1;1;1;1;1"})
    void aViewOutsideItsStorageIsDamaged(long elements, long offset, String shape, String strides) throws Exception {
        TorchFile file = new TorchFile();
        file.view("a", "FloatStorage", file.storage(new byte[24]), elements, offset, numbers(shape), numbers(strides));
        assertReason(file.zip().bytes(), Reason.DAMAGED);
    }

    @Test
    void negativeNumbersAndMissingStoragesAreDamaged() throws Exception {
        assertReason(new TorchFile().view("a", "FloatStorage", 3, 1, 0, new long[] {1}, new long[] {1}).zip().bytes(), Reason.DAMAGED);
        for (int which = 0; which < 4; which++) {
            TorchFile file = new TorchFile();
            file.view("a", "FloatStorage", file.storage(new byte[24]), which == 0 ? -1 : 6, which == 1 ? -1 : 0, new long[] {which == 2 ? -1 : 1},
                    new long[] {which == 3 ? -1 : 1});
            assertReason(file.zip().bytes(), Reason.DAMAGED);
        }
        byte[] path = new PickleWriter().code('}').text("a").tensor("FloatStorage", "../../etc/passwd", 1, 0, new long[] {1}, new long[] {1}).code('s').stop();
        assertReason(archive(path), Reason.DAMAGED);
    }

    @Test
    void compressedBigEndianAndOldFilesAreNamed() throws Exception {
        assertReason(sound().zip().method(8).bytes(), Reason.UNSUPPORTED);
        assertReason(TorchFile.archive(new PickleWriter().code('}').stop(), "big").bytes(), Reason.UNSUPPORTED);
        assertReason(new PickleWriter().code('}').stop(), Reason.UNSUPPORTED);
        assertReason("text".getBytes(StandardCharsets.UTF_8), Reason.DAMAGED);
        assertReason(new byte[0], Reason.DAMAGED);
        assertReason(sound().zip().entry("other/data.pkl", new byte[0]).bytes(), Reason.DAMAGED);
    }

    @Test
    void aFileCutAnywhereIsDamaged() throws Exception {
        byte[] whole = sound().zip().bytes();
        byte[] wide = sound().zip().wide().bytes();
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            assertReason(Arrays.copyOf(whole, random.nextInt(whole.length)), Reason.DAMAGED);
            assertReason(Arrays.copyOf(wide, random.nextInt(wide.length)), Reason.DAMAGED);
        }
    }

    @Test
    void bytesChangedAnywhereAreReadOrRefused() throws Exception {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = round % 2 == 0 ? sound().zip().bytes() : sound().zip().wide().bytes();
            for (int change = 0; change <= round % 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file(), bytes);
            try (Checkpoint reader = Checkpoints.open(folder)) {
                for (String name : reader.names()) {
                    if (reader.info(name).elements() < 100) {
                        reader.read(name);
                    }
                }
            } catch (CheckpointException e) {
                assertThat(e.detail()).doesNotContain("\n");
            }
        }
    }

    private static TorchFile sound() {
        return new TorchFile().floats("a", new float[] {1, 2, 3, 4, 5, 6}, 2, 3).shorts("b", "HalfStorage", new short[8], 8);
    }

    private static byte[] archive(byte[] pickle) {
        return TorchFile.archive(pickle, "little").bytes();
    }

    private static long[] numbers(String list) {
        return Arrays.stream(list.split(";")).mapToLong(Long::parseLong).toArray();
    }

    private void assertForbidden(byte[] pickle, String named) throws Exception {
        Files.write(file(), archive(pickle));
        assertThatThrownBy(() -> Checkpoints.open(folder).close()).isInstanceOfSatisfying(CheckpointException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN_GLOBAL);
            assertThat(e.detail()).isEqualTo(named);
        });
    }

    private void assertReason(byte[] bytes, Reason reason) throws Exception {
        Files.write(file(), bytes);
        SafetensorsReaderTest.assertReason(() -> Checkpoints.open(folder).close(), reason);
    }

    private Path file() {
        return folder.resolve("pytorch_model.bin");
    }
}
