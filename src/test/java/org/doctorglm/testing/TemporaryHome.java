package org.doctorglm.testing;

import java.nio.file.Path;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.platform.Directories;

/// The real program in a home of its own: the demo model and library of the build, nothing of the user's.
public final class TemporaryHome {
    public static final Path APPLICATION = Path.of("target", "doctorglm").toAbsolutePath();

    private TemporaryHome() {
    }

    public static Directories directories(Path home) {
        return new Directories(APPLICATION, home.toAbsolutePath());
    }

    /// The caller closes it.
    public static DoctorGlm open(Path home) {
        return new DoctorGlm(directories(home), 2);
    }
}
