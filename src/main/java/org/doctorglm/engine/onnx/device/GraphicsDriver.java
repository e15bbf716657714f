package org.doctorglm.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.engine.DeviceMemory;

/// Asks NVIDIA's driver which cards there are and how much memory they have (NVML, which comes with every driver and starts nothing on the
/// card). No card is asked for its memory before somebody looks; nothing is kept loaded.
public final class GraphicsDriver {
    private static final int NAME = 96;
    private static final int WORDS = 3;

    private GraphicsDriver() {
    }

    /// The cards of this computer in the order of the bus; none where there is no driver.
    public static List<GraphicsCard> cards() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        return cards(windows ? "nvml.dll" : "libnvidia-ml.so.1");
    }

    static List<GraphicsCard> cards(String library) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup driver = SymbolLookup.libraryLookup(library, arena);
            if (call(driver, "nvmlInit_v2") != 0) {
                return List.of();
            }
            try {
                return cards(driver, arena);
            } finally {
                call(driver, "nvmlShutdown");
            }
        } catch (IllegalArgumentException e) {
            // No driver, or one older than these functions: no card that could be used.
            return List.of();
        }
    }

    private static List<GraphicsCard> cards(SymbolLookup driver, Arena arena) {
        MemorySegment count = arena.allocate(JAVA_INT);
        if (call(driver, "nvmlDeviceGetCount_v2", count) != 0) {
            return List.of();
        }
        List<GraphicsCard> cards = new ArrayList<>();
        for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
            MemorySegment handle = arena.allocate(ADDRESS);
            MemorySegment name = arena.allocate(NAME);
            MemorySegment memory = arena.allocate(JAVA_LONG, WORDS);
            if (call(driver, "nvmlDeviceGetHandleByIndex_v2", i, handle) == 0
                    && call(driver, "nvmlDeviceGetName", handle.get(ADDRESS, 0), name, NAME) == 0
                    && call(driver, "nvmlDeviceGetMemoryInfo", handle.get(ADDRESS, 0), memory) == 0) {
                cards.add(new GraphicsCard(i, new DeviceMemory(DeviceMemory.Kind.GRAPHICS, name.getString(0),
                        memory.getAtIndex(JAVA_LONG, 0), memory.getAtIndex(JAVA_LONG, 1))));
            }
        }
        return List.copyOf(cards);
    }

    private static int call(SymbolLookup driver, String function, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = arguments[i] instanceof Integer ? JAVA_INT : ADDRESS;
        }
        return (int) NativeCalls.call(NativeCalls.function(driver, function, FunctionDescriptor.of(JAVA_INT, layouts)), arguments);
    }
}
