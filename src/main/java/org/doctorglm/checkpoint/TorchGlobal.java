package org.doctorglm.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The only names that a torch file may mention. None of them is ever looked up or run: each stands for something that the reader does itself.
enum TorchGlobal {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    FLOAT("torch.FloatStorage", DataType.F32),
    HALF("torch.HalfStorage", DataType.F16),
    BFLOAT16("torch.BFloat16Storage", DataType.BF16),
    CHAR("torch.CharStorage", DataType.I8),
    BYTE("torch.ByteStorage"),
    BOOL("torch.BoolStorage"),
    SHORT("torch.ShortStorage"),
    INT("torch.IntStorage"),
    LONG("torch.LongStorage"),
    DOUBLE("torch.DoubleStorage");

    private final String path;
    private final @Nullable DataType type;

    TorchGlobal(String path) {
        this(path, null);
    }

    TorchGlobal(String path, @Nullable DataType type) {
        this.path = path;
        this.type = type;
    }

    static Optional<TorchGlobal> of(String path) {
        return Arrays.stream(values()).filter(g -> g.path.equals(path)).findFirst();
    }

    boolean storage() {
        return path.endsWith("Storage");
    }

    /// Element type of a storage, null for one that weights do not come in.
    @Nullable DataType type() {
        return type;
    }

    String path() {
        return path;
    }
}
