package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.Fallback.Reason;
import org.doctorglm.platform.Machine;
import org.jspecify.annotations.Nullable;

/// The native library `doctorglm-kernels` of this platform: beside the program, or among the compiled classes while developing.
///
/// Source and build script: `src/main/c`. Loaded once for the life of the process.
final class KernelLibrary {
    /// `KERNELS_VERSION` of `kernels.h`: with other structures the numbers would be wrong without a word.
    private static final int VERSION = 3;

    private KernelLibrary() {
    }

    /// Where this platform's library lies among the resources, for example `linux-x64`.
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return (os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux") + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    private static Optional<Path> file() {
        String name = System.mapLibraryName("doctorglm-kernels");
        String folder = System.getProperty("onnxruntime.native.path");
        if (folder != null && Files.isRegularFile(Path.of(folder, name))) {
            return Optional.of(Path.of(folder, name));
        }
        URL resource = KernelLibrary.class.getResource("/native/" + platform() + "/" + name);
        try {
            return resource != null && resource.getProtocol().equals("file") ? Optional.of(Path.of(resource.toURI())) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// What opening came to: the kernels, or why there are none.
    record Opened(@Nullable Kernels kernels, @Nullable Fallback missing) {
        private static Opened without(Reason reason, String detail) {
            return new Opened(null, new Fallback(reason, detail));
        }
    }

    static Opened open() {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return Opened.without(Reason.NO_KERNELS, platform());
        }
        try {
            return kernels(SymbolLookup.libraryLookup(file.get(), Arena.global()));
        } catch (IllegalArgumentException e) {
            return Opened.without(Reason.OTHER_KERNELS, platform());
        }
    }

    private static Opened kernels(SymbolLookup library) {
        if (number(library, "dglm_version") != VERSION) {
            return Opened.without(Reason.OTHER_KERNELS, platform());
        }
        int level = number(library, "dglm_level");
        return level == 0 ? Opened.without(Reason.PROCESSOR, Machine.processor()) : new Opened(new Kernels(library, level), null);
    }

    private static int number(SymbolLookup library, String function) {
        try {
            return (int) Linker.nativeLinker().downcallHandle(library.find(function).orElseThrow(IllegalArgumentException::new),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT)).invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
