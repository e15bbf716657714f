package org.doctorglm.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes files as `torch.save` does of a state dictionary.
public final class TorchFile {
    private final PickleWriter pickle = new PickleWriter();
    private final List<byte[]> storages = new ArrayList<>();

    public TorchFile() {
        pickle.global("collections", "OrderedDict").code(')', 'R', 'q', 0, '(');
    }

    public TorchFile floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, "FloatStorage", bytes.array(), values.length, shape);
    }

    public TorchFile shorts(String name, String storageClass, short[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return tensor(name, storageClass, bytes.array(), values.length, shape);
    }

    public TorchFile tensor(String name, String storageClass, byte[] bytes, long elements, long... shape) {
        return view(name, storageClass, storage(bytes), elements, 0, shape, rowMajor(shape));
    }

    /// Adds a storage that no tensor looks at yet.
    ///
    /// @return its key
    public int storage(byte[] bytes) {
        storages.add(bytes);
        return storages.size() - 1;
    }

    public TorchFile view(String name, String storageClass, int key, long elements, long offset, long[] shape, long[] strides) {
        pickle.text(name).tensor(storageClass, String.valueOf(key), elements, offset, shape, strides);
        return this;
    }

    /// Torch's own row-major strides.
    public static long[] rowMajor(long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    /// The archive, for a test to add to; the dictionary is closed with its `_metadata`.
    public StoredZipFile zip() {
        pickle.code('u', '}').text("_metadata").code('}', 's', 'b');
        return archive(pickle.stop(), "little", storages.toArray(byte[][]::new));
    }

    /// An archive of any pickle.
    public static StoredZipFile archive(byte[] pickle, String order, byte[]... storages) {
        StoredZipFile zip = new StoredZipFile().entry("archive/data.pkl", pickle).entry("archive/byteorder", order.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < storages.length; i++) {
            zip.entry("archive/data/" + i, storages[i]);
        }
        return zip.entry("archive/version", new byte[] {'3', '\n'});
    }

    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, zip().bytes());
    }
}
