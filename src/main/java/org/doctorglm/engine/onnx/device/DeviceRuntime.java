package org.doctorglm.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.onnx.graph.GlmGraph;
import org.doctorglm.engine.onnx.graph.GraphForm;

/// ONNX Runtime with one provider and the memory that goes with it. Makes sessions and tensors; closing frees all it has made.
final class DeviceRuntime implements AutoCloseable {
    private static final int LOG_ERRORS = 3;
    /// The graph is written with the fused operators; what optimisers would read are weights that are not here.
    private static final int NO_OPTIMISATION = 0;
    private static final int PLAIN_ALLOCATOR = 0;
    private static final int DEFAULT_MEMORY = 0;

    private final OrtApi api;
    private final DeviceHeap heap;
    private final GraphForm form;
    private final int threads;
    private final List<Runnable> made = new ArrayList<>();
    private final MemorySegment environment;
    private final MemorySegment here;
    private final MemorySegment there;

    private DeviceRuntime(OrtApi api, DeviceHeap heap, GraphForm form, int threads) throws EngineException {
        this.api = api;
        this.heap = heap;
        this.form = form;
        this.threads = threads;
        try (Arena arena = Arena.ofConfined()) {
            this.environment = owned(api.make(OrtFunction.CREATE_ENV, LOG_ERRORS, arena.allocateFrom("doctorglm")), OrtFunction.RELEASE_ENV);
            api.call(OrtFunction.DISABLE_TELEMETRY_EVENTS, environment);
            this.here = memory(arena.allocateFrom("Cpu"), 0);
            this.there = memory(arena.allocateFrom(heap.name()), heap.device());
        }
    }

    /// On the processor.
    ///
    /// @param library ONNX Runtime of the program
    static DeviceRuntime processor(Path library, GraphForm form, int threads) throws EngineException {
        return new DeviceRuntime(OrtApi.open(library), new HostHeap(), form, threads);
    }

    /// On a graphics card, in FP16.
    static DeviceRuntime graphics(GraphicsLibraries libraries, int device) throws EngineException {
        return new DeviceRuntime(libraries.api(), new CudaHeap(libraries.cuda(), device), GraphForm.GRAPHICS, 1);
    }

    private MemorySegment memory(MemorySegment name, int device) throws EngineException {
        return owned(api.make(OrtFunction.CREATE_MEMORY_INFO, name, PLAIN_ALLOCATOR, device, DEFAULT_MEMORY), OrtFunction.RELEASE_MEMORY_INFO);
    }

    private MemorySegment owned(MemorySegment what, OrtFunction release) {
        made.add(() -> api.release(release, what));
        return what;
    }

    OrtApi api() {
        return api;
    }

    DeviceHeap heap() {
        return heap;
    }

    GraphForm form() {
        return form;
    }

    /// A tensor over memory of the device; lives as long as this.
    MemorySegment onDevice(MemorySegment memory, long bytes, int type, long... shape) throws EngineException {
        return owned(tensor(there, memory, bytes, type, shape), OrtFunction.RELEASE_VALUE);
    }

    /// A tensor over memory of this computer; the caller releases it.
    MemorySegment inHost(MemorySegment memory, int type, long... shape) throws EngineException {
        return tensor(here, memory, memory.byteSize(), type, shape);
    }

    private MemorySegment tensor(MemorySegment info, MemorySegment memory, long bytes, int type, long... shape) throws EngineException {
        try (Arena arena = Arena.ofConfined()) {
            return api.make(OrtFunction.CREATE_TENSOR_WITH_DATA, info, memory, bytes, arena.allocateFrom(JAVA_LONG, shape), (long) shape.length, type);
        }
    }

    /// @param tensors what the graph wants handed over, by name
    /// @param folder of the pack, where the runtime looks for the file that the graph names
    MemorySegment session(GlmGraph.Built graph, Path folder, Map<String, MemorySegment> tensors) throws EngineException {
        MemorySegment options = api.make(OrtFunction.CREATE_SESSION_OPTIONS);
        try (Arena arena = Arena.ofConfined()) {
            api.call(OrtFunction.SET_GRAPH_OPTIMIZATION_LEVEL, options, NO_OPTIMISATION);
            api.call(OrtFunction.SET_INTRA_OP_THREADS, options, threads);
            api.call(OrtFunction.DISABLE_MEM_PATTERN, options);
            api.call(OrtFunction.ADD_SESSION_CONFIG_ENTRY, options, arena.allocateFrom("session.force_spinning_stop"), arena.allocateFrom("1"));
            api.call(OrtFunction.ADD_SESSION_CONFIG_ENTRY, options, arena.allocateFrom("session.model_external_initializers_file_folder_path"),
                    arena.allocateFrom(folder.toAbsolutePath().toString()));
            for (String name : graph.given()) {
                MemorySegment tensor = tensors.get(name);
                if (tensor == null) {
                    throw new IllegalArgumentException(name);
                }
                api.call(OrtFunction.ADD_INITIALIZER, options, arena.allocateFrom(name), tensor);
            }
            if (heap instanceof CudaHeap) {
                provide(options, arena);
            }
            MemorySegment model = arena.allocateFrom(JAVA_BYTE, graph.model());
            return owned(api.make(OrtFunction.CREATE_SESSION_FROM_ARRAY, environment, model, model.byteSize(), options), OrtFunction.RELEASE_SESSION);
        } finally {
            api.release(OrtFunction.RELEASE_SESSION_OPTIONS, options);
        }
    }

    /// Adds the provider for graphics cards. Its arena grows by what is asked for, not by doubling: the card is shared with the screen.
    private void provide(MemorySegment options, Arena arena) throws EngineException {
        Map<String, String> settings = Map.of("device_id", Integer.toString(heap.device()), "arena_extend_strategy", "kSameAsRequested");
        MemorySegment keys = arena.allocate(ADDRESS, settings.size());
        MemorySegment values = arena.allocate(ADDRESS, settings.size());
        int at = 0;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            keys.setAtIndex(ADDRESS, at, arena.allocateFrom(setting.getKey()));
            values.setAtIndex(ADDRESS, at++, arena.allocateFrom(setting.getValue()));
        }
        MemorySegment cuda = api.make(OrtFunction.CREATE_CUDA_OPTIONS);
        try {
            api.call(OrtFunction.UPDATE_CUDA_OPTIONS, cuda, keys, values, (long) settings.size());
            api.call(OrtFunction.APPEND_CUDA, options, cuda);
        } finally {
            api.release(OrtFunction.RELEASE_CUDA_OPTIONS, cuda);
        }
    }

    /// Inputs and outputs of a session, held between runs.
    MemorySegment binding(MemorySegment session) throws EngineException {
        return owned(api.make(OrtFunction.CREATE_IO_BINDING, session), OrtFunction.RELEASE_IO_BINDING);
    }

    @Override
    public void close() {
        // In reverse: sessions before the environment, tensors before the memory they lie in.
        made.reversed().forEach(Runnable::run);
        heap.close();
    }
}
