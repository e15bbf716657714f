package org.doctorglm.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A view into a storage: element `(i, j, …)` is number `offset + i·strides[0] + j·strides[1] + …` of the storage.
///
/// Several tensors may share a storage, and a transposed tensor is the same storage with its strides exchanged.
///
/// @param storage bytes of the whole storage
/// @param offset in elements
/// @param strides in elements, one for each axis
record StridedTensor(MemorySegment storage, TensorInfo info, long offset, List<Long> strides) {
    /// @throws IllegalArgumentException when an element lies outside the storage, or elements lie on each other
    StridedTensor {
        strides = List.copyOf(strides);
        long available = storage.byteSize() / info.type().bytes();
        if (strides.size() != info.shape().size() || !fits(info, offset, strides, available)) {
            throw new IllegalArgumentException(info.shape() + " " + strides + " " + offset + "/" + available);
        }
    }

    /// A tensor that fills a storage row by row.
    static StridedTensor whole(MemorySegment storage, TensorInfo info) {
        return new StridedTensor(storage, info, 0, rowMajor(info.shape()));
    }

    private static List<Long> rowMajor(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long length : shape.reversed()) {
            strides.addFirst(stride);
            stride = Math.multiplyExact(stride, Math.max(1, length));
        }
        return strides;
    }

    private static boolean fits(TensorInfo info, long offset, List<Long> strides, long available) {
        try {
            long elements = info.elements();
            long last = offset;
            for (int axis = 0; axis < strides.size(); axis++) {
                if (info.shape().get(axis) < 0 || strides.get(axis) < 0) {
                    return false;
                }
                last = Math.addExact(last, Math.multiplyExact(info.shape().get(axis) - 1, strides.get(axis)));
            }
            // More elements than the storage has: the same one would be read again and again.
            return offset >= 0 && (elements == 0 || last < available && elements <= available);
        } catch (ArithmeticException e) {
            return false;
        }
    }

    DataType type() {
        return info.type();
    }

    /// Reads whole rows in row-major order.
    void readRows(long firstRow, int rows, float[] target) {
        long length = info.rowLength();
        int count = Math.toIntExact(Math.multiplyExact(rows, length));
        if (firstRow < 0 || rows < 0 || firstRow + rows > (info.shape().isEmpty() ? 1 : info.shape().getFirst())) {
            throw new IndexOutOfBoundsException(firstRow + " + " + rows);
        }
        if (strides.equals(rowMajor(info.shape()))) {
            long from = offset + firstRow * length;
            for (int i = 0; i < count; i++) {
                target[i] = info.type().read(storage, from + i);
            }
            return;
        }
        long[] index = new long[strides.size()];
        index[0] = firstRow;
        for (int i = 0; i < count; i++) {
            target[i] = info.type().read(storage, position(index));
            advance(index);
        }
    }

    private long position(long[] index) {
        long position = offset;
        for (int axis = 0; axis < index.length; axis++) {
            position += index[axis] * strides.get(axis);
        }
        return position;
    }

    private void advance(long[] index) {
        for (int axis = index.length - 1; axis > 0; axis--) {
            if (++index[axis] < info.shape().get(axis)) {
                return;
            }
            index[axis] = 0;
        }
        index[0]++;
    }
}
