package org.doctorglm.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.Fallback.Reason;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.engine.onnx.device.DeviceEngine;
import org.doctorglm.engine.onnx.device.GraphicsCard;
import org.doctorglm.engine.onnx.device.GraphicsDriver;
import org.doctorglm.engine.onnx.device.GraphicsLibraries;
import org.doctorglm.engine.onnx.device.GraphicsPack;
import org.doctorglm.engine.onnx.device.GraphicsPackException;
import org.doctorglm.engine.onnx.device.GraphicsPackInstaller;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackEstimate;
import org.jspecify.annotations.Nullable;

/// Graphics cards as a place to compute. Any thread.
final class Graphics {
    /// Begins the names of graphics cards in the settings.
    static final String KEY = "cuda";

    private final GraphicsPackInstaller installer;
    private @Nullable GraphicsLibraries libraries;

    Graphics(Path folder) {
        this.installer = new GraphicsPackInstaller(folder);
    }

    GraphicsPackInstaller installer() {
        return installer;
    }

    /// The cards that the driver knows; empty where there is none.
    List<GraphicsCard> cards() {
        return GraphicsDriver.cards();
    }

    /// @param key of a card, for example `cuda:0`; `cuda` for the first
    /// @throws EngineException DEVICE with the reason when the card cannot be used
    Engine load(ModelPack pack, String key) throws EngineException {
        GraphicsCard card = cards().stream().filter(each -> key.equals(KEY) || each.key().equals(key)).findFirst()
                .orElseThrow(() -> missing(Reason.NO_DEVICE, key));
        MemoryPlan plan = MemoryPlan.of(PackEstimate.of(pack), card.memory());
        if (plan.verdict() != MemoryPlan.Verdict.FITS) {
            throw missing(Reason.GRAPHICS_MEMORY, gigabytes(plan.lacking()));
        }
        try {
            return DeviceEngine.graphics(pack, libraries(key), card);
        } catch (EngineException e) {
            throw switch (e.reason()) {
                case DEVICE -> e;
                case MEMORY -> missing(Reason.GRAPHICS_MEMORY, gigabytes(Long.parseLong(String.valueOf(e.getMessage()))));
                case LOAD, PROMPT, CONTEXT, BAD_ID, ADAPTER, RUN -> missing(Reason.GRAPHICS_FAILED, String.valueOf(e.getMessage()));
            };
        }
    }

    /// Loaded once: a library cannot be taken out of the process again.
    private synchronized GraphicsLibraries libraries(String key) throws EngineException {
        if (libraries == null) {
            try {
                Optional<GraphicsPack> pack = installer.installed();
                libraries = GraphicsLibraries.load(pack.orElseThrow(() -> missing(Reason.NO_GRAPHICS_PACK, key)));
            } catch (GraphicsPackException e) {
                throw missing(Reason.OTHER_GRAPHICS_PACK, e.detail());
            }
        }
        return libraries;
    }

    private static EngineException missing(Reason reason, String detail) {
        return new EngineException(new Fallback(reason, detail));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
