package org.doctorglm.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/// The functions of ONNX Runtime's C interface that are needed here, with their places in its table `OrtApi`.
///
/// The table only ever grows at its end, so a place is for good (`onnxruntime_c_api.h`). Functions that answer a status answer null when
/// all went well; the others answer nothing.
enum OrtFunction {
    CREATE_ENV(3, JAVA_INT, ADDRESS, ADDRESS),
    DISABLE_TELEMETRY_EVENTS(6, ADDRESS),
    CREATE_SESSION_FROM_ARRAY(8, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
    CREATE_SESSION_OPTIONS(10, ADDRESS),
    DISABLE_MEM_PATTERN(17, ADDRESS),
    SET_GRAPH_OPTIMIZATION_LEVEL(23, ADDRESS, JAVA_INT),
    SET_INTRA_OP_THREADS(24, ADDRESS, JAVA_INT),
    CREATE_RUN_OPTIONS(39, ADDRESS),
    RUN_OPTIONS_SET_TERMINATE(46, ADDRESS),
    /// memory info, data, bytes, shape, dimensions, type, → value
    CREATE_TENSOR_WITH_DATA(49, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
    /// name, allocator, device, kind of memory, → memory info
    CREATE_MEMORY_INFO(68, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
    ADD_SESSION_CONFIG_ENTRY(130, ADDRESS, ADDRESS, ADDRESS),
    RUN_WITH_BINDING(133, ADDRESS, ADDRESS, ADDRESS),
    CREATE_IO_BINDING(134, ADDRESS, ADDRESS),
    BIND_INPUT(136, ADDRESS, ADDRESS, ADDRESS),
    BIND_OUTPUT(137, ADDRESS, ADDRESS, ADDRESS),
    ADD_INITIALIZER(150, ADDRESS, ADDRESS, ADDRESS),
    APPEND_CUDA(204, ADDRESS, ADDRESS),
    CREATE_CUDA_OPTIONS(205, ADDRESS),
    /// options, keys, values, number of them
    UPDATE_CUDA_OPTIONS(206, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG),
    RELEASE_CUDA_OPTIONS(208, true),
    RELEASE_ENV(92, true),
    RELEASE_STATUS(93, true),
    RELEASE_MEMORY_INFO(94, true),
    RELEASE_SESSION(95, true),
    RELEASE_VALUE(96, true),
    RELEASE_RUN_OPTIONS(97, true),
    RELEASE_SESSION_OPTIONS(100, true),
    RELEASE_IO_BINDING(135, true);

    private final int place;
    private final boolean release;
    private final FunctionDescriptor shape;

    OrtFunction(int place, MemoryLayout... arguments) {
        this.place = place;
        this.release = false;
        this.shape = FunctionDescriptor.of(ADDRESS, arguments);
    }

    OrtFunction(int place, boolean release) {
        this.place = place;
        this.release = release;
        this.shape = FunctionDescriptor.ofVoid(ADDRESS);
    }

    /// Where its address lies in the table.
    long offset() {
        return place * ADDRESS.byteSize();
    }

    FunctionDescriptor shape() {
        return shape;
    }

    /// Whether it gives something back and answers nothing.
    boolean release() {
        return release;
    }
}
