package org.doctorglm;

import org.doctorglm.app.DoctorGlm;
import org.doctorglm.app.Logging;
import org.doctorglm.cli.DoctorGlmCommand;

/// Starts the program: without a verb the window, with one the command line.
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        Logging.quiet();
        System.exit(DoctorGlmCommand.execute(arguments, DoctorGlm::new));
    }
}
