package org.doctorglm.training.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript archive with one module that holds nothing: its methods are the library's own operators under names, for those that DJL's binding does not
/// give out.
///
/// An archive is a zip of uncompressed files: the text of the methods, the module as a pickle, constants (none), and the version of the operators.
final class Program {
    /// Of the operators that the text names (PyTorch since 1.12).
    private static final String VERSION = "10\n";
    /// Protocol 2; an object of the class `__torch__.M` whose one field `training` is true.
    private static final byte[] MODULE = bytes("\u0080\u0002c__torch__\nM\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0088ubq\u0002.");
    /// Protocol 2; an empty tuple.
    private static final byte[] CONSTANTS = bytes("\u0080\u0002).");

    private Program() {
    }

    /// @param methods text of the methods, indented by two blanks; `self` is `__torch__.M`
    static byte[] archive(String methods) {
        String text = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n" + methods;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", MODULE);
            put(zip, "code/__torch__.py", text.getBytes(StandardCharsets.US_ASCII));
            put(zip, "constants.pkl", CONSTANTS);
            put(zip, "version", bytes(VERSION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry("kernels/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
