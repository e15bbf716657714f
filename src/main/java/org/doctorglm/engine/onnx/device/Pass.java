package org.doctorglm.engine.onnx.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.doctorglm.engine.EngineException;
import org.doctorglm.platform.Cancellation;

/// A session with its inputs and outputs bound to memory. A value that is bound again takes the place of the one before.
final class Pass {
    private final OrtApi api;
    private final MemorySegment session;
    private final MemorySegment binding;

    Pass(DeviceRuntime runtime, MemorySegment session) throws EngineException {
        this.api = runtime.api();
        this.session = session;
        this.binding = runtime.binding(session);
    }

    void input(String name, MemorySegment value) throws EngineException {
        bind(OrtFunction.BIND_INPUT, name, value);
    }

    void output(String name, MemorySegment value) throws EngineException {
        bind(OrtFunction.BIND_OUTPUT, name, value);
    }

    private void bind(OrtFunction how, String name, MemorySegment value) throws EngineException {
        try (Arena arena = Arena.ofConfined()) {
            api.call(how, binding, arena.allocateFrom(name), value);
        }
    }

    /// Runs the graph and waits for it.
    ///
    /// @throws EngineException RUN when it fails or was cancelled
    void run(Cancellation cancellation) throws EngineException {
        MemorySegment options = api.make(OrtFunction.CREATE_RUN_OPTIONS);
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> stop(options))) {
            api.call(OrtFunction.RUN_WITH_BINDING, session, options, binding);
        } finally {
            api.release(OrtFunction.RELEASE_RUN_OPTIONS, options);
        }
    }

    private void stop(MemorySegment options) {
        try {
            api.call(OrtFunction.RUN_OPTIONS_SET_TERMINATE, options);
        } catch (EngineException e) {
            throw new IllegalStateException(e);
        }
    }
}
