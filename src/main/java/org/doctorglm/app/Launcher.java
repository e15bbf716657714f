package org.doctorglm.app;

import java.util.Arrays;
import javafx.application.Application;
import org.doctorglm.cli.DoctorGlmCommand;

/// Starts the program: without a verb the window, with one the command line.
public final class Launcher {
    private Launcher() {
    }

    /// @return exit code, when everything has ended
    public static int run(String[] arguments) {
        Logging.quiet();
        if (opensWindow(arguments)) {
            Application.launch(WindowApplication.class, named(arguments));
            return 0;
        }
        return DoctorGlmCommand.execute(arguments, DoctorGlm::new);
    }

    /// Nothing, or only the home.
    private static boolean opensWindow(String[] arguments) {
        return arguments.length == 0 || arguments.length == 1 && arguments[0].startsWith("--home=")
                || arguments.length == 2 && arguments[0].equals("--home");
    }

    private static String[] named(String[] arguments) {
        return arguments.length == 2 ? new String[] {arguments[0] + "=" + arguments[1]} : Arrays.copyOf(arguments, arguments.length);
    }
}
