package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.doctorglm.training.Tensor;
import org.jspecify.annotations.Nullable;

/// Numbers in and out of arrays.
final class Values {
    private static final float[] STAGED = new float[1 << 20];
    private static final ByteBuffer STAGING = ByteBuffer.allocateDirect(STAGED.length * Float.BYTES).order(ByteOrder.nativeOrder());

    private Values() {
    }

    static NDArray of(NDManager manager, Tensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape().stream().mapToLong(l -> l).toArray()));
    }

    static Tensor of(NDArray array) {
        return new Tensor(longs(array.getShape()), array.toFloatArray());
    }

    /// The same numbers in another type, with the way back for gradients that the library's own conversion does not leave.
    static NDArray converted(NDArray array, DataType type) {
        return array.getDataType() == type ? array : array.getManager().zeros(array.getShape(), type).addi(array);
    }

    /// `array · factor`, to be used wherever a gradient may come by.
    ///
    /// The library's own product with a number keeps that number in memory of Java, which is gone when the gradient needs it.
    static NDArray times(NDArray array, double factor) {
        return array.mul(array.getManager().full(new Shape(), (float) factor));
    }

    /// The same array, freed with the one whose manager it is given: what is made of a parameter would live as long as the parameter.
    static NDArray freedWith(NDArray array, NDArray other) {
        array.attach(other.getManager());
        return array;
    }

    /// Writes numbers into an array that is there.
    ///
    /// @throws IllegalArgumentException when there are none, or of another shape
    static void set(NDArray array, @Nullable Tensor tensor, String name) {
        if (tensor == null || !tensor.shape().equals(longs(array.getShape()))) {
            throw new IllegalArgumentException(name + " " + (tensor == null ? "" : tensor.shape()) + "/" + array.getShape());
        }
        try (NDArray values = of(array.getManager(), tensor)) {
            // Copied: the plain `set` of the library lays the array over memory that Java may take back.
            array.set(new NDIndex("..."), values);
        }
    }

    private static List<Long> longs(Shape shape) {
        return java.util.Arrays.stream(shape.getShape()).boxed().toList();
    }

    /// A matrix read row by row, held as another type than it is read as. One piece of it is in memory of Java at a time, always the same memory.
    ///
    /// @param rows gives out `count` rows from `first` on
    static NDArray matrix(NDManager manager, int height, int width, DataType type, Rows rows) {
        NDArray whole = manager.zeros(new Shape(height, width), type);
        synchronized (STAGING) {
            int piece = Math.max(1, Math.min(height, STAGING.capacity() / Float.BYTES / width));
            ByteBuffer staging = piece * width * Float.BYTES <= STAGING.capacity() ? STAGING
                    : ByteBuffer.allocateDirect(width * Float.BYTES).order(ByteOrder.nativeOrder());
            float[] buffer = staging == STAGING ? STAGED : new float[width];
            for (int first = 0; first < height; first += piece) {
                int count = Math.min(piece, height - first);
                rows.read(first, count, buffer);
                staging.clear();
                staging.asFloatBuffer().put(buffer, 0, count * width);
                staging.limit(count * width * Float.BYTES);
                // The part lies over the staging memory; setting copies, and converts.
                try (NDArray part = manager.create(staging, new Shape(count, width), DataType.FLOAT32)) {
                    whole.set(new NDIndex(first + ":" + (first + count)), part);
                }
            }
        }
        return whole;
    }

    /// Rows of a matrix.
    @FunctionalInterface
    interface Rows {
        void read(int first, int count, float[] target);
    }
}
