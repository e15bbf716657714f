package org.doctorglm.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes zip archives byte by byte as torch does (stored entries), also with 64-bit sizes, and forged ones.
public final class StoredZipFile {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private boolean wide;
    private int method;

    public StoredZipFile entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /// Sizes and places in 64-bit fields, as files above 4 GB have them.
    public StoredZipFile wide() {
        wide = true;
        return this;
    }

    /// Says that the entries are packed by this method.
    public StoredZipFile method(int number) {
        method = number;
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            int offset = out.size();
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] bytes = entry.getValue();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            // torch pads the extra field so that data begins at a multiple of 64.
            int padding = 4 + (64 - (offset + 30 + name.length + 4) % 64) % 64;
            out.writeBytes(little(30).putInt(0x04034b50).putShort((short) 0).putShort((short) 0).putShort((short) method).putInt(0)
                    .putInt((int) crc.getValue()).putInt(bytes.length).putInt(bytes.length).putShort((short) name.length).putShort((short) padding).array());
            out.writeBytes(name);
            out.writeBytes(little(padding).putShort((short) 0x4246).putShort((short) (padding - 4)).array());
            out.writeBytes(bytes);
            byte[] extra = wide ? little(28).putShort((short) 1).putShort((short) 24).putLong(bytes.length).putLong(bytes.length).putLong(offset).array()
                    : new byte[0];
            directory.writeBytes(little(46).putInt(0x02014b50).putInt(0).putShort((short) 0).putShort((short) method).putInt(0)
                    .putInt((int) crc.getValue()).putInt(wide ? -1 : bytes.length).putInt(wide ? -1 : bytes.length).putShort((short) name.length)
                    .putShort((short) extra.length).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0)
                    .putInt(wide ? -1 : offset).array());
            directory.writeBytes(name);
            directory.writeBytes(extra);
        }
        int begin = out.size();
        out.writeBytes(directory.toByteArray());
        int end = out.size();
        if (wide) {
            out.writeBytes(little(56).putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0).putLong(entries.size()).putLong(entries.size())
                    .putLong(directory.size()).putLong(begin).array());
            out.writeBytes(little(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1).array());
        }
        short count = (short) (wide ? -1 : entries.size());
        out.writeBytes(little(22).putInt(0x06054b50).putInt(0).putShort(count).putShort(count).putInt(wide ? -1 : directory.size())
                .putInt(wide ? -1 : begin).putShort((short) 0).array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
