package org.doctorglm.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Element types that weights come in. Each knows how to become a 32-bit float.
public enum DataType {
    F32(4) {
        @Override
        float read(MemorySegment memory, long index) {
            return memory.get(FLOAT, index * 4);
        }
    },
    F16(2) {
        @Override
        float read(MemorySegment memory, long index) {
            return Float.float16ToFloat(memory.get(SHORT, index * 2));
        }
    },
    BF16(2) {
        @Override
        float read(MemorySegment memory, long index) {
            return Float.intBitsToFloat(memory.get(SHORT, index * 2) << 16);
        }
    },
    /// Small integers; as weights they mean something only together with scales, see [DequantizedCheckpoint].
    I8(1) {
        @Override
        float read(MemorySegment memory, long index) {
            return memory.get(ValueLayout.JAVA_BYTE, index);
        }
    };

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    abstract float read(MemorySegment memory, long index);
}
