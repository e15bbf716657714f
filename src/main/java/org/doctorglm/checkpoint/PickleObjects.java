package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// What the few allowed names of a torch pickle stand for.
final class PickleObjects {
    private static final int MOST_AXES = 8;

    private final Path file;

    PickleObjects(Path file) {
        this.file = file;
    }

    /// Python's `None`.
    enum Nothing { NONE }

    record Tuple(List<Object> items) {
    }

    /// @param key name of the archive's entry under `data/`
    /// @param elements in it
    record Storage(TorchGlobal kind, String key, long elements) {
    }

    /// @param offset in elements
    /// @param strides in elements
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    }

    /// A persistent id is `("storage", class, key, location, elements)`; the location (`cpu`, `cuda:0`) says where it once lay.
    Storage storage(Object id) throws CheckpointException {
        if (id instanceof Tuple(List<Object> items) && items.size() == 5 && "storage".equals(items.getFirst())
                && items.get(1) instanceof TorchGlobal kind && kind.storage() && items.get(2) instanceof String key
                && items.get(4) instanceof Long elements && elements >= 0) {
            return new Storage(kind, key, elements);
        }
        throw damaged("storage");
    }

    /// `OrderedDict()`, `_rebuild_tensor_v2(storage, offset, shape, strides, …)` or `_rebuild_parameter(tensor, …)`.
    Object call(TorchGlobal global, List<Object> arguments) throws CheckpointException {
        return switch (global) {
            case ORDERED_DICT -> {
                if (!arguments.isEmpty()) {
                    throw damaged(global.path());
                }
                yield new LinkedHashMap<>(0);
            }
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> {
                if (arguments.isEmpty() || !(arguments.getFirst() instanceof Tensor tensor)) {
                    throw damaged(global.path());
                }
                yield tensor;
            }
            case FLOAT, HALF, BFLOAT16, CHAR, BYTE, BOOL, SHORT, INT, LONG, DOUBLE -> throw damaged(global.path());
        };
    }

    private Tensor tensor(List<Object> arguments) throws CheckpointException {
        if (arguments.size() >= 4 && arguments.get(0) instanceof Storage storage && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof Tuple(List<Object> shape) && arguments.get(3) instanceof Tuple(List<Object> strides)) {
            return new Tensor(storage, offset, numbers(shape), numbers(strides));
        }
        throw damaged("tensor");
    }

    private List<Long> numbers(List<Object> items) throws CheckpointException {
        List<Long> numbers = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Long number) || number < 0 || numbers.size() == MOST_AXES) {
                throw damaged("tensor");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private CheckpointException damaged(String detail) {
        return new CheckpointException(Reason.DAMAGED, file, detail);
    }
}
