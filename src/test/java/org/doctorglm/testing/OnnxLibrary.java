package org.doctorglm.testing;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// ONNX Runtime's library as a file, taken once from its jar.
public final class OnnxLibrary {
    private static final Path FILE = extract();

    private OnnxLibrary() {
    }

    public static Path file() {
        return FILE;
    }

    private static Path extract() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String platform = (os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux")
                + (System.getProperty("os.arch").equals("aarch64") ? "-aarch64" : "-x64");
        String name = System.mapLibraryName("onnxruntime");
        try (InputStream in = OrtEnvironment.class.getResourceAsStream("native/" + platform + "/" + name)) {
            Path file = Files.createTempDirectory("doctorglm-onnx").resolve(name);
            Files.copy(java.util.Objects.requireNonNull(in, platform), file);
            file.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
