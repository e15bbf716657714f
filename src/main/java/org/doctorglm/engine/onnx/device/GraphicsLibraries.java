package org.doctorglm.engine.onnx.device;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.platform.Environment;

/// The libraries of a graphics pack, loaded for the life of the process.
///
/// CUDA's parts are loaded by their full names first, so that ONNX Runtime finds them among what is loaded and nowhere else: an older CUDA
/// that happens to be installed must not be taken.
public final class GraphicsLibraries {
    private final OrtApi api;
    private final SymbolLookup cuda;

    private GraphicsLibraries(OrtApi api, SymbolLookup cuda) {
        this.api = api;
        this.cuda = cuda;
    }

    /// @throws EngineException LOAD with the words of the system's loader, or with the version when it is not the manifest's
    public static GraphicsLibraries load(GraphicsPack pack) throws EngineException {
        Environment.set("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        SymbolLookup cuda = null;
        try {
            for (GraphicsPack.File file : pack.manifest().files()) {
                if (file.loaded()) {
                    SymbolLookup library = SymbolLookup.libraryLookup(pack.folder().resolve(file.name()), Arena.global());
                    cuda = cuda == null ? library : cuda;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
        }
        if (cuda == null) {
            throw new EngineException(Reason.LOAD, pack.folder().toString());
        }
        OrtApi api = OrtApi.open(pack.folder().resolve(GraphicsPack.library("onnxruntime")));
        if (!api.version().equals(pack.manifest().runtime())) {
            throw new EngineException(Reason.LOAD, api.version());
        }
        return new GraphicsLibraries(api, cuda);
    }

    OrtApi api() {
        return api;
    }

    /// CUDA's runtime.
    SymbolLookup cuda() {
        return cuda;
    }
}
