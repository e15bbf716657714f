package org.doctorglm.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Material beside the repository (or where the property `shared` says) that only its makers have; tests that need it are skipped with a
/// word where it is absent.
public final class Shared {
    private Shared() {
    }

    /// @param path below `../shared`, or below the folder that `-Dshared=` names
    public static Path require(String path) {
        Path file = Path.of(System.getProperty("shared", "../shared")).resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: " + path + " is not beside this checkout");
        return file;
    }
}
