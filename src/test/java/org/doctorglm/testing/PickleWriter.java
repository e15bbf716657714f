package org.doctorglm.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes pickles of protocol 2, instruction by instruction, sound ones and hostile ones.
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PickleWriter() {
        code(0x80, 2);
    }

    public PickleWriter code(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    public PickleWriter global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public PickleWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        return integer(bytes.length).raw(bytes);
    }

    /// In the shortest form, as Python writes it.
    public PickleWriter number(long value) {
        if (value >= 0 && value < 256) {
            return code('K', (int) value);
        }
        if (value >= 0 && value < 65536) {
            return code('M', (int) value & 0xFF, (int) value >> 8);
        }
        if (value == (int) value) {
            return code('J').integer((int) value);
        }
        return code(0x8a, 8).raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    public PickleWriter tuple(long... values) {
        code('(');
        for (long value : values) {
            number(value);
        }
        return code('t');
    }

    /// The 4 bytes of an argument.
    public PickleWriter integer(int value) {
        return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    /// A tensor that views a storage.
    public PickleWriter tensor(String storageClass, String key, long elements, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").code('(');
        code('(').text("storage").global("torch", storageClass).text(key).text("cuda:0").number(elements).code('t', 'Q');
        number(offset).tuple(shape).tuple(strides).code(0x89);
        return global("collections", "OrderedDict").code(')', 'R', 't', 'R');
    }

    public PickleWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The pickle without its end.
    public byte[] cut() {
        return out.toByteArray();
    }

    /// Ends the pickle.
    public byte[] stop() {
        code('.');
        return out.toByteArray();
    }
}
